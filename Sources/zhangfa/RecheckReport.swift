import Comparison
import Diagnostics
import DraftText
import Reporting

/// The report of `zhangfa recheck` for people: counts, then lists.
struct RecheckReport {
  private let recheck: Recheck
  private let language: Language
  private let width: Int

  init(_ recheck: Recheck, _ language: Language, width: Int) {
    (self.recheck, self.language, self.width) = (recheck, language, width)
  }

  private func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

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
    let counts = [
      say("已改 \(recheck.putRight.count) 处", "\(recheck.putRight.count) put right"),
      say("未改 \(recheck.remaining.count) 处", "\(recheck.remaining.count) still there"),
      say("新出现 \(recheck.new.count) 处", "\(recheck.new.count) new"),
    ].joined(separator: say("，", ", "))
    let rows = [
      [say("初稿", "draft"), head(recheck.draft)], [say("改稿", "revised"), head(recheck.revised)],
      [say("结果", "result"), counts],
    ]
    return say("复核单", "Recheck") + "\n" + TextTable(rows).text(indent: 2)
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

  private func line(_ finding: Diagnostic, _ version: CheckedVersion) -> String {
    let label = "\(finding.severity.label[language]):"
    let message = printable(withoutMiddle(finding.message.text(in: language)))
    return "\(place(finding, version)): \(label) \(message) [\(printable(finding.ruleID.name))]\n"
  }

  private func entry(_ finding: Diagnostic, _ version: CheckedVersion) -> String {
    let excerpt = Excerpt(of: version.source, at: [finding.range], width: width - 2)
    return line(finding, version) + location(finding, version) + "  \(excerpt.text)\n  \(excerpt.marks)\n"
  }

  /// Where a finding that is still there stood before.
  private func origin(of pair: Recheck.Pair) -> String {
    let (old, new) = (position(pair.old, recheck.draft), position(pair.new, recheck.revised))
    return old == new ? "" : "  \(place(pair.old, recheck.draft)): \(say("在初稿中的位置", "its place in the draft"))\n"
  }

  private func position(_ finding: Diagnostic, _ version: CheckedVersion) -> LinePosition {
    version.source.lines.position(at: finding.range.start)
  }

  private func place(_ finding: Diagnostic, _ version: CheckedVersion) -> String {
    let position = position(finding, version)
    return "\(printable(version.path)):\(position.line):\(position.column)"
  }

  private func location(_ finding: Diagnostic, _ version: CheckedVersion) -> String {
    let location = version.result.locations?.location(of: finding.range)
    guard let place = location?.description(in: language) else { return "" }
    return "  \(say("位置:", "place:")) \(printable(place))\n"
  }
}
