import Diagnostics
import DraftText
import Linting

/// What the program said of one planted fault.
struct Outcome: Sendable {
  let draft: String
  let fault: Fault
  /// The lines on which each expected finding may stand.
  let lines: [[Int]]
  /// The expected findings that were not made.
  let missed: [Int]
  /// The findings that the untouched draft does not have and that nobody asked for.
  let side: [Finding]

  var isCaught: Bool { missed.isEmpty }
  /// Side findings of error and warning.
  var sideFindings: Int { side.count { $0.severity > .info } }
  /// Side findings of info.
  var sideRemarks: Int { side.count { $0.severity == .info } }

  /// Plants `fault` into `draft` and runs all shipped rules.
  ///
  /// - Parameter untouched: What is said of the draft without the fault.
  init(planting fault: Fault, in draft: Draft, untouched: [Finding]) throws {
    let text = PlantedText(draft, fault.edits)
    var findings = try Finding.all(in: text.source)
    for old in untouched {
      if let index = findings.firstIndex(where: { $0.isSame(as: old) }) { findings.remove(at: index) }
    }
    let lines = fault.expected.map { $0.places.map { text.line(of: $0) } }
    var missed: [Int] = []
    for (index, expectation) in fault.expected.enumerated() {
      let hit = findings.firstIndex { expectation.ids.contains($0.id) && lines[index].contains($0.line) }
      if let hit { findings.remove(at: hit) } else { missed.append(index) }
    }
    self.draft = draft.name
    self.fault = fault
    self.lines = lines
    self.missed = missed
    side = findings
  }
}

/// A finding, as far as it matters here.
struct Finding: Sendable {
  let id: String
  let severity: Severity
  let line: Int
  /// What it is about.
  let text: String
  let message: String

  /// All findings in `source`.
  static func all(in source: SourceText) throws -> [Finding] {
    try Linter.shipped().lint(source).diagnostics.map { diagnostic in
      Finding(
        id: diagnostic.ruleID.name, severity: diagnostic.severity,
        line: source.lines.line(at: diagnostic.range.start), text: source[diagnostic.range],
        message: diagnostic.message.text(in: .zh))
    }
  }

  /// Whether this is `other` in a draft that was changed elsewhere.
  func isSame(as other: Finding) -> Bool {
    id == other.id && severity == other.severity && text == other.text && message == other.message
  }
}
