import Diagnostics
import DraftText

extension ReportedDraft {
  /// The most rows of the table. Ten rows of two lines each fit on an A4 page; the other findings are only counted.
  private static let mostFindings = 10
  /// The most characters of the text and of the message that fit on their lines.
  private static let longestQuotation = 22
  private static let longestMessage = 48

  /// Returns the 核稿单 (review sheet): one printed page that goes with a draft from its reviewer to the person who signs
  /// it.
  ///
  /// - Parameter isLinked: Whether the page has cards of the findings to link to.
  func reviewSheet(date: String, isLinked: Bool) -> HTML {
    """
    <section class="sheet" aria-labelledby="d\(number)t">
    <h1>\(say("核稿单", "Review sheet"))</h1>
    <h2 id="d\(number)t">\(title)</h2>
    <ul class="facts">
    <li><b>\(say("文件", "file"))</b> \(file.path)</li>
    <li><b>\(say("文种", "profile"))</b> \(file.profileName[language])</li>
    <li><b>\(say("日期", "date"))</b> \(date)</li>
    </ul>
    <p class="verdict \(worst)"><strong>\(file.verdict[language])</strong> \(counts)</p>
    \(partList)\(table(isLinked: isLinked))\(signatures)</section>
    """
  }

  private var worst: String {
    Severity.allCases.sorted(by: >).first { self[$0] > 0 }?.rawValue ?? "clean"
  }

  private var counts: HTML {
    let counts = Severity.allCases.sorted(by: >).map { severity in
      "<span class=\"\(severity.rawValue)\">\(severity.label[language]) \(self[severity])</span>" as HTML
    }
    return "<span class=\"counts\">\(counts)</span>"
  }

  /// The parts of the profile, each with its sign.
  private var partList: HTML {
    guard let parts = outline?.parts, !parts.isEmpty else { return .empty }
    let items = parts.map { part in
      """
      <li class="\(part.state.rawValue)"><b title="\(part.state.name[language])">\(part.state.sign)</b> \
      \(part.name[language])</li>

      """ as HTML
    }
    return """
      <ul class="parts" aria-label="\(say("应有的部分", "the parts"))">
      \(items)</ul>

      """
  }

  private func table(isLinked: Bool) -> HTML {
    guard !findings.isEmpty else { return .empty }
    let (places, others) = mostImportantPlaces(Self.mostFindings)
    let heads = [
      say("轻重", "severity"), say("位置", "place"), say("原文", "text"), say("问题", "what is wrong"), say("处理", "settled"),
    ]
    return .table(heads, places.map { row($0, isLinked: isLinked) }) + rest(others)
  }

  /// Returns the row for the findings of one rule on one line.
  private func row(_ findings: [Finding], isLinked: Bool) -> HTML {
    let finding = findings[0]
    let diagnostic = finding.diagnostic
    let message = diagnostic.message.text(in: language)
    let short = message.count > Self.longestMessage ? message.prefix(Self.longestMessage - 1) + "…" : message
    let link: HTML = isLinked ? "<a href=\"#\(cardID(finding))\">\(short)</a>" : "\(short)"
    let more = findings.count > 1 ? say("（共\(findings.count)处）", " (\(findings.count) places)") : ""
    let choice = say("□已改 □不改", "□ done □ stays")
    return """
      <tr><td class="short \(diagnostic.severity.rawValue)">\(diagnostic.severity.label[language])</td>\
      <td class="\(file.locations == nil ? "short" : "")">\(place(of: diagnostic))</td>\
      <td>\(quotation(of: diagnostic, longest: Self.longestQuotation))</td>\
      <td>\(link)\(more)</td><td class="choice">\(choice)</td></tr>

      """
  }

  /// Returns the number of unlisted findings, by category.
  private func rest(_ findings: [Finding]) -> HTML {
    guard !findings.isEmpty else { return .empty }
    let list = findings.grouped { $0.diagnostic.ruleID.categoryName[language] }
      .map { "\($0[0].diagnostic.ruleID.categoryName[language]) \($0.count)" }.joined(separator: say("，", ", "))
    return """
      <p class="rest">\(say("另有 \(findings.count) 处未列：", "\(findings.count) more: "))\(list)</p>

      """
  }

  private var signatures: HTML {
    let names = [say("拟稿人", "drafted by"), say("核稿人", "reviewed by"), say("日期", "date")]
    return "<p class=\"signatures\">\(names.map { "<span>\($0)</span>" as HTML })</p>\n"
  }
}
