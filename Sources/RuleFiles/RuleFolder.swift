/// The files of a rule folder, read by the caller.
package struct RuleFolder: Sendable {
  /// The folder as the user named it; error messages begin with this path.
  package let path: String
  /// The files at any depth: the path below the folder, with `/` between its components, and the bytes.
  package let files: [(path: String, bytes: [UInt8])]
  /// Whether the user allows its rules to fix drafts without review; a repository cannot allow that for itself.
  package let isTrusted: Bool

  /// Takes the files of the folder at `path`, in any order. README.md and hidden files are ignored.
  package init(path: String, files: [(path: String, bytes: [UInt8])], isTrusted: Bool = false) {
    self.path = path
    self.files = files
    self.isTrusted = isTrusted
  }

  /// Reads the files that are not ignored, and reports those that cannot be read.
  ///
  /// - Parameter isShipped: Whether the files are to become part of zhangfa.
  package func read(isShipped: Bool = false, _ log: ErrorLog) -> [RuleFile] {
    let sources = files.filter { !RuleFile.isIgnored($0.path) }.sorted { $0.path < $1.path }
    var read: [RuleFile] = []
    for file in sources {
      do throws(RuleFileError) {
        read.append(try RuleFile(file, in: self, isShipped: isShipped))
      } catch {
        log.report(error)
      }
    }
    return read
  }
}
