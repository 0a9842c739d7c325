import Diagnostics
import PatternMatching

/// One way of writing ordinals: 一、 or （一） or 1. or 一是.
///
/// It never changes and is shared, not copied.
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

  /// How the numbers of a numbering are written, so that a missing one can be named.
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
    /// 首先, 其次, 再次, 最后: words, by the grammar's table.
    case words
    /// The number of `#` of a Markdown heading; no ordinal at all.
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
  /// What stands before the numeral in the proper form: `（`, `第`, mostly nothing.
  public let opening: String
  /// What closes the bracket.
  public let closing: String
  /// What stands between the numeral, or its closing bracket, and the text: `、`.
  public let delimiter: String
  /// Delimiters that are as good.
  public let acceptedDelimiters: [String]
  /// Delimiters that are not proper and yet widespread.
  public let commonDelimiters: [String]
  /// Whether one item alone is a fault.
  public let needsCompany: Bool
  /// Numberings of one family count on from each other (一是 and 二要); nil for a family of its own.
  public let family: String?
  /// Whether its headings stand where they are first met rather than at one level: 【工作回顾】 or ◆工作回顾.
  public let floats: Bool
  /// How many points the form gives to each role of a line that begins so.
  public let points: [LineRole: Int]
  /// Whether its numbers run on under further headings, as those of articles do.
  public let runsOn: Bool

  /// The ordinal of `value` in its proper form: `（三）`.
  public func ordinal(_ value: Int) -> String {
    opening + Numeral.text(of: value, in: numerals) + closing + delimiter
  }

  /// Makes a numbering.
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

/// How a draft is put together on the page, as patterns: what `Rules/outline.yaml` and `Rules/residue.yaml` say.
public struct OutlineGrammar: Sendable {
  /// How residue of one class looks.
  public struct ResidueForms: Sendable {
    /// Where this group of ``lines`` or ``spans`` takes part in a match, it is surely residue.
    package static let sure = "sure"
    /// What stands in this group of ``lines`` is the number of a page.
    package static let number = "number"

    /// The class.
    public let residueClass: Residue.Class
    /// A line that matches is residue wherever it stands.
    public let lines: Pattern?
    /// A line that matches is residue beside another line of residue.
    public let anchored: Pattern?
    /// A line that matches is residue between two lines that surely are.
    public let between: Pattern?
    /// Pieces of a line.
    public let spans: Pattern?
    /// The forms are looked for only in lines where it matches; nil for all lines.
    public let hint: Pattern?

    /// Makes forms of one class.
    package init(
      residueClass: Residue.Class, hint: Pattern? = nil, lines: Pattern?, anchored: Pattern? = nil,
      between: Pattern? = nil, spans: Pattern? = nil
    ) {
      self.residueClass = residueClass
      self.hint = hint
      self.lines = lines
      self.anchored = anchored
      self.between = between
      self.spans = spans
    }
  }

  /// How residue looks; a class may be there several times.
  public let residue: [ResidueForms]
  /// The levels of headings, from the outermost; a level may be written in several ways.
  public let levels: [Numbering]
  /// The enumerators inside paragraphs.
  public let enumerators: [Numbering]
  /// A cell of a table that matches says that its row shows how to fill the table in.
  public let specimen: Pattern?
  /// A stretch that others fill in, from its heading to its end: a form, a questionnaire, a model contract.
  public let form: Pattern?
  /// What tells headings from items.
  public let lines: LineGrammar
  /// The words that count, with their number; 0 means “the next”, -1 “the last”.
  public let ordinalWords: [String: Int]
  /// A line at the top that names the document by its kind.
  public let title: Pattern
  /// How a line looks that may belong to a title; nil where any may.
  public let titleLine: Pattern?
  /// A line around the title that says where the text comes from: a document number, 来源：…
  public let byline: Pattern?
  /// A line under the title that addresses the listeners or readers.
  public let salutation: Pattern
  /// A paragraph at the end that closes the document.
  public let closing: Pattern
  /// A date on a line of its own.
  public let date: Pattern
  /// The line above the last date that says who signs.
  public let signature: Pattern?
  /// A line under the signature: who may be asked, who gets a copy.
  public let note: Pattern?
  /// The line that begins a list of attachments.
  public let attachments: Pattern?
  /// The line that begins an annex.
  public let annex: Pattern?
  /// The heading of a table of contents.
  public let contents: Pattern?
  /// A line of a table of contents with its page.
  public let contentsEntry: Pattern?
  /// An ordinal behind the end of a sentence, with the group `ordinal`: a heading whose line end was lost.
  public let inlineHeading: Pattern?
  /// A number that may be that of a web site's page, with the groups `ordinal` and, where an ordinal follows, `next`.
  public let pageNumber: Pattern?

  /// Makes a grammar.
  package init(
    residue: [ResidueForms], levels: [Numbering], enumerators: [Numbering], lines: LineGrammar,
    ordinalWords: [String: Int], title: Pattern, titleLine: Pattern? = nil, byline: Pattern? = nil, salutation: Pattern,
    closing: Pattern,
    date: Pattern, signature: Pattern? = nil, note: Pattern? = nil, attachments: Pattern? = nil, annex: Pattern? = nil,
    contents: Pattern? = nil, contentsEntry: Pattern? = nil, inlineHeading: Pattern? = nil,
    pageNumber: Pattern? = nil, specimen: Pattern? = nil, form: Pattern? = nil
  ) {
    self.residue = residue
    self.levels = levels
    self.enumerators = enumerators
    self.lines = lines
    self.specimen = specimen
    self.form = form
    self.ordinalWords = ordinalWords
    self.title = title
    self.titleLine = titleLine
    self.byline = byline
    self.salutation = salutation
    self.closing = closing
    self.date = date
    self.signature = signature
    self.note = note
    self.attachments = attachments
    self.annex = annex
    self.contents = contents
    self.contentsEntry = contentsEntry
    self.inlineHeading = inlineHeading
    self.pageNumber = pageNumber
  }

  /// The numbering called `id`.
  public func numbering(_ id: Numbering.ID) -> Numbering? {
    levels.first { $0.id == id } ?? enumerators.first { $0.id == id }
  }

  /// How far in the level called `id` stands: 0 for the outermost.
  public func rank(of id: Numbering.ID) -> Int? { levels.firstIndex { $0.id == id } }
}
