import Foundation
import Testing

/// Whatever a draft, a name, a rule or an argument contains, no line of a report is a command to a CI runner.
@Suite struct RunnerCommandTests {
  /// Hostile texts in names and arguments.
  private static let hostile = [
    "\n::error::x", " ::stop-commands::x", "##[error]x", "##vso[task.x a=b]x", "section_start:1:x",
  ]
  private static let lines = [
    "::error::Ｑ", "　::add-mask::Ｑ", "\t::error::Ｑ", "##[error]Ｑ", "甲##vso[x]Ｑ", "##teamcity[x]Ｑ",
  ]

  private let place: Workplace

  init() throws {
    place = try Workplace()
    let draft = "总结\n" + Self.lines.joined(separator: "\n") + "\n"
    try place.write(draft, to: "draft.txt")
    try place.write(draft.replacing("\n", with: "\r"), to: "cr.txt")
    for name in Self.hostile { try place.write(draft, to: "\(name).txt") }
    try place.write(
      """
      kind: replace
      severity: error
      message: {zh: "\\n::error::{match}", en: "\\n::error::{match}"}
      why: {zh: "\\n::error::x", en: "\\n::error::x\\n##[x]"}
      pattern: Ｑ
      replacement: "\\n::error::x"
      applicability: safe
      examples:
        bad: ["::error::⟦Ｑ⟧", "##[x]⟦Ｑ⟧"]
        good: ["::error::x", "Ｑ"]

      """, to: "rules/test/q.yaml")
    try place.write("\"\\n::error::x\": 1\n", to: "bad.yaml")
  }

  private static let commandLines: [[String]] =
    [
      ["check", "draft.txt", "cr.txt", "--rules", "rules"], ["check", "--rules", "rules", "--format", "concise"],
      ["check", "draft.txt", "cr.txt", "--rules", "rules", "--color", "always"],
      ["check", "--rules", "rules", "--trust-rules", "--fix"],
      ["test", "rules", "--verbose"], ["explain", "test/q", "--rules", "rules"], ["rules", "--rules", "rules"],
      ["outline", "draft.txt"], ["check", "--config", "bad.yaml"], ["check", "--rules", "rules", "--format", "json"],
    ]
    + hostile.flatMap { text in
      [
        [text], ["check", text], ["check", "--format", text], ["check", "--\(text)"], ["check", "--lang", text],
        ["check", "\(text).txt", "--rules", "rules"], ["outline", "\(text).txt"], ["explain", text], ["test", text],
        ["check", "--rules", text], ["check", "--config", text], ["check", "--select", text],
        ["check", "--output", "\(text)/x"],
      ]
    }

  @Test(arguments: commandLines)
  func linesOfDraftsAreNotReadAsCommands(arguments: [String]) throws {
    let run = try place.zhangfa(arguments)
    #expect(!(run.output + run.error).isEmpty)
    let texts = arguments.contains("json") ? [run.error] : [run.output, run.error]
    for line in texts.joined(separator: "\n").split(whereSeparator: \.isNewline) {
      #expect(line.firstMatch(of: #/^\s*::|##[a-z]*\[|section_(start|end):/#) == nil, "\(line.debugDescription)")
    }
  }

  @Test func commandsForGitHubAreWritten() throws {
    let run = try place.zhangfa("check", "draft.txt", "--rules", "rules", "--format", "github", "--select", "test")
    #expect(run.lines.count == Self.lines.count)
    #expect(run.lines.allSatisfy { $0.hasPrefix("::error file=draft.txt,") })
  }

  @Test func escapedLinesKeepTheirText() throws {
    let run = try place.zhangfa("check", "draft.txt", "--rules", "rules", "--select", "test")
    #expect(run.output.contains("\n  ¦:error::Ｑ\n           ^"), "\(run.output)")
  }

  // MARK: Patches

