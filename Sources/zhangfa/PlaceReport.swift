import Diagnostics
import DraftText
import Linting
import Reporting

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
}
