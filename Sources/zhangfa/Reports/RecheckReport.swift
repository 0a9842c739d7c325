import Comparison
import Diagnostics
import DraftText
import Reporting

/// The report of `zhangfa recheck`: counts, then lists.
struct RecheckReport: ComparisonReporting {
  let recheck: Recheck
  let language: Language
  private let width = Environment.columns(toFile: false)

  var text: String {
    let remaining = recheck.remaining.map { entry($0.new, recheck.revised) + origin(of: $0) }
    return [
      heads,
      section(say("未改", "still there"), remaining),
      section(say("新出现", "new"), recheck.new.map { entry($0, recheck.revised) }),
      section(say("已改", "put right"), recheck.putRight.map { line($0, recheck.draft) }),
      section(say("没有复核", "not rechecked"), recheck.unjudged.map { line($0, recheck.draft) }),
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var heads: String {
    let rows = [
      [say("初稿", "draft"), head(recheck.draft)], [say("改稿", "revised"), head(recheck.revised)],
      [say("结果", "result"), counts],
    ]
    return say("复核单", "Recheck") + "\n" + TextTable(rows).text(indent: 2)
  }

  /// The result in one line.
  private var counts: String {
    [
      say("已改 \(recheck.putRight.count) 处", "\(recheck.putRight.count) put right"),
      say("未改 \(recheck.remaining.count) 处", "\(recheck.remaining.count) still there"),
      say("新出现 \(recheck.new.count) 处", "\(recheck.new.count) new"),
    ].joined(separator: say("，", ", "))
  }

  private func head(_ version: CheckedVersion) -> String {
    let profile = version.result.profile.name
    return say("\(version.path)（\(profile.zh)）", "\(version.path) (\(profile.en))")
  }

  private func section(_ heading: String, _ entries: [String]) -> String {
    guard !entries.isEmpty else { return "" }
    return say("\(heading)（\(entries.count)）", "\(heading) (\(entries.count))") + "\n" + entries.joined()
  }

  // MARK: Findings

  private func places(_ version: CheckedVersion) -> PlaceReport {
    PlaceReport(
      path: version.path, source: version.source, locations: version.result.locations, language: language, width: width)
  }

  private func line(_ finding: Diagnostic, _ version: CheckedVersion) -> String {
    let label = "\(finding.severity.label[language]):"
    let message = printable(withoutMiddle(finding.message.text(in: language)))
    let place = places(version).place(of: finding.range)
    return "\(place): \(label) \(message) [\(printable(finding.ruleID.name))]\n"
  }

  private func entry(_ finding: Diagnostic, _ version: CheckedVersion) -> String {
    let places = places(version)
    return line(finding, version) + places.location(of: finding.range) + places.excerpt(of: [finding.range])
  }

  /// Returns the line with the old place of a remaining finding; empty if the place is the same.
  private func origin(of pair: Recheck.Pair) -> String {
    let old = recheck.draft.source.lines.position(at: pair.old.range.start)
    let new = recheck.revised.source.lines.position(at: pair.new.range.start)
    guard old != new else { return "" }
    return "  \(places(recheck.draft).place(of: pair.old.range)): \(say("在初稿中的位置", "its place in the draft"))\n"
  }
}

// MARK: - HTML

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
    let heads = [say("位置", "place"), say("轻重", "severity"), say("说明", "what"), say("原文", "text")]
    return """
      <h2>\(say("\(heading)（\(findings.count)）", "\(heading) (\(findings.count))"))</h2>
      \(.table(heads + (withDecision ? [say("处置", "decision")] : []), rows))
      """
  }
}

// MARK: - JSON

extension RecheckReport {
  var json: JSON {
    [
      "version": .number(1), "draft": json(recheck.draft), "revised": json(recheck.revised),
      "summary": [
        "putRight": .number(recheck.putRight.count), "remaining": .number(recheck.remaining.count),
        "new": .number(recheck.new.count), "unjudged": .number(recheck.unjudged.count),
      ],
      "putRight": .array(recheck.putRight.map { json($0, old: $0) }),
      "remaining": .array(recheck.remaining.map { json($0.new, old: $0.old, new: $0.new) }),
      "new": .array(recheck.new.map { json($0, new: $0) }),
      "unjudged": .array(recheck.unjudged.map { json($0, old: $0) }),
    ]
  }

  private func json(_ version: CheckedVersion) -> JSON {
    ["path": .string(version.path), "profile": .string(version.result.profile.id)]
  }

  /// - Parameters:
  ///   - old: The finding in the draft; nil if it is not there.
  ///   - new: The finding in the revised draft; nil if it is not there.
  private func json(_ finding: Diagnostic, old: Diagnostic? = nil, new: Diagnostic? = nil) -> JSON {
    [
      "rule": .string(finding.ruleID.name), "severity": .string(finding.severity.rawValue),
      "message": .string(finding.message.text(in: language)),
      "draft": old.map { places(recheck.draft).json(of: $0.range) },
      "revised": new.map { places(recheck.revised).json(of: $0.range) },
    ]
  }
}
