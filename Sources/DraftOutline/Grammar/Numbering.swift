import Diagnostics
import PatternMatching

/// One way of writing ordinals: 一、 or （一） or 1. or 一是.
///
/// The object is immutable and shared, not copied.
package final class Numbering: Sendable, Identifiable {
  /// The name of a numbering in the grammar.
  package struct ID: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    package let name: String
    /// Takes `name` as it is.
    package init(_ name: String) { self.name = name }
    /// The name itself.
    package var description: String { name }
  }

  /// The way the numbers of a numbering are written, so that a message can name a missing number.
  package enum Numerals: String, Sendable, Codable, CaseIterable {
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
  package let id: ID
  /// An example for users: `（一）`.
  package let name: LocalizedText
  /// The expression, with the groups `ordinal` and `delimiter`.
  ///
  /// For headings it is tried at the start of a line after white space; for enumerators anywhere in a paragraph.
  package let pattern: Pattern
  /// How its numbers are written.
  package let numerals: Numerals
  /// The text before the numeral in the correct form: `（`, `第`, mostly empty.
  package let opening: String
  /// The closing bracket.
  package let closing: String
  /// The mark between the numeral, or its closing bracket, and the text: `、`.
  package let delimiter: String
  /// Delimiters that are equally correct.
  package let acceptedDelimiters: [String]
  /// Delimiters that are incorrect but widespread.
  package let commonDelimiters: [String]
  /// Whether a single item is a fault.
  package let needsCompany: Bool
  /// The family, whose numberings continue each other (一是 and 二要); nil for a family of its own.
  package let family: String?
  /// Whether its headings have no fixed level and take the level at which they first occur: 【工作回顾】 or ◆工作回顾.
  package let floats: Bool
  /// The points that the form gives to each role of a line.
  package let points: [LineRole: Int]
  /// Whether its numbers continue across other headings, as those of articles do.
  package let runsOn: Bool

  /// Returns the ordinal of `value` in its correct form: `（三）`.
  package func ordinal(_ value: Int) -> String {
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
