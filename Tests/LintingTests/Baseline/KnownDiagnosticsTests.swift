import Diagnostics
import DraftText
import Foundation
import RuleEngine
import Testing

@testable import Linting

/// Which findings of the baseline are recognized after an edit.
@Suite struct KnownDiagnosticsTests {
  /// A baseline draft, the edited draft, the texts of the new findings, and the number of findings that are gone.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let before, after: String
    let new: [String]
    let gone: Int

    init(_ name: String, _ before: String, _ after: String, new: [String] = [], gone: Int = 0) {
      (testDescription, self.before, self.after, self.new, self.gone) = (name, before, after, new, gone)
    }
  }

  static let cases = [
    Case("nothing was edited", "组织党员捐款X元，走访XX户。", "组织党员捐款X元，走访XX户。"),
    Case("lines above and below", "组织党员捐款X元。", "召开党组会12次。\n\n组织党员捐款X元。\n\n植树20棵。"),
    Case("an indent", "组织党员捐款X元。", "　　组织党员捐款X元。"),
    Case("the end of the sentence", "今年组织党员捐款X元，用于助学。", "今年组织党员捐款X元，用于慰问老人。"),
    Case("the beginning of the sentence", "今年组织党员捐款X元，用于助学。", "去年以来党员共捐款X元，用于助学。"),
    Case("one of two was filled in", "今年党员捐款X元，走访XX户。", "今年党员捐款30元，走访XX户。", gone: 1),
    Case("others on both sides were filled in", "捐X元，走访XX户，植树X棵。", "捐3元，走访XX户，植树2000棵。", gone: 2),
    Case("a mark was mended", "今年,党员捐款X元,用于助学。", "今年，党员捐款X元，用于助学。"),
    Case("another one on the line", "今年党员捐款X元，走访30户。", "今年党员捐款X元，走访XX户。", new: ["XX"]),
    Case("the same one in another place", "今年党员捐款X元。", "今年党员捐款X元。\n工会慰问困难职工花费X元。", new: ["X"]),
    Case("the whole sentence once more", "今年党员捐款X元。", "今年党员捐款X元。\n今年党员捐款X元。", new: ["X"]),
    Case("one of two alike", "今年党员捐款X元。\n今年党员捐款X元。", "今年党员捐款X元。", gone: 1),
    Case("another sentence in its place", "今年党员捐款X元。", "工会慰问困难职工花费X元，\n已报销。", new: ["X"], gone: 1),
    Case("short neighbours are no neighbours", "捐X元。", "补X元。", new: ["X"], gone: 1),
  ]

  private static func check(
    _ after: SourceText, by before: SourceText, selecting category: String? = nil
  ) throws -> Linter.Result {
    let ruleSet = try RuleSet.shipped()
    let selection = try RuleSelection(
      selected: [category].compactMap(\.self), ignored: [], known: ruleSet.rules.map(\.metadata.id))
    let linter = try Linter(ruleSet, selection: selection)
    let known = KnownDiagnostics.ofAll(try linter.lint(before).fingerprints)
    return try linter.excluding(known).lint(after)
  }

  @Test("Edits elsewhere do not revive what is known", arguments: cases) func edits(_ example: Case) throws {
    for lineEnd in ["\n", "\r\n"] {
      let after = SourceText(example.after.replacing("\n", with: lineEnd))
      let result = try Self.check(after, by: SourceText(example.before), selecting: "placeholder")
      #expect(result.diagnostics.map { after[$0.range] } == example.new)
      #expect(result.known?.gone == example.gone)
    }
  }

  @Test func findingsOfUnselectedRulesAreNotGone() throws {
    let draft = SourceText("今年党员捐款X元。")
    let ruleSet = try RuleSet.shipped()
    let all = try Linter(ruleSet, selection: .all)
    let known = KnownDiagnostics.ofAll(try all.lint(draft).fingerprints)
    let some = try Linter(
      ruleSet, selection: RuleSelection(selected: ["pair"], ignored: [], known: ruleSet.rules.map(\.metadata.id)))
    #expect(try some.excluding(known).lint(SourceText("今年党员捐款30元。")).known?.gone == 0)
    #expect(try all.excluding(known).lint(SourceText("今年党员捐款30元。")).known?.gone == 1)
  }

  @Test("A missing part is known wherever the draft ends") func missingParts() throws {
    let text = "青禾县水务局2021年工作总结\n一、主要工作\n全年新建泵站6座，水质达标，管网延伸到8个村，群众用水有保障。\n二、下步打算\n继续抓好管网改造和水质检测。\n"
    let before = SourceText(text)
    let after = SourceText(text + "到年底完成改造12公里。\n三、工作要求\n各股室要压实责任。\n")
    let missing = try Linter.shipped().lint(before).diagnostics.filter { $0.ruleID.name == "parts/missing" }
    try #require(!missing.isEmpty)
    #expect(try Self.check(after, by: before).diagnostics.filter { $0.ruleID.name == "parts/missing" } == [])
  }

  // MARK: Properties

  /// Counts findings that a person would call the same: same rule, message, line, and offset in the line.
  private static func counts(_ findings: [Diagnostic], in source: SourceText) -> [[String]: Int] {
    findings.reduce(into: [:]) { counts, finding in
      let line = source.lines.range(ofLine: source.lines.line(at: finding.range.start))
      let key = [
        finding.ruleID.name, finding.message.text(in: .zh), source[line], String(finding.range.start - line.start),
      ]
      counts[key, default: 0] += 1
    }
  }

  /// Returns the findings in `after` that are reported although they are in `old`, and so in `known`.
  private static func revived(_ after: SourceText, known: KnownDiagnostics, old: [[String]: Int]) throws -> [[String]] {
    let linter = try Linter.shipped()
    let now = counts(try linter.lint(after).diagnostics, in: after)
    let new = counts(try linter.excluding(known).lint(after).diagnostics, in: after)
    return new.filter { $0.value > max(0, now[$0.key, default: 0] - old[$0.key, default: 0]) }.map(\.key)
  }

  @Test("A line more or less elsewhere revives nothing", arguments: Fixture.all.filter { !$0.isClean })
  func linesElsewhere(_ fixture: Fixture) throws {
    let source = try fixture.source()
    let lines = source[source.range].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func text(_ lines: [String]) -> SourceText { SourceText(lines.joined(separator: "\n"), format: source.format) }
    let before = text(lines)
    let linter = try Linter.shipped()
    let result = try linter.lint(before)
    let known = KnownDiagnostics.ofAll(result.fingerprints)
    let old = Self.counts(result.diagnostics, in: before)
    for place in stride(from: 0, to: lines.count, by: max(1, lines.count / 4)) {
      var more = lines
      more.insert("全年召开协调会十二次，逐项销号，群众反映的事都有了着落。", at: place)
      #expect(try Self.revived(text(more), known: known, old: old) == [])
      var less = lines
      less.remove(at: place)
      #expect(try Self.revived(text(less), known: known, old: old) == [])
    }
  }

  @Test("Line ends do not matter", arguments: Fixture.all.filter { !$0.isClean })
  func lineEnds(_ fixture: Fixture) throws {
    let source = try fixture.source()
    let text = source[source.range].replacing("\r\n", with: "\n")
    let lf = SourceText(text, format: source.format)
    let crlf = SourceText(text.replacing("\n", with: "\r\n"), format: source.format)
    for (after, before) in [(lf, crlf), (crlf, lf), (lf, lf)] {
      let result = try Self.check(after, by: before)
      #expect(result.diagnostics == [])
      #expect(result.known?.gone == 0)
    }
  }
}

extension KnownDiagnostics {
  /// Returns a baseline with each of `fingerprints` once.
  static func ofAll(_ fingerprints: [Fingerprint]) -> KnownDiagnostics {
    KnownDiagnostics(fingerprints.map { Baseline.Entry(path: "", fingerprint: $0, count: 1) })
  }
}
