import Diagnostics

/// Makes fingerprints that are unique in one run, and the same for the same finding in the next run.
///
/// They are hashes of the path, the `Fingerprint` of the finding and a counter. The counter distinguishes findings
/// whose `Fingerprint` is equal, such as in a text that occurs twice.
struct Fingerprints: Sendable {
  /// The name and version of the method that makes the fingerprints.
  static let key = "zhangfa/v2"

  /// How often each path was reported.
  private var timesSeen: [String: Int] = [:]

  /// Returns the generator of the fingerprints of the findings of `file`.
  ///
  /// - Parameter path: The path from the root of the repository.
  mutating func begin(_ file: FileReport, at path: String) -> OfFile { OfFile(file: file, name: start(path)) }

  /// Returns the fingerprint of an error.
  mutating func fingerprint(of error: ReportedError, at path: String) -> String {
    SHA256(start(path) + ["error", error.rule?.name ?? ""]).hex(32)
  }

  /// A generator of the fingerprints of the findings of one file.
  struct OfFile {
    private let file: FileReport
    private let name: [String]
    private var counts: [Fingerprint: Int] = [:]

    fileprivate init(file: FileReport, name: [String]) {
      self.file = file
      self.name = name
    }

    /// Returns the fingerprint of the next finding: 32 hexadecimal digits.
    mutating func next(_ diagnostic: Diagnostic) -> String {
      let fingerprint = RatedFingerprint(
        diagnostic, in: file.source, isAboutWhole: file.wholeDraftRules.contains(diagnostic.ruleID)
      ).fingerprint
      let number = String(counts.countUp(fingerprint))
      return SHA256(name + [fingerprint.rule.name, fingerprint.before, fingerprint.after, number]).hex(32)
    }
  }

  private mutating func start(_ path: String) -> [String] { [path, String(timesSeen.countUp(path))] }
}
