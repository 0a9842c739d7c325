import Diagnostics
import PatternMatching

/// What a line of a draft is.
public enum LineRole: String, Sendable, Codable, CaseIterable {
  /// A heading that has its line for itself.
  case heading
  /// The line begins with a heading and goes on with its text.
  case runIn = "run-in"
  /// A member of a list: a sentence, a clause, a field, a term.
  case item
  /// 第三条 of a law, a charter or a contract.
  case article
  /// A line of the title, or under it.
  case title
  /// Where the text comes from, or what stands under a picture or a table.
  case caption
  /// A line of a table of contents.
  case contents
  /// A line in a cell of a table.
  case cell
  /// Code, a formula, HTML: no text.
  case code
  /// Words of others.
  case quotation
}

/// What speaks for one reading of a line or against it. The grammar says how much.
public enum LineSign: String, Sendable, Codable, CaseIterable {
  /// How its ordinal is written, or that it has none.
  case form
  /// Word's outline level or heading style, or the `#` of Markdown.
  case knownHeading = "known-heading"
  /// Markdown says that it is an item of a list.
  case knownItem = "known-item"
  /// Word counts it, as it does headings and items.
  case automaticNumber = "automatic-number"
  /// A mark stands before its ordinal: ▲（3）, □二、.
  case setApart = "set-apart"
  /// It ends in ； or ，: the list goes on.
  case endsOpen = "ends-open"
  /// It ends as a sentence does, and is one.
  case endsSentence = "ends-sentence"
  /// It ends in 。 and is a mere phrase.
  case endsStop = "ends-stop"
  /// It ends in ：.
  case endsColon = "ends-colon"
  /// It asks something, or leaves a blank for the answer.
  case question
  /// It ends in ： and announces what follows: …的进展有：
  case leadsIn = "leads-in"
  /// It ends without any mark.
  case endsPlain = "ends-plain"
  /// More than one sentence, or a clause that ； ends, stands on the line.
  case holdsSentence = "holds-sentence"
  /// A word, ： and what is to be said of it: 培训时间：5月10日
  case field
  /// No more code points than a heading of two or three phrases.
  case short
  /// More code points than fit two lines of a page.
  case long
  /// Text or further ordinals stand under it.
  case carriesText = "carries-text"
  /// Nothing stands under it.
  case bare
  /// Under half of the others of its list, or more, something stands.
  case siblingsCarryText = "siblings-carry-text"
  /// Most of the others of its list stand one under the other, with nothing between.
  case siblingsBare = "siblings-bare"
  /// Most of its list are sentences or end in ；.
  case siblingsSentences = "siblings-sentences"
  /// All lines of its form in the draft are sentences, and none runs into its text: the habit of an author.
  case formEndsAlike = "form-ends-alike"
  /// The line over the list ends in ：.
  case announced
  /// It stands under an item.
  case insideItem = "inside-item"
  /// It stands under an article: there is no heading among its items.
  case insideArticle = "inside-article"
  /// What stands before the first 。 of the line is a phrase.
  case opensWithPhrase = "opens-with-phrase"
  /// What stands before the first 。 of the line is a sentence of its own.
  case opensWithSentence = "opens-with-sentence"

  // What sets a line aside, alone and whatever else it shows.

  /// It names the document.
  case namesDocument = "names-document"
  /// It stands under the line that does, and belongs to it.
  case underTitle = "under-title"
  /// It says where the text comes from.
  case byline
  /// The format says that it stands under a picture or a table.
  case knownCaption = "known-caption"
  /// It ends in the number of a page, or stands among lines that do.
  case contentsEntry = "contents-entry"
  /// It stands over the text once more, with others that follow it at once.
  case recurs
  /// The format says that it stands in a cell of a table.
  case knownCell = "known-cell"
  /// The format says that it is no text.
  case knownCode = "known-code"
  /// The format says that others said it.
  case knownQuotation = "known-quotation"
  /// It is an entry of a list of attachments.
  case attachment
  /// It counts among items that are no lines of their own: 一是…⏎二、…⏎三是….
  case amongItems = "among-items"
  /// Its ordinal is a date: 6.2, 5.19.
  case date
}

