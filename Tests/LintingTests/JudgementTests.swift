import Diagnostics
import DraftText
import Linting
import SystemPackage
import TestSupport
import Testing

/// Small invented drafts, based on misjudgements of zhangfa on real documents, each with its cause: the findings that
/// must be reported, and those that must not.
@Suite struct JudgementTests {
  @Test("A case is judged as a clerk would", arguments: try JudgementCase.all())
  func judged(_ one: JudgementCase) throws {
    let result = try Linter.shipped().lint(one.source())
    let source = try one.source()
    let findings = result.diagnostics.map { finding in
      (rule: finding.ruleID.name, line: source.lines.position(at: finding.range.start).line, finding: finding)
    }
    for wanted in one.wanted {
      #expect(
        findings.contains { wanted.holds($0.rule, line: $0.line, $0.finding.severity) },
        "\(one.cause): no \(wanted.name) at \(wanted.line)")
    }
    for name in one.silent ?? [] {
      let said = findings.filter { found in
        name == "fix"
          ? found.finding.fix?.applicability == .safe : found.finding.severity > .info && found.rule.isIn(name)
      }
      #expect(said.map { "\($0.rule) \($0.line)" } == [], "\(one.cause)")
    }
    if let profile = one.profile { #expect(result.profile.id == profile) }
  }

  /// Every line of the file is a valid case, with a name of its own.
  @Test func eachLineIsACase() throws {
    let cases = try JudgementCase.all()
    #expect(!cases.isEmpty)
    #expect(Set(cases.map(\.id)).count == cases.count)
  }
}

/// A line of Judgement/cases.jsonl.
struct JudgementCase: Decodable, Sendable, CustomTestStringConvertible {
  /// A finding that must be reported.
  struct Wanted {
    /// A rule or a category; `*` for any.
    let name: String
    /// Whether it must be a warning at least.
    let isHard: Bool
    let line: Int

    func holds(_ rule: String, line: Int, _ severity: Severity) -> Bool {
      line == self.line && rule.isIn(name) && (!isHard || severity > .info)
    }
  }

  let id: String
  let cause: String
  let suffix: String?
  let text: String
  private let want: [[NameOrLine]]?
  let silent: [String]?
  let profile: String?

  private enum NameOrLine: Decodable, Sendable {
    case name(String)
    case line(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      self =
        if let line = try? container.decode(Int.self) { .line(line) } else { .name(try container.decode(String.self)) }
    }
  }

  static func all() throws -> [JudgementCase] {
    try jsonLines(in: Checkout.tests.appending(path: "LintingTests/Judgement/cases.jsonl"))
  }

  var testDescription: String { id }

  var wanted: [Wanted] {
    (want ?? []).compactMap { pair in
      guard case .name(let name)? = pair.first, case .line(let line)? = pair.last else { return nil }
      return Wanted(
        name: name.hasPrefix("!") ? String(name.dropFirst()) : name, isHard: name.hasPrefix("!"), line: line)
    }
  }

  func source() throws -> SourceText {
    try DraftReader.read(Array(text.utf8), named: FilePath("draft" + (suffix ?? ".txt")))
  }
}

extension String {
  /// Whether the rule of this name is `name`, or in the category `name`.
  fileprivate func isIn(_ name: String) -> Bool { name == "*" || self == name || hasPrefix(name + "/") }
}
