import Diagnostics
import DraftText
import Linting
import Reporting

/// Shows places of a draft in the reports of `compare` and `recheck`.
struct PlaceReport: Bilingual {
  /// The path of the draft as it is shown.
  let path: String
  let source: SourceText
  /// Finds places in a Word document, for people; nil for a text, in which they use line numbers.
  let locations: LocationFinder?
  let language: Language
  /// The most columns of an excerpt.
  let width: Int

  /// Returns the path, line and column of `range`: `draft.txt:3:5`.
  func place(of range: TextRange) -> String { source.place(of: range, path: path) }

  /// Returns the line with a place in a Word document, which shows no line numbers; empty for a text.
  func location(of range: TextRange) -> String { locations.map { $0.location(of: range) }.line(in: language) }

  /// The line of `ranges`, with marks under them.
  func excerpt(of ranges: [TextRange], indent: String = "  ") -> String {
    source.excerptLines(at: ranges, indent: indent, width: width)
  }

  // MARK: HTML

  /// The most characters that are shown on each side of the marked words.
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

  /// Returns a place in words: 第3行, or in a Word document its heading or table cell.
  func placeName(of range: TextRange) -> String { source.placeName(of: range, locations, in: language) }

  // MARK: JSON

  /// Returns a place for other programs. Line and column count from 1, columns in code points.
  func json(of range: TextRange) -> JSON {
    let position = source.lines.position(at: range.start)
    let location = locations?.location(of: range)
    return [
      "line": .number(position.line), "column": .number(position.column), "text": .string(source[range]),
      "location": location?.path.map { .string($0[language]) }, "heading": location?.heading.map(JSON.string),
      "quotation": location?.quotation.map(JSON.string),
    ]
  }
}
