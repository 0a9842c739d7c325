import Diagnostics
import DraftText
import Foundation
import RuleEngine
import Testing

@testable import Linting

/// Markdown that is not text, such as code: no rule reports it, no fix changes it, and the text beside it is checked.
@Suite struct LiteralTests {
  /// Text with two faults: a number that was not filled in, and a half-width comma.
  private static let words = "走访XX户,补助到户"

  /// Places for these words, which replace %.
  static let places = [
    "---\ntitle: %\n---", "---\nkeywords: [%]\ndate: 2020-12-01\n...", "+++\ntitle = \"%\"\n+++", "```\n%\n```",
    "```sh\necho \"%\"\n一、%\n三、%\n```", "~~~~\n%\n```\n%\n~~~~", "> ```\n> %\n> ```", "- 命令\n\n  ```\n  %\n  ```",
    "    echo(\"%\", file=a.txt);", "\tprint('%' + name)", "执行`%`命令", "执行``echo `%` ``命令", "执行`echo\n%`命令",
    "见[名册](%)", "见[名册](<% .md>)", "见[名册](a.md \"%\")", "见[名册][甲]\n\n[甲]: a.md \"%\"", "见[%]\n\n[%]: a.md",
    "见[名册][%]\n\n[%]: <a.md>", "![名册](%.png)", "![%](a.png)", "[![%](a.png)](%.md)", "见<https://a.cn/%>",
    "<div class=\"note\">\n%\n</div>", "<table><tr><td>%</td></tr></table>", "<!-- % -->", "<!--\n%\n\n%\n-->",
    "<script>\nvar a = \"%\";\n</script>", "<pre>\n%\n</pre>", "全局<span title=\"%\">上下</span>狠抓落实",
    "全局<!-- % -->上下狠抓落实",
    "人均$%$计", "$$\n%\n$$", "$$\n%\n\n%\n$$", "人均$$%$$计", "人均\\(%\\)计", "\\[%\\]", "全局上下[^%]狠抓落实", "## 工作情况 {#%}",
    "| 项目 | 命令 |\n|--|--|\n| 供水 | `%` |", "| 项目 | 命令 |\n|--|--|\n| 供水 | `a \\| %` |", "1. 供水`%`\n2. 节水\n",
  ]

  /// Returns a draft with the words at `place`, and their ranges. Front matter is put at the top.
  private func draft(_ place: String, _ words: String = words) -> (source: SourceText, words: [TextRange]) {
    let text = place.replacing("%", with: words)
    let isAtTop = text.hasPrefix("---") || text.hasPrefix("+++")
    let head = "# 青禾县水务局2020年工作总结\n\n全局上下狠抓落实。\n\n"
    let source = SourceText((isAtTop ? text + "\n\n" + head : head + text + "\n\n") + "供水到村到户。\n", format: .markdown)
    var places: [TextRange] = []
    source.utf8.withUnsafeBufferPointer { utf8 in
      utf8.forEachOccurrence(of: Array(words.utf8)[...]) { places.append(TextRange($0, $0 + words.utf8.count)) }
    }
    return (source, places)
  }

  @Test("No rule speaks of what is no text", arguments: places) func reportsNothing(_ place: String) throws {
    let (source, words) = draft(place)
    #expect(!words.isEmpty)
    let found = try Linter.shipped().lint(source).diagnostics
    for finding in found where words.contains(where: finding.range.overlaps) {
      // A finding that contains all of it can be about a heading or a paragraph.
      #expect(!["placeholder", "punctuation", "numbering"].contains(finding.ruleID.category), "\(finding.ruleID)")
    }
    #expect(!found.contains { ["placeholder", "punctuation", "pair", "numbering"].contains($0.ruleID.category) })
  }

  @Test("No fix changes what is no text", arguments: places) func fixes(_ place: String) throws {
    let (source, _) = draft(place)
    #expect(try Fixer(.shipped(), upTo: .unsafe).fix(source).source.string == source.string)
  }

  @Test(
    "The same words in text are found",
    arguments: [
      "%。", "**%**。", "> %。", "- %", "1. %", "| 项目 | % |\n|--|--|\n| 供水 | % |", "[%](a.md)。", "`a`%。", "<u>%</u>。",
      "    全局上下狠抓落实，%，供水到村。",
      "　　%。", "<br>\n%。", "[^1]: %。", "~~%~~。", "[%]", "# %",
    ])
  func text(_ place: String) throws {
    let (source, words) = draft(place)
    let found = try Linter.shipped().lint(source).diagnostics
    let rules = found.filter { finding in words.contains { $0.contains(finding.range) } }.map(\.ruleID.name)
    #expect(rules.contains("placeholder/quantity") && rules.contains("punctuation/halfwidth"))
    let fixed = try Fixer(.shipped()).fix(source).source.string
    #expect(fixed.contains("走访XX户，补助到户"))
  }

  @Test(
    "A heading above what is no text is not empty",
    arguments: ["```\na\n```", "![图](a.png)", "$$\na = b\n$$", "<div>甲</div>"])
  func content(_ literal: String) throws {
    let text = "# 供水说明\n\n## 一、命令\n\n\(literal)\n\n## 二、说明\n\n供水到村到户。\n"
    let found = try Linter.shipped().lint(SourceText(text, format: .markdown)).diagnostics
    #expect(!found.contains { $0.ruleID.name == "parts/empty" })
  }

  @Test func headingAboveACommentIsEmpty() throws {
    let text = "# 供水说明\n\n## 一、命令\n\n<!-- 待写 -->\n\n## 二、说明\n\n供水到村到户。\n"
    let found = try Linter.shipped().lint(SourceText(text, format: .markdown)).diagnostics
    let plain = try Linter.shipped().lint(SourceText(text.replacing("<!-- 待写 -->\n\n", with: ""), format: .markdown))
    #expect(found.map(\.ruleID) == plain.diagnostics.map(\.ruleID))
  }

  @Test func structureIsReadAgainAfterAFix() throws {
    let (source, _) = draft("%，执行`%`，%，再执行\n\n```\n%\n```")
    let fixed = try Fixer(.shipped()).fix(source).source.string
    #expect(fixed.components(separatedBy: "，补助").count == 3)
    #expect(fixed.components(separatedBy: ",补助").count == 3)
  }
}
