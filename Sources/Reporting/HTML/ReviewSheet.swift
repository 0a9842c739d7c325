import Diagnostics
import DraftText

/// 核稿单 (review sheet): one printed page that goes with a draft from its reviewer to the person who signs it.
struct ReviewSheet {
  /// The most rows of the table. Ten rows of two lines each fit on an A4 page; the other findings are only counted.
  private static let mostFindings = 10
  /// The most characters of the text and of the message that fit on their lines.
  private static let longestQuotation = 22
  private static let longestMessage = 48

  private let draft: ReportedDraft
  private let date: String
  /// Whether the page has cards of the findings to link to.
  private let isLinked: Bool

  init(_ draft: ReportedDraft, date: String, isLinked: Bool) {
    self.draft = draft
    self.date = date
    self.isLinked = isLinked
  }

  var html: HTML {
    let say = draft.say
    return """
      <section class="sheet" aria-labelledby="d\(draft.number)t">
      <h1>\(say("核稿单", "Review sheet"))</h1>
      <h2 id="d\(draft.number)t">\(draft.title)</h2>
      <ul class="facts">
      <li><b>\(say("文件", "file"))</b> \(draft.file.path)</li>
      <li><b>\(say("文种", "profile"))</b> \(draft.file.profileName[draft.language])</li>
      <li><b>\(say("日期", "date"))</b> \(date)</li>
      </ul>
      <p class="verdict \(worst)"><strong>\(draft.file.verdict[draft.language])</strong> \(counts)</p>
      \(parts)\(table)\(signatures)</section>
      """
  }

  private var worst: String {
    Severity.allCases.sorted(by: >).first { draft[$0] > 0 }?.rawValue ?? "clean"
  }

  private var counts: HTML {
    let counts = Severity.allCases.sorted(by: >).map { severity in
      "<span class=\"\(severity.rawValue)\">\(severity.label[draft.language]) \(draft[severity])</span>" as HTML
    }
    return "<span class=\"counts\">\(counts)</span>"
  }

  /// The parts of the profile, each with its sign.
  private var parts: HTML {
    guard let parts = draft.outline?.parts, !parts.isEmpty else { return .empty }
    let items = parts.map { part in
      """
      <li class="\(part.state.cssClass)"><b title="\(part.state.name[draft.language])">\(part.state.sign)</b> \
      \(part.name[draft.language])</li>

      """ as HTML
    }
    return """
      <ul class="parts" aria-label="\(draft.say("应有的部分", "the parts"))">
      \(items)</ul>

      """
  }

  private var table: HTML {
    guard !draft.findings.isEmpty else { return .empty }
    let say = draft.say
    let (places, others) = draft.mostImportantPlaces(Self.mostFindings)
    let rows = places.map(row)
    return """
      <table>
      <thead><tr><th>\(say("轻重", "severity"))</th><th>\(say("位置", "place"))</th><th>\(say("原文", "text"))</th>\
      <th>\(say("问题", "what is wrong"))</th><th>\(say("处理", "settled"))</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>
      \(rest(others))
      """
  }

  /// Returns the row for the findings of one rule on one line.
  private func row(_ findings: [ReportedDraft.Finding]) -> HTML {
    let finding = findings[0]
    let diagnostic = finding.diagnostic
    let message = diagnostic.message.text(in: draft.language)
    let short = message.count > Self.longestMessage ? message.prefix(Self.longestMessage - 1) + "…" : message
    let link: HTML = isLinked ? "<a href=\"#\(draft.card(finding))\">\(short)</a>" : "\(short)"
    let more = findings.count > 1 ? draft.say("（共\(findings.count)处）", " (\(findings.count) places)") : ""
    let choice = draft.say("□已改 □不改", "□ done □ stays")
    return """
      <tr><td class="short \(diagnostic.severity.rawValue)">\(diagnostic.severity.label[draft.language])</td>\
      <td class="\(draft.file.locations == nil ? "short" : "")">\(draft.place(of: diagnostic))</td>\
      <td>\(draft.quotation(of: diagnostic, longest: Self.longestQuotation))</td>\
      <td>\(link)\(more)</td><td class="choice">\(choice)</td></tr>

      """
  }

  /// Returns the number of unlisted findings, by category.
  private func rest(_ findings: [ReportedDraft.Finding]) -> HTML {
    guard !findings.isEmpty else { return .empty }
    var counts: [(name: String, count: Int)] = []
    for finding in findings {
      let name = finding.diagnostic.ruleID.categoryName[draft.language]
      if let index = counts.firstIndex(where: { $0.name == name }) {
        counts[index].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    let list = counts.map { "\($0.name) \($0.count)" }.joined(separator: draft.say("，", ", "))
    return """
      <p class="rest">\(draft.say("另有 \(findings.count) 处未列：", "\(findings.count) more: "))\(list)</p>

      """
  }

  private var signatures: HTML {
    let names = [
      draft.say("拟稿人", "drafted by"), draft.say("核稿人", "reviewed by"), draft.say("日期", "date"),
    ].map { "<span>\($0)</span>" as HTML }
    return """
      <p class="signatures">\(names)</p>

      """
  }
}
