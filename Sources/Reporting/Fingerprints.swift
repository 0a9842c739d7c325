import Diagnostics

/// Names the findings of one run so that the same finding has the same name in the next, and no two of a run have the same.
///
/// A name is made of the path and the fingerprint; what cannot be told apart, such as a text that stands there twice, is counted.
struct Fingerprints: Sendable {
  /// The name and version of what a fingerprint is made of.
  static let key = "zhangfa/v2"

  /// How often each path was reported.
  private var timesSeen: [String: Int] = [:]

  /// What tells the fingerprints of the findings of `file`.
  ///
  /// - Parameter path: The path from the root of the repository on.
  mutating func begin(_ file: FileReport, at path: String) -> OfFile { OfFile(file: file, name: start(path)) }

  /// The fingerprint of something that could not be checked.
  mutating func fingerprint(of error: ReportedError, at path: String) -> String {
    SHA256(start(path) + ["error", error.rule?.name ?? ""]).hex(32)
  }

  /// The fingerprints of the findings of one file.
  struct OfFile {
    private let file: FileReport
    private let name: [String]
    private var counts: [Fingerprint: Int] = [:]

    fileprivate init(file: FileReport, name: [String]) {
      self.file = file
      self.name = name
    }

    /// The fingerprint of the next finding, 32 hexadecimal digits.
    mutating func next(_ diagnostic: Diagnostic) -> String {
      let fingerprint = WeighedFingerprint(
        diagnostic, in: file.source, isAboutWhole: file.wholeDraftRules.contains(diagnostic.ruleID)
      ).fingerprint
      counts[fingerprint, default: 0] += 1
      let number = String(counts[fingerprint, default: 1])
      return SHA256(name + [fingerprint.rule.name, fingerprint.before, fingerprint.after, number]).hex(32)
    }
  }

  private mutating func start(_ path: String) -> [String] {
    timesSeen[path, default: 0] += 1
    return [path, String(timesSeen[path, default: 1])]
  }
}
