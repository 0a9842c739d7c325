import Diagnostics
import DraftText
import Testing

@testable import Reporting

@Suite struct EscapingTests {
  /// Returns a report whose path, message and rule contain `text`.
  private func rendered(_ format: ReportFormat, _ text: String) -> String {
    let sample = Sample(text)
    return ReportingTests.rendered(
      format, [sample.report(text, [sample.finding(text, .error, at: sample.source.range)])])
  }

  @Test(arguments: [
    ("100%", "100%25", "100%25"),
    ("%0A", "%250A", "%250A"),
    ("a:b,c", "a%3Ab%2Cc", "a:b,c"),
    ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
    ("::error::x", "%3A%3Aerror%3A%3Ax", "::error::x"),
    ("a\u{1B}[0m", "a␛[0m", "a␛[0m"),
  ])
  func ofAnnotations(text: String, property: String, message: String) {
    let report = rendered(.github, text)
    #expect(report.hasPrefix("::error file=\(property),line=1,"))
    #expect(report.hasSuffix(",title=\(property)::“\(message)”有误\n"))
    #expect(report.split(whereSeparator: \.isNewline).count == 1)
  }

  @Test(arguments: [
    ("<a b=\"c\">&d'", "&lt;a b=&quot;c&quot;&gt;&amp;d'", "&lt;a b=\"c\"&gt;&amp;d'"),
    ("a\tb\r\nc", "a&#9;b&#13;&#10;c", "a\tb&#13;\nc"),
    ("\0\u{8}\u{B}\u{1F}\u{FFFE}\u{FFFF}\u{7F}𠮷", "␀␈␋␟\u{FFFD}\u{FFFD}&#127;𠮷", "␀␈␋␟\u{FFFD}\u{FFFD}&#127;𠮷"),
    ("\u{9B}\u{202E}\u{2028}", "&#155;&#8238;&#8232;", "&#155;&#8238;&#8232;"),
    ("]]>", "]]&gt;", "]]&gt;"),
  ])
  func ofXML(text: String, attribute: String, content: String) {
    #expect(xmlTag("e", ["a": text]) == "e a=\"\(attribute)\"" && xmlEscaped(text) == content)
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("\" onclick='x' & &amp;", "&quot; onclick=&#39;x&#39; &amp; &amp;amp;"),
    ("]]> --> <!--", "]]&gt; --&gt; &lt;!--"),
    ("甲\u{202E}乙\u{200B}\u{1B}[1m\0", "甲&lt;U+202E&gt;乙&lt;U+200B&gt;␛[1m␀"),
    ("\u{FFFE}\u{1FFFF}𠮷\r\n", "\u{FFFD}\u{FFFD}𠮷␍\n"),
  ])
  func ofHTML(text: String, escaped: String) {
    #expect(("<p title=\"\(text)\">\(text)</p>" as HTML).source == "<p title=\"\(escaped)\">\(escaped)</p>")
  }

  /// A spreadsheet program reads a cell that begins like a formula as text.
  @Test(arguments: [
    ("=1+1", "\"'=1+1\""), ("@SUM(A1)", "\"'@SUM(A1)\""), ("-1", "\"'-1\""), ("\t=1", "\"' =1\""),
    ("甲\"乙", "\"甲\"\"乙\""),
    ("甲,乙\r\n丙", "\"甲,乙␍␊丙\""), ("a=1", "\"a=1\""),
    // With an accent, the quotation mark is another character for Swift, but not for a spreadsheet program.
    ("甲\"\u{301},=1", "\"甲\"\"\u{301},=1\""),
  ])
  func ofCSV(text: String, cell: String) {
    let rows = rendered(.csv, text).split(separator: "\r\n")
    #expect(rows.count == 2 && rows[1].utf8.starts(with: (cell + ",").utf8))
  }

  @Test func ofFileNamesInCommandsOfGitHub() {
    let command = "::error file=a%2C\u{301}title=b%3A\u{301},"
    #expect(rendered(.github, "a,\u{301}title=b:\u{301}").utf8.starts(with: command.utf8))
  }

  @Test func ofMarkdown() {
    let report = rendered(.markdown, "a|b`<i>@x #1 [l](u)")
    #expect(report.contains("### a\\|b\\`\\<i\\>\\@x \\#1 \\[l\\](u)"))
  }

  @Test(arguments: [
    ("{{单位}}", "{{{{单位}}}}"), ("{0}", "{{0}}"), ("[甲]", "[甲]"), ("[甲](1)", "\\[甲\\](1)"), ("a\\b", "a\\b"),
    ("{\u{301}甲}", "{{\u{301}甲}}"), ("[\u{301}甲](1)", "\\[\u{301}甲\\](1)"),
  ])
  func ofMessagesInSARIF(text: String, escaped: String) {
    #expect(Array(SARIFReporter.escaped(text).utf8) == Array(escaped.utf8))
  }

  /// JSON strings are escaped as by a JSON encoder.
  @Test func ofJSON() {
    let texts = (0..<0x300).compactMap { Unicode.Scalar($0).map { "a\($0)b" } }
    for text in texts + ["", "\u{2028}𠮷/\\\"", "\r\n", "甲\u{FEFF}"] { #expect(json(JSON.string(text)) == json(text)) }
    let value: JSON = ["b": ["y": .number(1), "x": [true, "甲"]], "a": .array([]), "\"": .object([:]), "c": nil]
    #expect(json(value) == #"{"\"":{},"a":[],"b":{"x":[true,"甲"],"y":1}}"#)
  }

  /// Backticks in an example do not end the fence around it.
  @Test(arguments: [
    ("一、甲", 3), ("`甲`", 3), ("```\n一、甲\n```", 4), ("`````````\n![](http://a/b)", 10), ("```\u{301}", 4),
  ])
  func ofExamplesInMarkdown(text: String, length: Int) {
    let fence = String(repeating: "`", count: length)
    #expect(HelpMarkup.markdown.example(text) == "\(fence)text\n\(text)\n\(fence)\n")
  }

  @Test(arguments: [ReportFormat.sarif, .gitlab, .checkstyle, .junit, .rdjson, .rdjsonl, .jsonl, .json])
  func lineEndsInFileNamesBreakNothing(format: ReportFormat) {
    #expect(rendered(format, "甲\n乙").split(separator: "\n").allSatisfy { !$0.hasPrefix("乙") })
  }
}
