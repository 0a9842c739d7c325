import SystemPackage

/// The entries that a walk through folders skips, beside hidden entries. Paths that the user names are never skipped.
package struct Exclusions {
  /// Whether to skip entries that git ignores.
  package var followsGitignore = true
  /// The user's own patterns for all repositories, which git calls `core.excludesFile`.
  package var globalGitignore: FilePath?
  /// Whether to skip an entry for another reason; a folder is skipped with all its content.
  ///
  /// The arguments are the path as it is shown, and whether the entry is a folder.
  package var excludes: (_ path: FilePath, _ isFolder: Bool) -> Bool = { _, _ in false }

  /// Makes exclusions that skip what git ignores.
  package init() {}
}
