import Comparison
import Diagnostics
import DraftText
import Reporting

extension RecheckReport {
  /// The report as a page to read, print and sign.
  var page: String {
    let title = say("复核单", "Recheck")
    let tone = recheck.worst?.rawValue ?? "clean"
    return htmlPage(
      title, in: language,
      """
      <section class="sheet">
      <h1>\(title)</h1>
      <ul class="facts">
      <li><b>\(say("初稿", "draft"))</b> \(head(recheck.draft))</li>
      <li><b>\(say("改稿", "revised"))</b> \(head(recheck.revised))</li>
      </ul>
      <p class="verdict \(tone)"><strong>\(counts)</strong></p>
      \(table(say("未改", "still there"), recheck.remaining.map(\.new), recheck.revised, withDecision: true))\
      \(table(say("新出现", "new"), recheck.new, recheck.revised, withDecision: true))\
      \(table(say("已改", "put right"), recheck.putRight, recheck.draft))\
      \(table(say("没有复核", "not rechecked"), recheck.unjudged, recheck.draft))\
      <p class="signatures"><span>\(say("拟稿人", "author"))</span><span>\(say("复核人", "checked by"))</span>\
      <span>\(say("日期", "date"))</span></p>
      </section>

      """)
  }

  private func table(
    _ heading: String, _ findings: [Diagnostic], _ version: CheckedVersion, withDecision: Bool = false
  ) -> HTML {
    guard !findings.isEmpty else { return .empty }
    let places = places(version)
    let rows = findings.map { finding in
      """
      <tr>
      <td class="short">\(places.placeName(of: finding.range))</td>
      <td class="\(finding.severity.rawValue)">\(finding.severity.label[language])</td>
      <td>\(finding.message.text(in: language))</td>
      <td>\(places.quotation(of: [finding.range]))</td>
      \(withDecision ? "<td class=\"choice\">□\(say("已改", "changed"))<br>□\(say("不改", "kept"))</td>\n" : .empty)</tr>

      """ as HTML
    }
    let decision: HTML = withDecision ? "<th>\(say("处置", "decision"))</th>" : .empty
    return """
      <h2>\(say("\(heading)（\(findings.count)）", "\(heading) (\(findings.count))"))</h2>
      <table>
      <thead><tr><th>\(say("位置", "place"))</th><th>\(say("轻重", "severity"))</th><th>\(say("说明", "what"))</th>\
      <th>\(say("原文", "text"))</th>\(decision)</tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>

      """
  }
}
