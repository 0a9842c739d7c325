import Comparison
import Diagnostics
import DraftOutline
import DraftText
import Reporting

extension ComparisonReport {
  /// The report as a page to read and print.
  var page: String {
    let title = say("两年文稿对照", "Last year and this year")
    let tone = comparison.leftovers.isEmpty ? "clean" : "warning"
    return htmlPage(
      title, in: language,
      """
      <section class="sheet">
      <h1>\(title)</h1>
      <ul class="facts">
      <li><b>\(say("去年", "last"))</b> \(head(comparison.last, comparison.years?.last))</li>
      <li><b>\(say("今年", "this"))</b> \(head(comparison.this, comparison.years?.this))</li>
      </ul>
      <p class="verdict \(tone)"><strong>\(summary)</strong></p>
      \(goneParts.map { "<p class=\"error\">\($0)</p>\n" as HTML })\(leftoverTable)\(outlineTable)</section>

      """)
  }

  private var leftoverTable: HTML {
    guard !comparison.leftovers.isEmpty else { return .empty }
    let rows = comparison.leftovers.map { leftover in
      let (this, last) = (places(comparison.this), places(comparison.last))
      let (range, lastRange) = (
        comparison.this.place(of: leftover.range), comparison.last.place(of: leftover.lastRange)
      )
      return """
        <tr>
        <td class="short">\(this.placeName(of: range))</td>
        <td>\(leftover.message.text(in: language))</td>
        <td>\(this.quotation(of: leftover.ranges.map(comparison.this.place)))</td>
        <td>\(last.quotation(of: [lastRange])) <small>\(last.placeName(of: lastRange))</small></td>
        <td class="choice">□\(say("已改", "changed"))<br>□\(say("不改", "kept"))</td>
        </tr>

        """ as HTML
    }
    return """
      <table>
      <thead><tr><th>\(say("位置", "place"))</th><th>\(say("说明", "what"))</th><th>\(say("今年", "this year"))</th>\
      <th>\(say("去年", "last year"))</th><th>\(say("处置", "decision"))</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>

      """
  }

  private var outlineTable: HTML {
    guard !comparison.outline.isEmpty else { return .empty }
    let rows = comparison.outline.map { pair in
      """
      <tr><td\(pair.this == nil ? " class=\"missing\"" : .empty)>\(words(of: pair.last, in: comparison.last))</td>\
      <td\(pair.last == nil ? " class=\"present\"" : .empty)>\(words(of: pair.this, in: comparison.this))</td></tr>

      """ as HTML
    }
    return """
      <h2>\(say("提纲对照", "The outlines"))</h2>
      <table>
      <thead><tr><th>\(say("去年的提纲", "last year's outline"))</th><th>\(say("今年的提纲", "this year's outline"))</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>

      """
  }

  /// A heading with its indent.
  private func words(of section: Section?, in draft: ComparedDraft) -> String {
    guard let section else { return say("（无）", "(none)") }
    return String(repeating: "\u{3000}", count: section.depth - 1) + draft.document.source[section.heading.range]
  }
}
