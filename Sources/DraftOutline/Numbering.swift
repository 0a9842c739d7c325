import Diagnostics
import DraftText
import PatternMatching

/// One way of writing ordinals: 一、 or （一） or 1. or 一是.
///
/// The object is immutable and shared, not copied.
public final class Numbering: Sendable, Identifiable {
  /// The name of a numbering in the grammar.
  public struct ID: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let name: String
    /// Takes `name` as it is.
    public init(_ name: String) { self.name = name }
    /// The name itself.
    public var description: String { name }
  }

  /// The way the numbers of a numbering are written, so that a message can name a missing number.
  public enum Numerals: String, Sendable, Codable, CaseIterable {
    /// 一二三.
    case han
    /// 123, full-width ones included.
    case arabic
    /// ①②③.
    case circled
    /// ⒈⒉⒊.
    case dotted
    /// ⑴⑵⑶.
    case parenthesized
    /// ABC or abc.
    case latin
    /// Ⅰ Ⅱ Ⅲ or I II III.
    case roman
    /// 首先, 其次, 再次, 最后: words with the numbers of the grammar's table.
    case words
    /// No ordinal: a Markdown heading, with its number of `#`.
    case none
  }

  /// The name in the grammar.
  public let id: ID
  /// An example for users: `（一）`.
  public let name: LocalizedText
  /// The expression, with the groups `ordinal` and `delimiter`.
  ///
  /// For headings it is tried at the start of a line after white space; for enumerators anywhere in a paragraph.
  public let pattern: Pattern
  /// How its numbers are written.
  public let numerals: Numerals
  /// The text before the numeral in the correct form: `（`, `第`, mostly empty.
  public let opening: String
  /// The closing bracket.
  public let closing: String
  /// The mark between the numeral, or its closing bracket, and the text: `、`.
  public let delimiter: String
  /// Delimiters that are equally correct.
  public let acceptedDelimiters: [String]
  /// Delimiters that are incorrect but widespread.
  public let commonDelimiters: [String]
  /// Whether a single item is a fault.
  public let needsCompany: Bool
  /// The family, whose numberings continue each other (一是 and 二要); nil for a family of its own.
  public let family: String?
  /// Whether its headings have no fixed level and take the level at which they first occur: 【工作回顾】 or ◆工作回顾.
  public let floats: Bool
  /// The points that the form gives to each role of a line.
  public let points: [LineRole: Int]
  /// Whether its numbers continue across other headings, as those of articles do.
  public let runsOn: Bool

  /// Returns the ordinal of `value` in its correct form: `（三）`.
  public func ordinal(_ value: Int) -> String {
    opening + Numeral.text(of: value, in: numerals) + closing + delimiter
  }

  package init(
    id: ID, name: LocalizedText, pattern: Pattern, numerals: Numerals, opening: String = "", closing: String = "",
    delimiter: String = "", acceptedDelimiters: [String] = [], commonDelimiters: [String] = [],
    needsCompany: Bool = false, family: String? = nil,
    floats: Bool = false, points: [LineRole: Int] = [:], runsOn: Bool = false
  ) {
    self.id = id
    self.name = name
    self.pattern = pattern
    self.numerals = numerals
    self.opening = opening
    self.closing = closing
    self.delimiter = delimiter
    self.acceptedDelimiters = acceptedDelimiters
    self.commonDelimiters = commonDelimiters
    self.needsCompany = needsCompany
    self.family = family
    self.floats = floats
    self.points = points
    self.runsOn = runsOn
  }
}

/// The number that a heading or an enumerated item begins with: `三、`, `（二）`, `1.`, `一是`.
public struct Ordinal: Hashable, Sendable {
  /// How the number is written: the id of a ``Numbering`` of the outline grammar.
  public let numbering: Numbering.ID
  /// The number; for words without a number, 0 for “the next” (再者) and -1 for “the last” (最后).
  public internal(set) var value: Int
  /// The number of the chapter above, if the ordinal repeats it: the 2 of 2.1.
  public let chapter: Int?
  /// The range of brackets, numeral and delimiter.
  public let range: TextRange
  /// The range of the numeral.
  public let numeral: TextRange
  /// The range between the numeral (or its closing bracket) and the text; empty if there is no delimiter.
  public let delimiter: TextRange

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
