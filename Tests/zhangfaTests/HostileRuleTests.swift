import Foundation
import Testing

/// Unreviewed rules end soon, by themselves or with an error that names them. The other rules continue.
@Suite struct HostileRuleTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", severity: "info", pattern: "Ｑ")
    let paragraph = String(repeating: "全面加强党的建设推动落实，", count: 6_000)
    try place.write("一、Ｑ\n\(paragraph)\n\(String(repeating: "甲", count: 3_000))\n", to: "draft.txt")
  }

  /// Writes a rule that forbids `pattern`, which is put in single quotation marks.
  private func write(_ pattern: String, _ more: String = "") throws {
    try place.write(
      "kind: forbid\nseverity: info\nmessage: {zh: 有, en: there}\npattern: '\(pattern)'\n\(more)",
      to: "rules/test/hostile.yaml")
  }

  private func check(_ arguments: String...) throws -> CommandLineRun {
    try place.zhangfa(["draft.txt", "--rules", "rules", "--select", "test", "--format", "concise"] + arguments)
  }

  @Test(arguments: [".", "全|面|加|强|党|的|建|设|推|动|落|实"])
  func findingsOfARuleAreLimited(pattern: String) throws {
    try write(pattern)
    let run = try check()
    #expect(run.error == "draft.txt: error: rule test/hostile finds more than 10000 faults; the rest is not listed\n")
    #expect(run.status == 2)
    #expect(run.lines.count { $0.hasSuffix("[test/hostile]") } == 10_000)
    #expect(run.lines.contains { $0.hasSuffix("[test/q]") })
  }

  @Test(arguments: [
    // Far below the limits at each place, but there are many places.
    #"(\p{Han}+)+[#@]"#, #"(?:\p{Han}|\p{Han}\p{Han})+[#@]"#,
    // Each step runs over the whole rest of the text.
    "[^Ｑ]*[ＷＹ]", #"全(?=[\s\S]*[#@])"#, #"(?:(?=[^Ｑ]*[#@])|.)+?[#@]"#, #"\X+[#@]"#, #"(?<=甲{20000})[^Ｑ]*[#@]"#,
    // Recursion.
    "(甲(?1)?(?1)?)+[#@]", "(?<x>甲|(?&x)(?&x))[#@]",
    // A verb at the start does not raise the limits.
    #"(*LIMIT_MATCH=4000000000)(*LIMIT_DEPTH=4000000000)(*LIMIT_HEAP=4000000000)(\p{Han}+)+[#@]"#,
    #"(*NO_JIT)(*CRLF)(*NO_START_OPT)(*NO_AUTO_POSSESS)(\p{Han}+)+[#@]"#,
  ])
  func runawayRuleIsStopped(pattern: String) throws {
    try write(pattern)
    let run = try check()
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("draft.txt: error: rule test/hostile was stopped: "), "\(run.error)")
    #expect(run.error.utf8.count < 300)
    #expect(run.lines == ["draft.txt:1:3: info: “Ｑ” should not be here [test/q]"])
  }

  @Test func sizeOfFindingsIsLimited() throws {
    try write(#".(?=(?<rest>[\s\S]*))"#, "mark: rest\n")
    let run = try check("--format", "json")
    #expect(run.status == 2)
    #expect(run.output.contains("rule test/hostile was stopped"))
    #expect(run.output.utf8.count < 100_000)
  }

  /// Patterns that only look dangerous, and patterns that an office is likely to write.
  @Test(arguments: [
    #"甲(?C1)乙(?C"x")"#, "((((((甲?)?)?)?)?)?)丙", #"\p{Han}{2,30}局"#, #"(?<=\p{Han})[,.;:](?=\p{Han})"#,
    #"([甲乙]{1,4})\1丙"#, "(?i)^一、[^。\n]{0,40}$", "[一二三四五六七八九十]+是[^，。]{1,20}[，。]",
  ])
  func aSoundRuleGoesOn(pattern: String) throws {
    try write(pattern)
    let run = try check()
    #expect(run.error == "")
    #expect(run.output.contains("“Ｑ” should not be here [test/q]"))
  }

  @Test func aLongListOfWordsGoesOn() throws {
    let words = (0..<2_000).map { "甲乙\($0)" }
    try place.write(
      "kind: forbid\nseverity: info\nmessage: {zh: 有, en: there}\npattern: [\(words.joined(separator: ", "))]\n",
      to: "rules/test/hostile.yaml")
    #expect(try check().error == "")
  }

  private static let patterns = [
    ("(((a{1,1000}){1,1000}){1,1000})", "too large"), (#"a\C"#, "\\C is disabled"), ("(?<=a{70000})b", "too big"),
    (String(repeating: "(?:", count: 5_000) + "a" + String(repeating: ")*", count: 5_000), "too deeply nested"),
    ((0..<60_000).map { "甲\($0)" }.joined(separator: "|"), "too large"),
  ]

  @Test(arguments: patterns.indices)
  func invalidPatternIsRefused(index: Int) throws {
    let (pattern, reason) = Self.patterns[index]
    try write(pattern)
    let run = try check()
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("rules/test/hostile.yaml:4:"), "\(run.error)")
    #expect(run.error.contains(reason))
    #expect(run.error.utf8.count < 500)
  }

  /// Nested lists with ten aliases on each level, as values or as keys.
  private static func bomb(_ line: (String, String) -> String) -> String {
    let names = "abcdefghijkl".map(String.init)
    return "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
      + zip(names.dropFirst(), names).map { name, last in
        line(name, [String](repeating: "*\(last)", count: 10).joined(separator: ", ")) + "\n"
      }.joined()
  }

  private static let files: [(String, String)] = [
    (bomb { "\($0): &\($0) [\($1)]" }, "anchors and aliases"),
    (bomb { "? &\($0) [\($1)]\n: 1" }, "anchors and aliases"),
    ((0..<60_000).map { "- &a\($0) x\n" }.joined(), "anchors and aliases"),
    (String(repeating: "[", count: 100_000), "nested deeper"),
    (String(repeating: "- ", count: 100_000), "nested deeper"),
    (String(repeating: "? ", count: 100_000), "nested deeper"),
    (String(repeating: "{a: ", count: 100_000), "nested deeper"),
    ("kind: forbid\npattern: [" + String(repeating: "a,", count: 400_000) + "]\n", "values"),
    ("kind: forbid\n" + (0..<60_000).map { "k\($0): 1\n" }.joined(), "values"),
    ("kind: forbid\npattern: " + String(repeating: "a", count: 10 << 20) + "\n", "1 MB"),
  ]

  @Test(arguments: files.indices)
  func aFileThatIsABombIsRefused(index: Int) throws {
    let (text, reason) = Self.files[index]
    for (path, arguments) in [
      ("rules/test/hostile.yaml", ["--rules", "rules"]), ("bomb.yaml", ["--config", "bomb.yaml"]),
    ] {
      try place.write(text, to: path)
      let run = try place.zhangfa(["draft.txt"] + arguments)
      #expect(run.status == 2)
      #expect(run.error.contains(path), "\(run.error)")
      #expect(run.error.contains(reason), "\(run.error)")
      #expect(run.error.utf8.count < 1_000)
    }
  }

  /// A fix whose replacement doubles the text, which only the size limit stops.
  @Test func fixesThatGrowTheTextAreStopped() throws {
    try place.write(
      """
      kind: replace
      severity: info
      message: {zh: 有, en: there}
      pattern: (?<x>.+)
      replacement: '{x}{x}'
      applicability: safe
      """, to: "rules/test/grow.yaml")
    try place.write("甲乙丙丁\n", to: "grow.txt")
    let run = try place.zhangfa("grow.txt", "--rules", "rules", "--trust-rules", "--select", "test/grow", "--fix")
    #expect(run.status == 2)
    #expect(run.error.contains("the fixes of test/grow never come to an end"), "\(run.error)")
    #expect(try place.read("grow.txt") == "甲乙丙丁\n")
  }
}
