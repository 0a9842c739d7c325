import Comparison
import Diagnostics
import DraftOutline
import DraftText
import Reporting

/// The report of `zhangfa compare` for people.
struct ComparisonReport: Bilingual {
  let comparison: DraftComparison
  let language: Language
  private let width: Int

  init(_ comparison: DraftComparison, _ language: Language, width: Int) {
    (self.comparison, self.language, self.width) = (comparison, language, width)
  }

  var text: String {
    [heads, outline, goneParts.map { printable($0) + "\n" }.joined(), leftovers, summary + "\n"].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private var heads: String {
    TextTable([
      [say("去年", "last"), head(comparison.last, comparison.years?.last)],
      [say("今年", "this"), head(comparison.this, comparison.years?.this)],
    ]).text()
  }

  func head(_ draft: ComparedDraft, _ year: Int?) -> String {
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

  /// The messages about the parts that are gone.
  var goneParts: [String] {
    comparison.goneParts.map { part in
      let place = places(comparison.last).place(of: comparison.last.place(of: part.lastRange))
      let words = comparison.last.document.source[part.lastRange]
      return part.isImplied
        ? say(
          "“\(part.name.zh)”今年没有标题，正文里有；去年是 \(place)“\(words)”",
          "“\(part.name.en)” has no heading any more; last year \(place) “\(words)”")
        : say("缺了“\(part.name.zh)”；去年是 \(place)“\(words)”", "“\(part.name.en)” is gone; last year \(place) “\(words)”")
    }
  }

  private var leftovers: String { comparison.leftovers.map(text(of:)).joined(separator: "\n") }

  private func text(of leftover: Leftover) -> String {
    let message = printable(withoutMiddle(leftover.message.text(in: language)))
    let (this, last) = (places(comparison.this), places(comparison.last))
    let (range, lastRange) = (comparison.this.place(of: leftover.range), comparison.last.place(of: leftover.lastRange))
    return "\(this.place(of: range)): \(message) [\(leftover.kind.rawValue)]\n" + this.location(of: range)
      + this.excerpt(of: leftover.ranges.map(comparison.this.place))
      + "  \(last.place(of: lastRange)): \(say("去年的稿子", "last year"))\n" + last.location(of: lastRange)
      + last.excerpt(of: [lastRange], indent: "    ")
  }

  func places(_ draft: ComparedDraft) -> PlaceReport {
    PlaceReport(path: draft.path, source: draft.source, locations: draft.locations, language: language, width: width)
  }

  /// The result in one line.
  var summary: String {
    let (count, parts) = (comparison.leftovers.count, comparison.goneParts.count)
    let years =
      comparison.years == nil
      ? say("；看不出两份稿子的年份，年份没有核对", "; the years of the drafts are not known and were not compared") : ""
    let gone = parts == 0 ? "" : say("，缺了 \(parts) 个部分", ", \(counted(parts, "part")) gone")
    return count == 0
      ? say("没有发现未更新的内容", "everything was brought up to date") + gone + years
      : say("没有更新的有 \(count) 处", "\(count) not brought up to date") + gone + years
  }
}