  private func patch(_ text: String, _ path: String = "p.txt") throws -> CommandLineRun {
    try place.write(
      "kind: replace\nseverity: error\nmessage: {zh: 试, en: t}\nwhy: {zh: 试, en: t}\n"
        + "pattern: 甲\nreplacement: 乙\napplicability: safe\n", to: "plain/test/a.yaml")
    try place.write(text, to: path)
    return try place.zhangfa("check", path, "--rules", "plain", "--trust-rules", "--select", "test", "--diff")
  }

  private static let far = (1...9).map { "第\($0)行\n" }.joined()

  @Test(arguments: [
    "一\n::error::x\n甲\n \t::stop-commands::x\r\n二\n", far + "::a\n甲\n::b\n" + far, far + "甲\n二\n三\n::b\n" + far,
    far + "::a\n二\n三\n甲\n" + far, far + String(repeating: "::a\n", count: 9) + "甲\n" + far,
    far + "甲\n" + String(repeating: "::a\n", count: 9) + "甲\n::b\n" + far, far + "甲\n::a\n甲\n甲\n::b", "::a\n甲",
  ])
  func aPatchHoldsNoCommandAndCanBeApplied(text: String) throws {
    let run = try patch(text)
    #expect(run.status == 1)
    #expect(!run.output.split(whereSeparator: \.isNewline).contains { $0.firstMatch(of: #/^\s*::/#) != nil })
    for (tool, arguments) in [("/usr/bin/patch", ["-s", "-p1", "--binary"]), ("/usr/bin/git", ["apply"])] {
      guard FileManager.default.isExecutableFile(atPath: tool) else { continue }
      try place.write(text, to: "p.txt")
      let applied = try place.run(URL(filePath: tool), arguments, input: run.output)
      #expect(applied.status == 0, "\(tool): \(applied.error)")
      #expect(try place.read("p.txt") == text.replacing("甲", with: "乙"))
    }
  }

  @Test(arguments: ["##[error]甲\n", "甲\n##vso[x]\n", "一\r::error::x\r甲\r", "section_start:1:甲\n"])
  func aPatchThatWouldBeACommandIsNotWritten(text: String) throws {
    let run = try patch(text)
    #expect(run.output == "")
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("p.txt: error: not fixed: a runner of CI would take a line of the patch for a command"))
    #expect(try place.read("p.txt") == text)
  }

  /// Names that git puts in quotes, including one that is not UTF-8.
  @Test(
    arguments: [
      Array("a\"b.txt".utf8), Array("a\\b.txt".utf8), Array("a\nb.txt".utf8), Array("a\tb.txt".utf8),
      Array("北 京.txt".utf8),
      Array("::error::x.txt".utf8), Array("##[error]x.txt".utf8), [0xB1, 0xB1, 0xBE, 0xA9] + Array(".txt".utf8),
      [0xE5, 0x8C, 0x97, 0xFF] + Array(" x.txt".utf8),
    ] as [[UInt8]])
  func aPatchNamesAnyFile(name: [UInt8]) throws {
    _ = try patch("")
    let script = """
      set -e
      name=$(printf '\(name.map { "\\" + String($0, radix: 8).padded }.joined())')
      printf '一\\n甲\\n' >"$name"
      code=0; "$0" check "$name" --rules plain --trust-rules --select test --diff >diff || code=$?
      test $code -eq 1
      cp "$name" kept
      if [ -x /usr/bin/patch ]; then patch -s -p1 --binary <diff; printf '一\\n乙\\n' | cmp - "$name"; fi
      if [ -x /usr/bin/git ]; then cp kept "$name"; git apply diff; printf '一\\n乙\\n' | cmp - "$name"; fi
      cat diff
      """
    let run = try place.run(URL(filePath: "/bin/sh"), ["-c", script, executable.path])
    #expect(run.status == 0, "\(run)")
    #expect(run.output.split(separator: "\n").allSatisfy { $0.firstMatch(of: #/^\s*::|##\[/#) == nil }, "\(run.output)")
  }
}

extension String {
  /// The text with leading zeros, three characters long.
  fileprivate var padded: String { String(repeating: "0", count: 3 - count) + self }
}
