import DraftText

/// The number that a heading or an enumerated item begins with: `三、`, `（二）`, `1.`, `一是`.
public struct Ordinal: Hashable, Sendable {
  /// How the number is written: the id of a ``Numbering`` of the outline grammar.
  public let numbering: Numbering.ID
  /// The number; of words that stand for none, 0 for “the next” (再者) and -1 for “the last” (最后).
  public let value: Int
  /// The number that it repeats of what stands over it: the 2 of 2.1.
  public let chapter: Int?
  /// The whole: brackets, numeral and delimiter.
  public let range: TextRange
  /// The numeral alone.
  public let numeral: TextRange
  /// What stands between the numeral (or its closing bracket) and the text; empty where nothing does.
  public let delimiter: TextRange
}

extension Ordinal {
  /// The value of a word that closes an enumeration.
  package static let last = -1
}
