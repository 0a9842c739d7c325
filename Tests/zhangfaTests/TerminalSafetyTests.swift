import Foundation
import Testing

/// Whatever a draft, a name, a rule, a configuration, a baseline or an argument contains, no command writes anything
/// that a terminal would obey, to a terminal or to a pipe.
@Suite struct TerminalSafetyTests {
  /// Sets a title, sets a colour by C1, deletes, changes the text direction, hides, ends lines.
  private static let hostile =
    "\u{1B}]0;x\u{7}\u{9B}31m\u{7F}\u{202E}\u{2066}\u{200B}\u{2028}\u{85}\u{8}\u{FEFF}\u{E0041}\u{1B}[2J"
  /// The same text, escaped for a double-quoted string of YAML or JSON.
  private static let escaped =
    #"\u001b]0;x\u0007\u009b31m\u007f\u202e\u2066\u200b\u2028\u0085\u0008\ufeff\u001b[2J"#

  private let place: Workplace

  init() throws {
    place = try Workplace()
    let (raw, text) = (Self.hostile, Self.escaped)
    try place.write("一、Ｑ\(raw)Ｑ\n二、\(raw)乙\n一是\(raw)；二是丁。\n", to: "d\(raw).txt")
    try place.write("一、Ｑ\(raw)Ｑ\nX月X日X年XX\(raw)X月X日X月X日\n", to: "plain.txt")
    try place.write(
      """
      kind: replace
      severity: error
      message: {zh: "“{match}”\(text)", en: "“{match}”\(text)"}
      why: {zh: "\(text)", en: "\(text)"}
      source: {zh: "\(text)", en: "\(text)"}
      pattern: Ｑ[^\\n]*?Ｑ
      replacement: "甲\(text)"
      applicability: safe
      examples:
        bad: ["\(text)⟦Ｑ\(text)Ｑ⟧", "⟦\(text)⟧Ｑ"]
        good: ["\(text)", "Ｑ\(text)Ｑ"]

      """, to: "r\(raw)/test/q.yaml")
    try place.write("kind: forbid\n", to: "n\(raw)/te\(raw)st/q\(raw).yaml")
    try place.write(
      """
      name: {zh: "文\(text)", en: "kind\(text)"}
      priority: 200
      title: [一]

      """, to: "p\(raw)/profiles/x.yaml")
    try place.write("kind: forbid\n\"key\(text)\": \"\(text)\"\nx\u{202E}\u{9B}y: 1\n", to: "b\(raw)/test/b.yaml")
    try place.write("kind: &\(text) x\n", to: "c\(raw)/test/c\(raw).yaml")
    try place.write("profile: \"\(text)\"\n", to: "profile.yaml")
    try place.write("\"key\(text)\": 1\n", to: "key\(raw).yaml")
    try place.write("accept: [\"\(text)\"]\nnames: [\"\(text)\"]\nseverity: {\"\(text)\": off}\n", to: "values.yaml")
    try place.write("accept: [\"\(text)\"]\n", to: "good\(raw).yaml")
    try place.write("{\"version\": \"\(text)\", \"\(raw)\"", to: "baseline\(raw).json")
    try place.write("gone\(raw).txt\n", to: "list\(raw)")
  }

  /// Command lines, with `H` for the hostile text.
  private static let commandLines: [[String]] =
    ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "rdjsonl"]
    .flatMap {
      [
        ["check", "dH.txt", "plain.txt", "--rules", "rH", "--format", $0],
        ["check", "goneH.txt", "--files-from", "listH", "--format", $0], ["check", "--rules", "bH", "--format", $0],
      ]
    } + [
      ["check", "plain.txt", "--rules", "rH", "--lang", "zh"], ["check", "dH.txt", "--rules", "pH"],
      ["check", "plain.txt", "--rules", "cH"], ["check", "plain.txt", "--rules", "noneH"],
      ["check", "plain.txt", "--config", "profile.yaml"], ["check", "plain.txt", "--config", "keyH.yaml"],
      ["check", "plain.txt", "--config", "values.yaml"], ["check", "plain.txt", "--config", "noneH.yaml"],
      ["check", "--print-config", "dH.txt", "--config", "goodH.yaml"],
      ["check", "--print-config", "dH.txt", "--rules", "rH"], ["check", "plain.txt", "--baseline", "baselineH.json"],
      ["check", "plain.txt", "--baseline", "noneH.json"], ["check", "plain.txt", "--select", "H"],
      ["check", "plain.txt", "--profile", "H"], ["check", "plain.txt", "--format", "H"], ["check", "--H"], ["H"],
      ["check", "plain.txt", "--output", "noneH/H"], ["check", "dH.txt", "--output", "dH.txt"],
      ["check", "-", "--stdin-filename", "H.txt", "--rules", "rH"],
      ["outline", "dH.txt"], ["outline", "goneH.txt"], ["outline", "dH.txt", "--rules", "pH"],
      ["explain", "H"], ["explain", "test/q", "--rules", "rH"], ["explain", "teHst/qH", "--rules", "nH"],
      ["explain", "x", "--rules", "pH"],
      ["rules", "--rules", "rH"], ["rules", "--rules", "rH", "--format", "json"], ["rules", "--rules", "bH"],
      ["rules", "--profiles", "--rules", "pH"], ["rules", "--format", "json", "--rules", "pH"],
      ["test", "rH"], ["test", "rH", "--verbose"], ["test", "bH"], ["test", "noneH"], ["test", "--select", "H"],
      ["test", "pH", "--verbose"], ["init", "noneH"], ["baseline", "dH.txt", "--output", "newH.json", "--rules", "rH"],
      ["baseline", "goneH.txt", "--output", "new.json"], ["baseline", "--output", "baselineH.json"],
      ["schema", "configuration", "--rules", "rH"], ["check", "dH.txt", "--rules", "rH", "--fix"],
    ]

  @Test(arguments: commandLines)
  func controlCharactersAreNotWritten(arguments: [String]) throws {
    let run = try place.zhangfa(
      arguments.map { $0.replacing("H", with: Self.hostile) }, input: "一、Ｑ\(Self.hostile)Ｑ\n")
    #expect((0...2).contains(run.status), "\(run.error)")
    #expect(!(run.output + run.error).isEmpty)
    for text in [run.output, run.error] {
      let harmful = text.unicodeScalars.filter(Self.isHarmful).map { String($0.value, radix: 16) }
      #expect(harmful == [], "\(text.debugDescription.prefix(2000))")
    }
  }

  /// The hostile text is still visible: each character is replaced by a visible sign.
  @Test func controlCharactersAreShownEscaped() throws {
    let run = try place.zhangfa("check", "plain.txt", "--rules", "r" + Self.hostile)
    #expect(run.output.contains("␛]0;x␇<U+009B>31m␡<U+202E><U+2066><U+200B>↵<U+0085>␈<U+FEFF>"))
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" { return false }
    if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { return true }
    return [.format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
  }
}
