import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite("Definitions, outline, residue, parts and profiles")
struct GrammarAndProfileTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let path: String
    let text: String
    let faults: [String]

    init(_ name: String, _ path: String, _ text: String, _ faults: String...) {
      self.name = name
      self.path = path
      self.text = text
      self.faults = faults
    }

    var testDescription: String { name }
  }

  static let house = [
    "outline.yaml": """
    title: 总结
    salutation: '：$'
    closing: ^特此
    date: 年.*日$
    ordinal-words: {首先: 1}
    levels:
      - {id: han, name: 一、, pattern: '^(?<ordinal>[一二三])(?<delimiter>、)', numerals: han, delimiter: 、}
      - {id: hash, name: '#', pattern: '^(?=#)', numerals: none}
    enumerators:
      - {id: is, name: 一是, pattern: '(?<ordinal>[一二三])(?<delimiter>是)', numerals: han}
    attachments: ^附件
    """,
    "residue.yaml": "page: {lines: '^\\d+$'}",
    "parts.yaml": "work: {name: 工作, heading: 工作}\nplan: {name: 计划, heading: 计划}",
    "profiles/general.yaml": "name: 一般\npriority: 0\nparts: [{part: work}]",
    "profiles/summary.yaml": "name: 总结\npriority: 9\ntitle: 总结\nparts: [{part: work, missing: warning}, {part: own}]\n"
      + "own-parts: {own: {name: 自有}}",
  ]

  /// A key `lines` with one sign.
  private static func lines(certain: String = "4", long: String = "50", points: String = "{item: 1}") -> String {
    "\nlines: {certain: \(certain), likely: 2, lengths: {short: 20, long: \(long), run-in: 60}, "
      + "marks: {open: ；, stop: 。, colon: ：}, lead-in: 如下, signs: [{id: form, name: f, points: \(points)}]}"
  }

  private static func folder(replacing path: String, by text: String) -> RuleFolder {
    var files = house
    files[path] = text
    return RuleFolder(path: "house", files: files.map { ($0.key, Array($0.value.utf8)) })
  }

  @Test func whole() throws {
    let set = try RuleSet(Self.folder(replacing: "README.md", by: ""))
    #expect(set.grammar.levels.map(\.id.name) == ["han", "hash"])
    #expect(set.grammar.levels[0].delimiter == "、")
    #expect(set.grammar.enumerators.map(\.id.name) == ["is"])
    #expect(set.grammar.ordinalWords == ["首先": 1])
    #expect(set.grammar.residue.map(\.residueClass) == [.page])
    #expect(set.profiles.map(\.id) == ["summary", "general"])
    #expect(set.profiles[0].requirements.map(\.severity) == [.warning, nil])
    #expect(set.profiles[0].parts.map(\.id.name) == ["work", "own"])
  }

  @Test func withoutAnyFile() throws {
    let set = try RuleSet(RuleFolder([:]))
    #expect(set.rules.isEmpty && set.profiles.isEmpty && set.grammar.levels.isEmpty)
  }

  @Test(arguments: [
    Case(
      "name of a definition", "definitions.yaml", "a-b: x",
      "1:1: the name of a definition has letters, digits and underscores, no digit in front, and at most 32 characters"),
    Case(
      "bad definition", "definitions.yaml", "a: x\nb: '[x'",
      "2:7: bad pattern: missing terminating ] for character class"),
    Case(
      "unknown definition in a definition", "definitions.yaml", "mask: x\nb: (?&maks)",
      "2:4: unknown definition “maks”; did you mean “mask”?"),
    Case(
      "numbered reference", "definitions.yaml", "a: (.)\\1",
      "1:7: refer to groups by name (\\k<name>) here: their numbers depend on what comes before the pattern"),
    Case("definition that is a list", "definitions.yaml", "a: [x]", "1:4: expected a text, found a list"),
    Case(
      "unknown key", "outline.yaml", house["outline.yaml"]! + "\nlevel: []",
      "12:1: unknown key “level”; did you mean “levels”?"),
    Case(
      "outline without most of it", "outline.yaml", "title: x", "1:1: missing key “closing”", "1:1: missing key “date”",
      "1:1: missing key “enumerators”", "1:1: missing key “levels”", "1:1: missing key “ordinal-words”",
      "1:1: missing key “salutation”"),
    Case(
      "level without a group", "outline.yaml", house["outline.yaml"]!.replacing("(?<delimiter>、)", with: "、"),
      "7:34: the pattern needs a group (?<delimiter>…)"),
    Case(
      "numbering twice", "outline.yaml", house["outline.yaml"]!.replacing("id: is", with: "id: han"),
      "10:10: numbering “han” is there twice"),
    Case(
      "numerals", "outline.yaml", house["outline.yaml"]!.replacing("numerals: none", with: "numerals: nine"),
      "8:56: unknown value “nine”; did you mean “none”?"),
    Case(
      "empty numbering", "outline.yaml",
      house["outline.yaml"]!.replacing("(?<ordinal>[一二三])(?<delimiter>是)", with: "(?<ordinal>)(?<delimiter>)"),
      "10:33: the pattern can match the empty text"),
    Case(
      "ordinal word", "outline.yaml", house["outline.yaml"]!.replacing("首先: 1", with: "首先: 一"),
      "5:21: expected a whole number, found “一”"),
    Case(
      "empty title", "outline.yaml", house["outline.yaml"]!.replacing("title: 总结", with: "title: (?=总结)"),
      "1:8: the pattern can match the empty text"),
    Case(
      "unknown threshold", "outline.yaml", house["outline.yaml"]! + "\nthresholds: {fewest-alikes: 3}",
      "12:14: unknown key “fewest-alikes”; did you mean “fewest-alike”?"),
    Case(
      "missing threshold", "outline.yaml", house["outline.yaml"]! + "\nthresholds: {fault: 30}",
      "12:1: missing key “fewest-alike”"),
    Case(
      "threshold without measure", "outline.yaml",
      house["outline.yaml"]! + "\nthresholds: {fault: 9223372036854775807}",
      "12:21: expected a whole number from 0 to 10000"),
    Case(
      "threshold below nothing", "outline.yaml", house["outline.yaml"]! + "\nthresholds: {fault: -1}",
      "12:21: expected a whole number from 0 to 10000"),
    Case(
      "lead without measure", "outline.yaml", house["outline.yaml"]! + lines(certain: "-9223372036854775808"),
      "12:18: expected a whole number from 0 to 10000"),
    Case(
      "length without measure", "outline.yaml", house["outline.yaml"]! + lines(long: "9223372036854775807"),
      "12:59: expected a whole number from 0 to 10000"),
    Case(
      "points without measure", "outline.yaml", house["outline.yaml"]! + lines(points: "{item: -9223372036854775808}"),
      "12:169: expected a whole number from -10000 to 10000"),
    Case(
      "points of a form", "outline.yaml",
      house["outline.yaml"]!.replacing("numerals: none", with: "numerals: none, points: {heading: 10001}"),
      "8:80: expected a whole number from -10000 to 10000"),
    Case(
      "points of no role", "outline.yaml", house["outline.yaml"]! + lines(points: "{itme: 1}"),
      "12:163: unknown value “itme”; did you mean “item”?"),
    Case(
      "ordinal word without measure", "outline.yaml",
      house["outline.yaml"]!.replacing("首先: 1", with: "首先: 9223372036854775807"),
      "5:21: expected a whole number from -1 to 999999"),
    Case("class of residue", "residue.yaml", "pages: {lines: x}", "1:1: unknown key “pages”; did you mean “page”?"),
    Case("form of residue", "residue.yaml", "page: {line: x}", "1:8: unknown key “line”; did you mean “lines”?"),
    Case(
      "phrase without its group", "compare.yaml", "figure: {pattern: '\\d+户'}",
      "1:19: the pattern needs a group (?<number>…)"),
    Case(
      "unknown phrase", "compare.yaml", "figures: {pattern: x}", "1:1: unknown key “figures”; did you mean “figure”?"),
    Case("part without a name", "parts.yaml", "work: {heading: x}\nplan: {name: x}", "1:7: missing key “name”"),
    Case(
      "place of a part", "parts.yaml", "work: {name: x, place: section}\nplan: {name: x}",
      "1:24: unknown value “section”; did you mean “sections”?"),
    Case(
      "unknown part", "profiles/summary.yaml",
      "name: n\npriority: 1\ntitle: x\nparts:\n  - {part: wrok}\n  - {part: plna}",
      "5:12: unknown part “wrok”; did you mean “work”?", "6:12: unknown part “plna”; did you mean “plan”?"),
    Case(
      "part twice", "profiles/summary.yaml", "name: n\npriority: 1\ntitle: x\nparts: [{part: work}, {part: work}]",
      "4:30: part “work” is listed twice"),
    Case(
      "recognised by a part that is not asked for", "profiles/summary.yaml",
      "name: n\npriority: 1\nrecognised-by-parts: [plan]\nparts: [{part: work}]",
      "3:23: unknown part “plan”; it can be: work"),
    Case(
      "pattern of a profile", "profiles/summary.yaml", "name: n\npriority: 1\ntitle: 总结(\nparts: []",
      "3:11: bad pattern: missing closing parenthesis"),
    Case(
      "severity of a part", "profiles/summary.yaml",
      "name: n\npriority: 1\ntitle: x\nparts: [{part: work, missing: yes}]",
      "4:31: unknown value “yes”; it can be: error, warning, info, off"),
    Case(
      "no profile for the rest", "profiles/general.yaml", "name: n\npriority: 1\ntitle: x\nparts: []",
      "1:1: no profile is without signs (as general is), so a draft that shows none would have no profile"),
  ])
  func broken(_ test: Case) throws {
    let found = try faults(in: Self.folder(replacing: test.path, by: test.text))
    #expect(found == test.faults.map { "\(test.path):\($0)" })
  }

  @Test func foldersReplaceByName() throws {
    let shipped = Self.folder(replacing: "definitions.yaml", by: "mask: X\nkeep: Y")
    let house = RuleFolder([
      "definitions.yaml": "mask: 某\n", "outline.yaml": "title: 报告", "parts.yaml": "plan: {name: 打算, heading: 打算}",
      "profiles/general.yaml": "name: 其他\npriority: 1\nparts: [{part: plan}]",
      "a/b.yaml": "kind: probe\nseverity: off\nmessage: m\npattern: (?&mask)(?&keep)",
    ])
    let set = try RuleSet(shipped: shipped, house)
    #expect(set.grammar.patterns[.title]?.source == "报告")
    #expect(set.grammar.patterns[.salutation]?.source == "：$")
    #expect(set.profiles.map(\.name.zh) == ["总结", "其他"])
    #expect(set.profiles[1].parts.map(\.name.zh) == ["打算"])
    #expect((set.rules[0] as? Probe)?.pattern.source == "(?^m:某)(?^m:Y)")
  }

  @Test func houseDefinitionThatBreaksAShippedRule() throws {
    let shipped = RuleFolder(
      path: "Rules",
      files: [
        ("definitions.yaml", Array("mask: X".utf8)), ("a/b.yaml", Array(Self.shippedRule.utf8)),
      ])
    #expect(
      try faults(in: RuleFolder(["definitions.yaml": "mask: X*"]), shipped: shipped) == [
        "Rules/a/b.yaml:6:10: the pattern can match the empty text"
      ])
  }

  @Test func unknownKeysAreReportedInEachFile() throws {
    let text = "pages: {lines: x}"
    let other = RuleFolder(path: "other", files: [("residue.yaml", Array(text.utf8))])
    let error = #expect(throws: RuleSetError.self) { try RuleSet(other, RuleFolder(["residue.yaml": text])) }
    #expect(error?.errors.map(\.path) == ["house/residue.yaml", "other/residue.yaml"])
  }

  static let shippedRule = """
    kind: probe
    severity: error
    message: {zh: a, en: b}
    why: {zh: a, en: b}
    examples: {bad: [⟦X⟧, ⟦X⟧], good: [a, b]}
    pattern: (?&mask)
    """

  @Test func fallbackProfileMustNotBeReplacedByOneWithSigns() throws {
    let shipped = RuleFolder([
      "profiles/annual.yaml": "name: n\npriority: 2\ntitle: x\nparts: []",
      "profiles/general.yaml": "name: n\npriority: 1\nparts: []",
    ])
    let house = RuleFolder(["profiles/general.yaml": "name: n\npriority: 1\ntitle: y\nparts: []"])
    #expect(
      try faults(in: house, shipped: shipped) == [
        "profiles/general.yaml:1:1: "
          + "no profile is without signs (as general is), so a draft that shows none would have no profile"
      ])
  }
}
