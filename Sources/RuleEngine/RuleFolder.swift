/// The files of a folder with rules, read by the caller.
package struct RuleFolder: Sendable {
  /// The folder as the user named it; error messages begin with it.
  package let path: String
  /// The files at any depth: the path below the folder with `/` between its parts, and the bytes.
  package let files: [(path: String, bytes: [UInt8])]
  /// Whether the user has said that its rules may repair drafts without asking; a repository cannot say that of itself.
  package let isTrusted: Bool

  /// Takes the files of the folder at `path`, in any order. README.md and names that begin with a dot are passed over.
  package init(path: String, files: [(path: String, bytes: [UInt8])], isTrusted: Bool = false) {
    self.path = path
    self.files = files
    self.isTrusted = isTrusted
  }
}