/// How a line was read.
public struct LineReading: Hashable, Sendable {
  /// What it is taken for.
  public let role: LineRole
  /// How much surer that is than the next best.
  public let certainty: Certainty
  /// What the line shows.
  public let signs: [LineSign]
  /// How many points each role got, of those that the line may have; empty where nothing was weighed.
  public let points: [LineRole: Int]

  /// Makes a reading.
  package init(_ role: LineRole, _ certainty: Certainty, signs: [LineSign] = [], points: [LineRole: Int] = [:]) {
    self.role = role
    self.certainty = certainty
    self.signs = signs
    self.points = points
  }
}

/// What tells headings from items: `lines:` of the outline grammar.
public struct LineGrammar: Sendable {
  /// One sign and what it is worth.
  public struct Weight: Sendable {
    /// The name for users.
    public let name: LocalizedText
    /// How many points it gives to each role.
    public let points: [LineRole: Int]

    /// Makes a weight.
    package init(name: LocalizedText, points: [LineRole: Int]) {
      self.name = name
      self.points = points
    }
  }

  /// Lengths in code points.
  public struct Lengths: Sendable, Decodable {
    /// The most of a phrase.
    public let short: Int
    /// More than this is long.
    public let long: Int
    /// The most of a heading that runs into its text.
    public let runIn: Int

    /// Makes lengths.
    package init(short: Int, long: Int, runIn: Int) {
      self.short = short
      self.long = long
      self.runIn = runIn
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case short, long
      case runIn = "run-in"
    }
  }

  /// The marks at the ends of lines, by what they say.
  public struct Marks: Sendable, Decodable {
    /// A list goes on.
    public let open: Set<Unicode.Scalar>
    /// A sentence ends.
    public let stop: Set<Unicode.Scalar>
    /// Something is announced.
    public let colon: Set<Unicode.Scalar>

    /// Makes marks.
    package init(open: String, stop: String, colon: String) {
      self.open = Set(open.unicodeScalars)
      self.stop = Set(stop.unicodeScalars)
      self.colon = Set(colon.unicodeScalars)
    }

    /// Decodes a text for each kind of mark.
    public init(from decoder: any Decoder) throws {
      let texts = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        open: try texts.decode(String.self, forKey: .open), stop: try texts.decode(String.self, forKey: .stop),
        colon: try texts.decode(String.self, forKey: .colon))
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case open, stop, colon
    }
  }

  /// The signs.
  public let signs: [LineSign: Weight]
  /// By how many points a reading must be ahead of the next to be certain, and likely.
  public let certain, likely: Int
  /// Lengths.
  public let lengths: Lengths
  /// Marks.
  public let marks: Marks
  /// A line that ends in ： and matches announces what follows.
  public let leadIn: Pattern?
  /// A line that matches asks for an answer.
  public let question: Pattern?
  /// A line that matches breaks off inside a sentence.
  public let broken: Pattern?

  /// Makes a grammar of lines.
  package init(
    signs: [LineSign: Weight], certain: Int, likely: Int, lengths: Lengths, marks: Marks, leadIn: Pattern?,
    question: Pattern? = nil, broken: Pattern? = nil
  ) {
    self.signs = signs
    self.certain = certain
    self.likely = likely
    self.lengths = lengths
    self.marks = marks
    self.leadIn = leadIn
    self.question = question
    self.broken = broken
  }

  /// A grammar by which all lines with an ordinal are headings.
  package static let headingsAlone = LineGrammar(
    signs: [:], certain: 0, likely: 0, lengths: Lengths(short: 0, long: 0, runIn: 0),
    marks: Marks(open: "", stop: "", colon: ""), leadIn: nil)
}
