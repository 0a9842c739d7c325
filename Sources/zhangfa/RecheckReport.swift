import Comparison
import Diagnostics
import DraftText
import Reporting

/// The report of `zhangfa recheck` for people: counts, then lists.
struct RecheckReport: Bilingual {
  let recheck: Recheck
  let language: Language
  private let width: Int

  init(_ recheck: Recheck, _ language: Language, width: Int) {
    (self.recheck, self.language, self.width) = (recheck, language, width)
  }

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
  var counts: String {
    [
      say("已改 \(recheck.putRight.count) 处", "\(recheck.putRight.count) put right"),
      say("未改 \(recheck.remaining.count) 处", "\(recheck.remaining.count) still there"),
      say("新出现 \(recheck.new.count) 处", "\(recheck.new.count) new"),
    ].joined(separator: say("，", ", "))
  }

  func head(_ version: CheckedVersion) -> String {
    let profile = version.result.profile.name
    return say("\(version.path)（\(profile.zh)）", "\(version.path) (\(profile.en))")
  }

  private func section(_ heading: String, _ entries: [String]) -> String {
    guard !entries.isEmpty else { return "" }
    return say("\(heading)（\(entries.count)）", "\(heading) (\(entries.count))") + "\n" + entries.joined()
  }

  // MARK: Findings

  func places(_ version: CheckedVersion) -> PlaceReport {
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
