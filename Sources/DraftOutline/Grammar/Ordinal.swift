import DraftText
import PatternMatching

/// The number that a heading or an enumerated item begins with: `三、`, `（二）`, `1.`, `一是`.
package struct Ordinal: Hashable, Sendable {
  /// How the number is written: the id of a ``Numbering`` of the outline grammar.
  package let numbering: Numbering.ID
  /// The number; for words without a number, 0 for “the next” (再者) and -1 for “the last” (最后).
  package internal(set) var value: Int
  /// The number of the chapter above, if the ordinal repeats it: the 2 of 2.1.
  package let chapter: Int?
  /// The range of brackets, numeral and delimiter.
  package let range: TextRange
  /// The range of the numeral.
  package let numeral: TextRange
  /// The range between the numeral (or its closing bracket) and the text; empty if there is no delimiter.
  package let delimiter: TextRange

  /// The value of a word that closes an enumeration.
  package static let last = -1
}

extension Ordinal {
  /// Makes the ordinal of `numbering` at `match`; nil if its numeral has no value.
  ///
  /// - Parameter offset: The offset of `source` in the draft.
  init?(_ match: Match, of numbering: Numbering, in source: SourceText, words: [String: Int], offset: Int = 0) {
    guard let numeral = match.range(of: "ordinal"),
      let value = Numeral.value(of: source[numeral], in: numbering.numerals, words: words)
    else { return nil }
    let delimiter = match.range(of: "delimiter") ?? TextRange(match.range.end, match.range.end)
    // In Markdown, marks such as # and ** stand before the ordinal and do not belong to it.
    let start = min(match.range(of: "opening")?.start ?? numeral.start, numeral.start)
    let moved = { (start: Int, end: Int) in TextRange(start + offset, end + offset) }
    self.init(
      numbering: numbering.id, value: value,
      chapter: match.range(of: "chapter").flatMap { Numeral.value(of: source[$0]) },
      range: moved(start, max(delimiter.end, numeral.end)), numeral: moved(numeral.start, numeral.end),
      delimiter: moved(delimiter.start, delimiter.end))
  }

  /// Whether `next` is written in the same way and has the next number.
  func isFollowed(by next: Ordinal) -> Bool {
    next.numbering == numbering && next.value == value + 1 && next.chapter == chapter
  }
}
