import Diagnostics
import DraftText
import Linting

extension SourceText {
  /// Returns the line of `ranges`, with marks under them, for a terminal.
  ///
  /// - Parameters:
  ///   - width: The most columns, including those of `indent`.
  ///   - color: Colours the marks.
  package func excerptLines(
    at ranges: [TextRange], indent: String, width: Int, color: (String) -> String = { $0 }
  ) -> String {
    let excerpt = Excerpt(of: self, at: ranges, width: width - indent.utf8.count)
    return "\(indent)\(excerpt.text)\n\(indent)\(color(excerpt.marks))\n"
  }
}

extension Location? {
  /// Returns the line with a place in a Word document, which shows no line numbers; empty for a text.
  ///
  /// - Parameter color: Colours the label.
  package func line(in language: Language, color: (String) -> String = { $0 }) -> String {
    guard let place = self?.description(in: language) else { return "" }
    let label = LocalizedText(zh: "位置:", en: "place:")[language]
    return "  \(color(label)) \(printable(place))\n"
  }
}
