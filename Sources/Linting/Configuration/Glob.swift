/// A pattern for paths as `gitignore(5)` has them.
///
/// One with a `/` before its end belongs to the folder that the paths start from; one without fits names at any depth. With a
/// `/` at its end it fits folders alone. What fits a folder fits all that is in it. `?` is one byte, as it is for git.
package struct Glob: Sendable {
  private let pattern: GitignorePattern

  /// Reads a pattern; nil for one that can fit nothing: a blank one, a comment, or one that takes something back (`!a`).
  package init?(_ text: String) {
    guard let pattern = GitignorePattern(line: Array(text.utf8)[...]), !pattern.isNegated else { return nil }
    self.pattern = pattern
  }

  /// Whether `path` or a folder that it lies in fits.
  ///
  /// - Parameter path: A path with `/` between its parts, from the folder of the pattern on.
  package func matches(_ path: String, isFolder: Bool = false) -> Bool {
    pattern.matchesAny(of: Array(path.utf8)[...], isFolder: isFolder)
  }
}
