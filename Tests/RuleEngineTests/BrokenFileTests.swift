import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite("Broken files are reported with their place")
struct BrokenFileTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// The text after `kind: probe`, `severity: error` and `message: m`, from line 4 on.
    let options: String
    let faults: [String]

    init(_ name: String, _ options: String, _ faults: String...) {
      self.name = name
      self.options = options
      self.faults = faults
    }

    var testDescription: String { name }
  }

  @Test(arguments: [
    Case("no fault", "pattern: 某某"),
    Case("no options at all", "", "1:1: missing key “pattern”"),
    Case("unknown key", "patern: x", "4:1: unknown key “patern”; did you mean “pattern”?"),
    Case(
      "unknown key like none", "pattern: x\ncolour: red",
      "5:1: unknown key “colour”; it can be: pattern, unless, mark, mood, least, strict, nested, word-list, optional, why, "
        + "source, examples, group, rank, needs"),
    Case(
      "two unknown keys", "pattern: x\nmod: calm\nleest: 1", "5:1: unknown key “mod”; did you mean “mood”?",
      "6:1: unknown key “leest”; did you mean “least”?"),
    Case(
      "unknown nested key", "pattern: x\nnested: {name: a, deepth: 1}",
      "5:19: unknown key “deepth”; did you mean “depth”?"),
    Case("missing nested key", "pattern: x\nnested: {depth: 1}", "5:9: missing key “name”"),
    Case("camel case", "pattern: x\nwordList: [a]", "5:1: unknown key “wordList”; did you mean “word-list”?"),
    Case("wrong word", "pattern: x\nmood: stren", "5:7: unknown value “stren”; did you mean “stern”?"),
    Case("word like none", "pattern: x\nmood: 好", "5:7: unknown value “好”; it can be: calm, stern"),
    Case("list for a word", "pattern: x\nmood: [calm]", "5:7: expected a text, found a list"),
    Case("text for a number", "pattern: x\nleast: many", "5:8: expected a whole number, found “many”"),
    Case("quoted number", "pattern: x\nleast: '3'", "5:8: expected a whole number, found “3”"),
    Case("fraction for a number", "pattern: x\nleast: 3.5", "5:8: expected a whole number, found “3.5”"),
    Case(
      "too large a number", "pattern: x\nleast: 99999999999999999999",
      "5:8: expected a whole number, found “99999999999999999999”"),
    Case("yes for true", "pattern: x\nstrict: yes", "5:9: expected true or false, found “yes”"),
    Case("text for a list", "pattern: x\nword-list: a", "5:12: expected a list, found “a”"),
    Case(
      "wrong item of a list", "pattern: x\nword-list:\n  - a\n  - {b: c}",
      "7:5: expected a text, found keys with values"),
    Case(
      "empty item of a list", "pattern: x\nword-list:\n  - a\n  -", "7:4: there is no value; write '' for an empty text"
    ),
    Case("text for a mapping", "pattern: x\nnested: a", "5:9: expected keys with values, found “a”"),
    Case("empty value", "pattern:", "4:1: key “pattern” has no value; write '' for an empty text"),
    Case("empty optional value", "pattern: x\nmark:", "5:1: key “mark” has no value; write '' for an empty text"),
    Case("null", "pattern: x\nmark: ~", "5:1: key “mark” has no value; write '' for an empty text"),
    Case("empty list of patterns", "pattern: []", "4:10: the list is empty; it needs at least one pattern"),
    Case("mapping for a pattern", "pattern: {a: b}", "4:10: expected a text, found keys with values"),
    Case("option that cannot be used", "pattern: x\nmark: who", "5:7: no such group"),
    Case(
      "bad severity and bad option", "pattern: x\nleast: a\nrank: high", "5:8: expected a whole number, found “a”",
      "6:7: expected a whole number, found “high”"),
  ])
  func option(_ test: Case) throws {
    let folder = RuleFolder(["a/b.yaml": "kind: probe\nseverity: error\nmessage: m\n" + test.options])
    let found = try faults(in: folder)
    #expect(found == test.faults.map { "a/b.yaml:" + $0 })
  }

  /// Each comparison has its own keys. The keys of another comparison are errors, as unknown keys are.
  @Test(arguments: [
    Case("spelling", "pattern: (?<key>某)\nfold: 、"),
    Case("spelling without a pattern", "fold: 、", "1:1: there is nothing to compare: no pattern says where names are"),
    Case("spelling at a place only", "title: (?<key>某)", "1:1: to compare spellings, pattern is needed"),
    Case("spelling without a key", "pattern: (?<variant>某)", "4:10: the pattern needs a group (?<key>…)"),
    Case(
      "months of a spelling", "pattern: (?<key>某)\nmonths: {from: 1, to: 2}",
      "5:9: months is of no use with compare: spelling"),
    Case(
      "neighbours of a spelling", "pattern: (?<key>某)\nbeside-others: {before: 与, between: 和}",
      "5:16: beside-others is of no use with compare: spelling"),
    Case("sound", "compare: sound\ntitle: (?<name>某)\npattern: [(?<part>某)镇, (?<name>某)乡]\nunless: 某镇某\nscope: body"),
    Case(
      "sound without a pattern", "compare: sound", "4:10: there is nothing to compare: no pattern says where names are"),
    Case(
      "sound without a name", "compare: sound\npattern: [(?<name>某), 某某]",
      "5:10: the pattern needs a group (?<name>…) or (?<part>…)"),
    Case(
      "fold of a sound", "compare: sound\npattern: (?<name>某)\nfold: 、", "6:7: fold is of no use with compare: sound"),
    Case(
      "exceptions from nothing", "compare: sound\ntitle: (?<name>某)\nunless: 某某",
      "6:9: unless is of no use without pattern"),
    Case(
      "scope of nothing", "compare: sound\ntitle: (?<name>某)\nscope: body", "6:8: scope is of no use without pattern"),
    Case(
      "year",
      "compare: year\ntitle: 总结$\nopening: (?<year>20..)年\ndate: (?<year>20..)年(?<month>.)月\nmonths: {from: 1, to: 2}"),
    Case(
      "year by a date only", "compare: year\ndate: (?<year>20..)年(?<month>.)月",
      "4:10: there is nothing to compare: no pattern says where names are"),
    Case(
      "date without a month", "compare: year\nopening: (?<year>20..)年\ndate: (?<year>20..)年",
      "6:7: the pattern needs a group (?<month>…)"),
    Case(
      "months without a date", "compare: year\nopening: (?<year>20..)年\nmonths: {from: 1, to: 2}",
      "6:9: months is of no use without date"),
    Case(
      "fold of a year", "compare: year\nopening: (?<year>20..)年\nfold: 、", "6:7: fold is of no use with compare: year"),
    Case(
      "headings without a year", "compare: year\nheadings: 20..年",
      "5:11: the pattern needs a group (?<year>…) or (?<next>…) or (?<since>…) or (?<work>…)"),
    Case(
      "an unknown comparison", "compare: body\ntitle: (?<name>某)",
      "4:10: unknown value “body”; it can be: spelling, office, sound, year"),
    Case(
      "office without its names", "compare: office\ntitle: (?<name>某)",
      "4:10: to compare names of offices, office is needed"),
  ])
  func comparison(_ test: Case) throws {
    let folder = RuleFolder(["a/b.yaml": "kind: agree\nseverity: info\nmessage: m\n" + test.options])
    #expect(try faults(in: folder) == test.faults.map { "a/b.yaml:" + $0 })
  }

  @Test(arguments: [
    Case("unclosed group", "pattern: 某(某", "4:13: bad pattern: missing closing parenthesis"),
    Case("unmatched parenthesis", "pattern: 某)某", "4:11: bad pattern: unmatched closing parenthesis"),
    Case(
      "parenthesis that would close the loader's", "pattern: [x, 'a)|(?:b']",
      "4:16: bad pattern: unmatched closing parenthesis"),
    Case("single-quoted", "pattern: 'it''s (某'", "4:19: bad pattern: missing closing parenthesis"),
    Case("double-quoted", "pattern: \"某(\"", "4:13: bad pattern: missing closing parenthesis"),
    Case("double-quoted with escapes", "pattern: \"\\\\d(\"", "4:10: bad pattern: missing closing parenthesis"),
    Case("block", "pattern: |-\n  某(", "4:10: bad pattern: missing closing parenthesis"),
    Case("over two lines", "pattern: 某\n  (", "4:10: bad pattern: missing closing parenthesis"),
    Case(
      "second alternative", "pattern:\n  - 某\n  - 某[\nleast: 1",
      "6:7: bad pattern: missing terminating ] for character class"),
    Case(
      "two alternatives", "pattern: ['(', '[']", "4:13: bad pattern: missing closing parenthesis",
      "4:18: bad pattern: missing terminating ] for character class"),
    Case("unless", "pattern: x\nunless: '*'", "5:9: bad pattern: quantifier does not follow a repeatable item"),
    Case("unknown definition", "pattern: 某(?&maks)", "4:11: unknown definition “maks”; did you mean “mask”?"),
    Case(
      "unknown definition behind an escape", #"pattern: \Q(?&a)\E[(?&b)]\((?&c)"#,
      "4:28: unknown definition “c”; it can be: empty, mask, open, pair, twice"),
    Case("matches the empty text", "pattern: x*", "4:10: the pattern can match the empty text"),
    Case("one alternative matches the empty text", "pattern: [x, ^]", "4:14: the pattern can match the empty text"),
    Case("definition that matches the empty text", "pattern: (?&empty)", "4:10: the pattern can match the empty text"),
    Case("empty unless", "pattern: x\nunless: a?", "5:9: the pattern can match the empty text"),
    Case("empty pattern", "pattern: ''", "4:10: the pattern can match the empty text"),
    Case(
      "group with the name of a definition", "pattern: (?<mask>x)(?&twice)",
      "4:10: group “mask” has the name of a definition that the pattern uses"),
    Case("own group with the name of a definition", "pattern: (?<mask>x)(?&mask)"),
    Case("definition", "pattern: (?&mask)"),
    Case("definitions that use others, and recursion", "pattern: (?&twice)(?&pair)"),
  ])
  func pattern(_ test: Case) throws {
    let folder = RuleFolder([
      "a/b.yaml": "kind: probe\nseverity: error\nmessage: m\n" + test.options,
      "definitions.yaml": """
      mask: '[Xx]+'
      twice: (?&mask)和(?&mask)
      pair: '（[^（）]*+(?:(?&pair)[^（）]*+)*）'
      empty: (?&open)?
      open: （
      """,
    ])
    let found = try faults(in: folder)
    #expect(found == test.faults.map { "a/b.yaml:" + $0 })
  }

  @Test(arguments: [
    Case("empty file", "", "1:1: the file is empty"),
    Case("only a comment", "# nothing\n", "1:1: the file is empty"),
    Case("list", "- a", "1:1: expected keys with values, found a list"),
    Case("text", "hello", "1:1: expected keys with values, found “hello”"),
    Case("two documents", "a: b\n---\nc: d", "2:1: a file holds one YAML document only"),
    Case("tab", "kind: probe\nmessage:\n\tzh: a", "3:1: indent with spaces; a tab cannot stand here"),
    Case(
      "anchor", "kind: &a probe\nseverity: *a",
      "1:7: YAML anchors and aliases (& and *) are not supported; quote a text that begins so"),
    Case(
      "undefined alias", "kind: *probe",
      "1:7: YAML anchors and aliases (& and *) are not supported; quote a text that begins so"),
    Case("tag", "kind: !shout probe", "1:7: YAML tags are not supported: !shout"),
    Case("duplicate key", "kind: probe\nmessage: m\n'kind': probe", "3:1: duplicate key “kind”, first on line 1"),
    Case("duplicate nested key", "message:\n  zh: a\n  en: b\n  zh: c", "4:3: duplicate key “zh”, first on line 2"),
    Case("duplicate key on one line", "message: {zh: a, zh: b}", "1:18: duplicate key “zh”, first on line 1"),
    Case("duplicate key in a list", "levels:\n  - id: a\n    id: b", "3:5: duplicate key “id”, first on line 2"),
    Case("list as a key", "? [a]\n: b", "1:3: a key must be a text"),
    Case(
      "unclosed quotation", "kind: 'probe",
      "1:13: YAML syntax error: found unexpected end of stream (while scanning a quoted scalar, line 1)"),
    Case(
      "reserved sign", "kind: @probe",
      "1:7: YAML syntax error: found character that cannot start any token (while scanning for the next token, line 1)"),
    Case("colon in a text", "message: a: b", "1:11: YAML syntax error: mapping values are not allowed in this context"),
    Case(
      "control character", "kind: a\nmessage: 某\u{1}", "2:11: YAML syntax error: control characters are not allowed"),
    Case(
      "too deep", "a: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
      "1:35: nested deeper than 32 levels"),
    Case("far too deep", "a: " + String(repeating: "[", count: 5000), "1:35: nested deeper than 32 levels"),
    Case("missing keys", "kind: probe\npattern: x", "1:1: missing key “message”", "1:1: missing key “severity”"),
    Case("missing kind", "severity: error\nmessage: m", "1:1: missing key “kind”"),
    Case("misspelt kind", "knid: probe\nseverity: error\nmessage: m\npattern: x", "1:1: missing key “kind”"),
    Case(
      "misspelt message", "kind: probe\nseverity: error\nmesage: m\npattern: x",
      "3:1: unknown key “mesage”; did you mean “message”?"),
    Case(
      "unknown kind", "kind: prob\nseverity: error\nmessage: m",
      "1:7: unknown kind of rule “prob”; did you mean “probe”?"),
    Case(
      "unknown severity", "kind: probe\nseverity: fatal\nmessage: m\npattern: x",
      "2:11: unknown value “fatal”; it can be: error, warning, info, off"),
    Case("no English", "kind: probe\nseverity: off\nmessage: {zh: a}\npattern: x", "3:10: missing key “en”"),
    Case(
      "unknown language", "kind: probe\nseverity: off\nmessage: {zh: a, en: b, fr: c}\npattern: x",
      "3:25: unknown key “fr”; it can be: zh, en"),
    Case(
      "option where there is none", "kind: bare\nseverity: off\nmessage: m\npattern: x",
      "4:1: unknown key “pattern”; it can be: optional, why, source, examples, group, rank, needs"),
    Case(
      "no good examples", "kind: bare\nseverity: off\nmessage: m\nexamples: {bad: [⟦X⟧]}", "4:11: missing key “good”"),
    Case(
      "bad example without a mark", "kind: bare\nseverity: off\nmessage: m\nexamples: {bad: [X], good: []}",
      "4:18: a bad example needs ⟦ ⟧ around what must be reported"),
    Case(
      "good example with a mark", "kind: bare\nseverity: off\nmessage: m\nexamples: {bad: [], good: [a, ⟦X⟧]}",
      "4:31: a good example cannot have ⟦ ⟧"),
    Case(
      "marks that do not pair up", "kind: bare\nseverity: off\nmessage: m\nexamples: {bad: [⟧X⟦], good: []}",
      "4:18: ⟦ and ⟧ do not pair up"),
    Case(
      "example with an unknown key",
      "kind: bare\nseverity: off\nmessage: m\nexamples: {bad: [{text: ⟦X⟧, profil: a}], good: []}",
      "4:30: unknown key “profil”; did you mean “profile”?"),
  ])
  func file(_ test: Case) throws {
    let found = try faults(in: RuleFolder(["a/b.yaml": test.options]))
    #expect(found == test.faults.map { "a/b.yaml:" + $0 })
  }

  @Test func notUTF8() throws {
    let folder = RuleFolder(path: "house", files: [("a/b.yaml", Array("kind: probe\nmessage: 某".utf8) + [0xFF, 0x0A])])
    #expect(try faults(in: folder) == ["a/b.yaml:2:11: the file is not UTF-8"])
  }

  @Test func tooLarge() throws {
    let folder = RuleFolder(["a/b.yaml": String(repeating: "#", count: 1 << 20) + "\n"])
    #expect(try faults(in: folder) == ["a/b.yaml:1:1: the file is larger than 1048576 bytes"])
  }

  @Test(arguments: [
    "a.yaml", "a/b/c.yaml", "A/b.yaml", "a/某.yaml", "a/b.yml", "notes.txt", "profiles/a/b.yaml", "a/b_c.yaml",
    "/b.yaml",
  ])
  func misplaced(_ path: String) throws {
    let folder = RuleFolder(path: "house", files: [(path, [])])
    #expect(
      try faults(in: folder) == [
        "\(path):1:1: this file does not belong here; a rule is CATEGORY/NAME.yaml in small letters, digits and hyphens"
      ])
  }

  @Test(arguments: ["README.md", "a/README.md", ".DS_Store", "a/.b.yaml.swp", ".git/config"])
  func ignored(_ path: String) throws {
    #expect(try faults(in: RuleFolder(path: "house", files: [(path, [0xFF])])).isEmpty)
  }

  @Test func allFilesAtOnce() throws {
    let folder = RuleFolder([
      "b/c.yaml": "kind: nothing\nseverity: error\nmessage: m", "a/b.yaml": "[", "definitions.yaml": "x: '('\ny: (?&z)",
    ])
    #expect(
      try faults(in: folder).map { $0.prefix { $0 != " " } } == [
        "a/b.yaml:2:1:", "b/c.yaml:1:7:", "definitions.yaml:1:6:", "definitions.yaml:2:4:",
      ])
  }
}
