import Diagnostics
import Testing

@testable import RuleEngine
@testable import RuleFiles

/// Rule files that could need unlimited time: they are refused with a position and the limit, or take little time.
@Suite struct HostileRuleFileTests {
  /// Returns the errors of `files` as `path:line:column: message`.
  private func faults(_ files: (path: String, text: String)...) -> [String] {
    let log = ErrorLog()
    let all = RuleFolder(path: "r", files: files.map { ($0.path, Array($0.text.utf8)) }).read(log)
    let compilers = PatternCompilers(all.filter { $0.role == .definitions }, lexicon: .none, log: log)
    let reader = RuleReader(kinds: RuleKinds.all, profiles: [], parts: [], permitsSafeFixes: true, log: log)
    for file in all {
      guard case .rule(let id) = file.role else { continue }
      _ = reader.rule(id, in: file, patterns: compilers.compiler(for: file))
    }
    return log.errors.map { "\($0.path):\($0.line):\($0.column): \($0.message.en)" }.sorted()
  }

  private func rule(message: String = "m", _ options: String) -> String {
    "kind: replace\nseverity: error\nmessage: \(message)\n\(options)\n"
  }

  @Test func aLongMessage() {
    let text = rule(message: String(repeating: "甲", count: 1_334), "pattern: 甲\nreplacement: 乙")
    #expect(faults(("t/a.yaml", text)) == ["r/t/a.yaml:3:10: the text is longer than 4000 bytes"])
  }

  @Test func messageWithTooManyFields() {
    let text = rule(message: "'\(String(repeating: "{match}", count: 17))'", "pattern: 甲\nreplacement: 乙")
    #expect(faults(("t/a.yaml", text)) == ["r/t/a.yaml:3:124: more than 16 fields"])
  }

  @Test func aLongReplacement() {
    let text = rule("pattern: 甲\nreplacement: \(String(repeating: "a", count: 4_001))")
    let found = faults(("t/a.yaml", text))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("r/t/a.yaml:5:14: a replacement is longer than 4000 bytes") == true)
  }

  @Test func aChainOfDefinitions() {
    let chain = (0..<10_000).map { "d\($0): (?&d\($0 + 1))" }.joined(separator: "\n") + "\nd10000: 甲\n"
    let text = rule("pattern: (?&d0)\nreplacement: 乙")
    #expect(
      faults(("definitions.yaml", chain), ("t/a.yaml", text)) == ["r/definitions.yaml:1:1: more than 500 definitions"])
  }

  /// Each definition calls the next one twice. The expansion, which would double 30 times, is never written out.
  @Test(arguments: ["甲", "(甲(?&d0)?)"])
  func definitionsThatDouble(last: String) {
    let chain = (0..<30).map { "d\($0): (?&d\($0 + 1))(?&d\($0 + 1))" }.joined(separator: "\n") + "\nd30: \(last)\n"
    #expect(faults(("definitions.yaml", chain), ("t/a.yaml", rule("pattern: (?&d0)\nreplacement: 乙"))) == [])
  }

  @Test func definitionsThatAreLongTogether() {
    let long = (0..<20).map { "d\($0): (?&d\($0 + 1))\(String(repeating: "甲", count: 1_200))" }.joined(separator: "\n")
    #expect(
      faults(("definitions.yaml", long + "\nd20: 乙\n"), ("t/a.yaml", rule("pattern: (?&d0)\nreplacement: 乙")))
        == ["r/t/a.yaml:4:10: the definitions that it calls are longer than 65536 bytes together"])
  }

  /// There is no time limit: with quadratic work this test would not end.
  @Test(arguments: ["(?(1", "\\g<a", "(?&a", "[[:a", "(?C{", "(?'", "(?P<", "(?x", "(?(<", "\\Q\\", "(*:"])
  func syntaxThatNeverEnds(piece: String) {
    let text = rule("pattern: '\(String(repeating: piece.replacing("'", with: "''"), count: 200_000))'\nreplacement: 乙")
    #expect(faults(("t/a.yaml", text)).count == 1)
  }

  /// There is no time limit: if each error cost more than the length of its line, the test would not end.
  @Test(arguments: [(199, 199), (200, 200), (201, 201), (20_000, 201)])
  func errorsOnOneLine(count: Int, reported: Int) throws {
    let keys = (0..<count).map { "字段\($0): 1" }.joined(separator: ", ")
    let log = ErrorLog()
    let files = RuleFolder(path: "r", files: [("words.yaml", Array("{\(keys)}".utf8))]).read(log)
    _ = Lexicon(files, log: log)
    #expect(log.errors.count == reported)
    let isCut = log.errors.last?.message.en == "more than 200 errors; the others are not listed"
    #expect(isCut == (count > 200))
    #expect(log.errors.allSatisfy { $0.excerpt?.utf8.count ?? 0 < 1_000 })
    let file = try YAMLFile(path: "c.yaml", bytes: Array("{\(keys)}".utf8))
    let error = #expect(throws: RuleSetError.self) { try file.decode(Probe.Options.self) }
    #expect(error?.errors.count == reported)
  }
}
