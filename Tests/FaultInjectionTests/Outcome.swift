import Diagnostics
import DraftText
import Linting

/// The findings of the program for one planted fault.
struct Outcome: Sendable {
  let draft: String
  let fault: Fault
  /// The lines on which each expected finding may stand.
  let lines: [[Int]]
  /// The expected findings that were not made.
  let missed: [Int]
  /// The findings that are neither expected nor in the untouched draft.
  let side: [Finding]

  var isCaught: Bool { missed.isEmpty }
  /// The number of side findings that are errors or warnings.
  var sideFindings: Int { side.count { $0.severity > .info } }
  /// The number of side findings with severity info.
  var sideRemarks: Int { side.count { $0.severity == .info } }

  /// Plants `fault` into `draft` and runs all shipped rules.
  ///
  /// - Parameter untouched: The findings in the draft without the fault.
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

/// The properties of a finding that matter here.
struct Finding: Sendable {
  let id: String
  let severity: Severity
  let line: Int
  /// The text in its range.
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

  /// Whether this is the finding `other` in a draft that was changed elsewhere.
  func isSame(as other: Finding) -> Bool {
    id == other.id && severity == other.severity && text == other.text && message == other.message
  }
}
