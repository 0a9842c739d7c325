import ArgumentParser
import Diagnostics
import DraftText
import Linting
import Reporting

/// The formats of reports on two drafts, or on many.
enum ComparisonFormat: String, ExpressibleByArgument, CaseIterable {
  case text, html, json
}

/// Shows places of a draft to people, as reports on two drafts do.
struct PlaceReport: Bilingual {
  /// The path of the draft as it is shown.
  let path: String
  let source: SourceText
  /// Tells people where something stands; nil where they count lines.
  let locations: LocationFinder?
  let language: Language
  /// The columns that an excerpt may take.
  let width: Int

  /// `draft.txt:3:5`.
  func place(of range: TextRange) -> String {
    let position = source.lines.position(at: range.start)
    return "\(printable(path)):\(position.line):\(position.column)"
  }

  /// The line that says where something stands to people who see no numbers of lines; empty for others.
  func location(of range: TextRange) -> String {
    guard let place = locations?.location(of: range).description(in: language) else { return "" }
    return "  \(say("位置:", "place:")) \(printable(place))\n"
  }

  /// The line of `ranges`, with marks under them.
  func excerpt(of ranges: [TextRange], indent: String = "  ") -> String {
    let excerpt = Excerpt(of: source, at: ranges, width: width - indent.utf8.count)
    return "\(indent)\(excerpt.text)\n\(indent)\(excerpt.marks)\n"
  }

  // MARK: HTML

  /// As many characters around marked words tell where they stand.
  private static let context = 60

  /// The words of `ranges`, marked, in their paragraph.
  func quotation(of ranges: [TextRange]) -> HTML {
    let line = source.lines.range(ofLine: source.lines.line(at: ranges[0].start))
    let before = source[TextRange(line.start, ranges[0].start)]
    var quotation: HTML = "\(before.count > Self.context ? "…" : "")\(String(before.suffix(Self.context)))"
    var end = ranges[0].start
    for range in ranges {
      quotation += "\(source[TextRange(end, range.start)])<mark class=\"warning\">\(source[range])</mark>"
      end = range.end
    }
    let behind = source[TextRange(end, max(end, line.end))].filter { !$0.isNewline }
    return quotation + "\(String(behind.prefix(Self.context)))\(behind.count > Self.context ? "…" : "")"
  }

  /// Where something stands, for people: 第3行, or in a Word file its place in the document.
  func placeName(of range: TextRange) -> String { source.placeName(of: range, locations, in: language) }
}
