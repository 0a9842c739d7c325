import DraftText
import Testing

@testable import RuleEngine

@Suite("Prepared rules")
struct PreparedRulesTests {
  static let texts: [String] = [
    "a: b", "- ''\n- |\n  两\n  行\n- {𠮷: [], \"\\0\": {}}", "x: " + String(repeating: "长", count: 40_000), "[]",
    String(repeating: "\n", count: 2000) + "  key: 'q'", "- 1\n- '1'\n- \"\\u2028\\\\\"",
  ]

  @Test func roundTrip() throws {
    let files = try Self.texts.enumerated().map { index, text in
      RuleFile(prepared: "a/\(index).yaml", root: try YAMLReader.read(text))
    }
    let packed = PreparedRules(files: files).packed()
    let unpacked = try #require(PreparedRules(packed: Array(packed.utf8)))
    #expect(unpacked.files.map(\.path) == files.map(\.path))
    #expect(unpacked.files.map(\.root) == files.map(\.root))
  }

  @Test func detailsOfARuleAreUnpackedWhenNeeded() throws {
    let text =
      "kind: forbid\nwhy: {zh: 因, en: w}\nseverity: off\nsource: 标准\nexamples: {bad: [⟦X⟧], good: [a]}\nmessage: m"
    let file = RuleFile(prepared: "a/b.yaml", root: try YAMLReader.read(text))
    let packed = PreparedRules(files: [file]).packed()
    let unpacked = try #require(PreparedRules(packed: Array(packed.utf8))?.files.first)
    #expect(unpacked.root.entries?.map(\.key) == ["kind", "severity", "message"])
    let details = RuleDetails.Source.packed(try #require(unpacked.details))
    #expect(details.why?.en == "w")
    #expect(details.source?.zh == "标准")
    #expect(details.examples.bad.map(\.text) == ["⟦X⟧"])
    #expect(details.examples.bad.map(\.position) == [LinePosition(line: 5, column: 18)])
  }

  @Test func none() throws {
    #expect(PreparedRules(packed: Array(PreparedRules.none.packed().utf8))?.files.isEmpty == true)
  }

  @Test func brokenFormIsRefused() throws {
    let files = [RuleFile(prepared: "a/b.yaml", root: try YAMLReader.read("a: [b, {c: d}]"))]
    let packed = Array(PreparedRules(files: files).packed().utf8)
    for count in packed.indices { #expect(PreparedRules(packed: Array(packed[..<count])) == nil) }
    #expect(PreparedRules(packed: packed + [0x30]) == nil)
  }
}
