import Comparison
import Diagnostics
import DraftOutline
import DraftText
import Reporting

/// The report of `zhangfa compare` for people.
struct ComparisonReport {
  private let comparison: DraftComparison
  private let language: Language
  private let width: Int

  init(_ comparison: DraftComparison, _ language: Language, width: Int) {
    (self.comparison, self.language, self.width) = (comparison, language, width)
  }

  private func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

  var text: String {
    [heads, outline, goneParts, leftovers, summary].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var heads: String {
    TextTable([
      [say("去年", "last"), head(comparison.last, comparison.years?.last)],
      [say("今年", "this"), head(comparison.this, comparison.years?.this)],
    ]).text()
  }

  private func head(_ draft: ComparedDraft, _ year: Int?) -> String {
    let year = year.map { say("，\($0)年", ", \($0)") } ?? ""
    let profile = draft.document.profile.name[language]
    return say("\(draft.path)（\(profile)\(year)）", "\(draft.path) (\(profile)\(year))")
  }

  // MARK: Outlines

  private var outline: String {
    guard !comparison.outline.isEmpty else { return "" }
    let room = (width - 8) / 2
    let rows = comparison.outline.map { pair in
      let sign = pair.last == nil ? "+" : pair.this == nil ? "-" : " "
      return [sign, words(of: pair.last, in: comparison.last, room), words(of: pair.this, in: comparison.this, room)]
    }
    let heads = ["", say("去年的提纲", "last year's outline"), say("今年的提纲", "this year's outline")]
    return TextTable([heads] + rows).lines(indent: 2).map { $0.filter { $0 != "\n" }.trimmedAtEnd + "\n" }.joined()
  }

  /// A heading with its indent, cut to `room` columns.
  private func words(of section: Section?, in draft: ComparedDraft, _ room: Int) -> String {
    guard let section else { return "" }
    let indent = String(repeating: "  ", count: section.depth - 1)
    let text = printable(draft.document.source[section.heading.range])
    let all = indent + text
    guard all.columns > room else { return all }
    var cut = ""
    for character in all where cut.columns + 3 <= room { cut.append(character) }
    return cut + "…"
  }

  // MARK: Findings

  private var goneParts: String {
    comparison.goneParts.map { part in
      let place = place(part.lastRange, comparison.last)
      let words = comparison.last.document.source[part.lastRange]
      return part.isImplied
        ? say(
          "“\(part.name.zh)”今年没有标题，正文里有；去年是 \(place)“\(words)”",
          "“\(part.name.en)” has no heading any more; last year \(place) “\(words)”")
        : say("缺了“\(part.name.zh)”；去年是 \(place)“\(words)”", "“\(part.name.en)” is gone; last year \(place) “\(words)”")
    }.map { printable($0) + "\n" }.joined()
  }

  private var leftovers: String { comparison.leftovers.map(text(of:)).joined(separator: "\n") }

  private func text(of leftover: Leftover) -> String {
    let message = printable(withoutMiddle(leftover.message.text(in: language)))
    let note = say("去年的稿子", "last year")
    return "\(place(leftover.range, comparison.this)): \(message) [\(leftover.kind.rawValue)]\n"
      + location(leftover.range, comparison.this) + excerpt(leftover.ranges, comparison.this, indent: "  ")
      + "  \(place(leftover.lastRange, comparison.last)): \(note)\n"
      + location(leftover.lastRange, comparison.last) + excerpt([leftover.lastRange], comparison.last, indent: "    ")
  }

  private func place(_ range: TextRange, _ draft: ComparedDraft) -> String {
    let position = draft.source.lines.position(at: draft.place(of: range).start)
    return "\(printable(draft.path)):\(position.line):\(position.column)"
  }

  /// The line that says where something stands to people who see no numbers of lines.
  private func location(_ range: TextRange, _ draft: ComparedDraft) -> String {
    guard let place = draft.locations?.location(of: draft.place(of: range)).description(in: language) else { return "" }
    return "  \(say("位置:", "place:")) \(printable(place))\n"
  }

  private func excerpt(_ ranges: [TextRange], _ draft: ComparedDraft, indent: String) -> String {
    let excerpt = Excerpt(of: draft.source, at: ranges.map(draft.place), width: width - indent.utf8.count)
    return "\(indent)\(excerpt.text)\n\(indent)\(excerpt.marks)\n"
  }

  private var summary: String {
    let (count, parts) = (comparison.leftovers.count, comparison.goneParts.count)
    let years =
      comparison.years == nil
      ? say("；看不出两份稿子的年份，年份没有核对", "; the years of the drafts are not known and were not compared") : ""
    let gone = parts == 0 ? "" : say("，缺了 \(parts) 个部分", ", \(parts) part\(parts == 1 ? "" : "s") gone")
    return count == 0
      ? say("没有发现未更新的内容", "everything was brought up to date") + gone + years + "\n"
      : say("没有更新的有 \(count) 处", "\(count) not brought up to date") + gone + years + "\n"
  }
}
