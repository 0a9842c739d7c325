import Diagnostics
import DraftText
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite("Rule sets")
struct RuleSetTests {
  static let rule = "kind: probe\nseverity: warning\nmessage: {zh: 甲, en: a}\npattern: x\n"

  @Test func rulesAreInOrderAndFound() throws {
    let set = try RuleSet(RuleFolder(["b/a.yaml": Self.rule, "a/c.yaml": Self.rule, "a-b/c.yaml": Self.rule]))
    #expect(set.rules.map(\.metadata.id.name) == ["a-b/c", "a/c", "b/a"])
    for rule in set.rules { #expect(set.rule(rule.metadata.id)?.metadata.id == rule.metadata.id) }
    #expect(set.rule(RuleID("a/d")) == nil)
  }

  @Test func laterFoldersReplaceRules() throws {
    let set = try RuleSet(
      RuleFolder(["a/b.yaml": Self.rule]), RuleFolder(["a/b.yaml": Self.rule.replacing("warning", with: "off")]))
    #expect(set.rules.count == 1)
    #expect(set.rules[0].metadata.severity == nil)
  }

  @Test func replacedRuleMayBeBroken() throws {
    // A replaced rule is only parsed as YAML. Its content is not checked.
    let set = try RuleSet(RuleFolder(["a/b.yaml": "kind: none"]), RuleFolder(["a/b.yaml": Self.rule]))
    #expect(set.rules.count == 1)
  }

  @Test func metadata() throws {
    let text = """
      kind: probe
      severity: info
      message: {zh: 甲, en: a}
      why: {zh: 因, en: because}
      group: g
      rank: -3
      pattern: X
      examples:
        bad:
          - ⟦X⟧
          - {profile: speech, text: "⟦X⟧"}
        good: ['2024', 'off']
      """
    let speech = "name: 讲话\npriority: 0\nparts: []"
    let metadata = try RuleSet(RuleFolder(["a/b.yaml": text, "profiles/speech.yaml": speech])).rules[0].metadata
    #expect(metadata.severity == .info)
    #expect(metadata.message == LocalizedText(zh: "甲", en: "a"))
    #expect(metadata.why == LocalizedText(zh: "因", en: "because"))
    #expect(metadata.group == "g" && metadata.rank == -3)
    #expect(metadata.examples.bad.map(\.text) == ["⟦X⟧", "⟦X⟧"])
    #expect(metadata.examples.bad.map(\.profile) == [nil, "speech"])
    #expect(metadata.examples.bad.map(\.position) == [.init(line: 10, column: 7), .init(line: 11, column: 31)])
    #expect(metadata.examples.good.map(\.text) == ["2024", "off"])
  }

  @Test func byteOrderMarkAndCRLF() throws {
    let text = "\u{FEFF}" + Self.rule.replacing("\n", with: "\r\n")
    #expect(try faults(in: RuleFolder(["a/b.yaml": text])).isEmpty)
    let broken = text.replacing("pattern: x", with: "pattern: (")
    #expect(
      try faults(in: RuleFolder(["a/b.yaml": broken])) == [
        "a/b.yaml:4:11: bad pattern: missing closing parenthesis"
      ])
  }

  @Test func shippedRulesNeedTextsAndExamples() throws {
    do {
      _ = try RuleSnapshot(
        checking: RuleFolder(path: "Rules", files: [("a/b.yaml", Array(Self.rule.utf8))]), kinds: RuleSet.testKinds)
      Issue.record("no error")
    } catch {
      #expect(error.errors.map(\.message.en) == ["missing key “examples”", "missing key “why”"])
    }
  }

  @Test func shippedRulesNeedTwoExamplesOfEach() throws {
    let text = Self.rule + "why: w\nexamples: {bad: [⟦X⟧, ⟦X⟧], good: [a]}"
    do {
      _ = try RuleSnapshot(
        checking: RuleFolder(path: "Rules", files: [("a/b.yaml", Array(text.utf8))]), kinds: RuleSet.testKinds)
      Issue.record("no error")
    } catch {
      #expect(
        error.rendered(in: .en) == """
          Rules/a/b.yaml:6:11: error: at least two bad and two good examples are needed
          examples: {bad: [⟦X⟧, ⟦X⟧], good: [a]}
                    ^
          """)
    }
  }
}
