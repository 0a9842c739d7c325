import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite("Names that nothing has are reported with their place")
struct UnknownNameTests {
  private static let house = [
    "parts.yaml": "work: {name: 工作, heading: 工作}",
    "profiles/speech.yaml": "name: 讲话\npriority: 0\nparts: [{part: ask}]\nown-parts: {ask: {name: 要求, heading: 要求}}",
  ]

  private static func found(_ rule: String) throws -> [String] {
    let files = house.merging(["a/b.yaml": rule]) { $1 }
    let folder = RuleFolder(path: "house", files: files.map { (path: $0.key, bytes: Array($0.value.utf8)) })
    return try faults(in: folder)
  }

  @Test("A misspelt key of any kind", arguments: RuleKinds.all.map { $0.kind })
  func keyOfAKind(_ name: String) throws {
    func check<Kind: Rule>(_ kind: Kind.Type) throws {
      for key in Kind.Options.CodingKeys.allCases.map(\.stringValue) {
        let file = try YAMLFile(path: "a/b.yaml", bytes: Array("\(key)x: 1".utf8))
        let found = #expect(throws: NodeErrors.self) { try NodeDecoder(file.root).decode(Kind.Options.self) }
        #expect(found?.errors.map(\.message.en) == ["unknown key “\(key)x”; did you mean “\(key)”?"])
      }
    }
    let kind = try #require(RuleKinds.all.first { $0.kind == name })
    try check(kind)
  }

  @Test func keyOfALayout() throws {
    let file = try YAMLFile(path: "a/b.yaml", bytes: Array("text: a\nlayout: {lines: [{fnot: 仿宋}]}".utf8))
    let found = #expect(throws: NodeErrors.self) { try NodeDecoder(file.root).decode(RuleExample.self) }
    #expect(found?.errors.map(\.message.en) == ["unknown key “fnot”; did you mean “font”?"])
  }

  @Test(arguments: [
    ("“{match}”{who}", []), ("没有 { 也没有", []), ("}{match}", []),
    ("甲{mtach}", ["3:13: unknown field “mtach”; did you mean “match”?"]),
    // A message finds a field behind a brace with an accent, too.
    ("甲{\u{301}}", ["3:13: unknown field “\u{301}”; it can be: match, who"]),
    (
      "{zh: '{whoo}', en: '{match}{zzzz}'}",
      [
        "3:17: unknown field “whoo”; did you mean “who”?", "3:38: unknown field “zzzz”; it can be: match, who",
      ]
    ),
  ])
  func field(_ message: String, _ faults: [String]) throws {
    let value = message.hasPrefix("{") ? message : "'\(message)'"
    let rule = "kind: forbid\nseverity: error\nmessage: \(value)\npattern: (?<who>x)"
    #expect(try Self.found(rule) == faults.map { "a/b.yaml:" + $0 })
  }

  @Test func fieldOfReplacement() throws {
    let rule = "kind: replace\nseverity: error\nmessage: '{replacement}'\npattern: (?<who>x)\nreplacement: '{woh}'"
    #expect(try Self.found(rule) == ["a/b.yaml:5:14: unknown group “woh”; did you mean “who”?"])
  }

  @Test(arguments: [
    ("part:work", []), ("part:ask", []), ("part:wrok", ["4:13: unknown part “wrok”; did you mean “work”?"]),
  ])
  func part(_ scope: String, _ faults: [String]) throws {
    let rule = "kind: forbid\nseverity: error\nmessage: m\nscope: \(scope)\npattern: x"
    #expect(try Self.found(rule) == faults.map { "a/b.yaml:" + $0 })
  }

  @Test func profileOfAHabit() throws {
    let rule = "kind: forbid\nseverity: error\nmessage: m\nhabit: {speech: 1, speach: 1}\npattern: x"
    #expect(try Self.found(rule) == ["a/b.yaml:4:20: unknown profile “speach”; did you mean “speech”?"])
  }

  @Test func profileOfAnExample() throws {
    let rule = """
      kind: forbid
      severity: error
      message: m
      pattern: x
      examples: {bad: [], good: [{profile: speech, text: a}, {profile: speach, text: a}]}
      """
    #expect(try Self.found(rule) == ["a/b.yaml:5:66: unknown profile “speach”; did you mean “speech”?"])
  }
}
