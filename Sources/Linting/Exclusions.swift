import SystemPackage

/// What a walk through folders passes over, beside what is hidden. What is named itself is never passed over.
package struct Exclusions {
  /// Whether that is passed over which git ignores.
  package var followsGitignore = true
  /// The user's own patterns for all repositories, which git calls `core.excludesFile`.
  package var globalGitignore: FilePath?
  /// Whether an entry is passed over for another reason, a folder with all that is in it.
  ///
  /// It is asked with the path as it is shown, and whether it is that of a folder.
  package var excludes: (_ path: FilePath, _ isFolder: Bool) -> Bool = { _, _ in false }

  /// Passes over what git ignores.
  package init() {}
}
