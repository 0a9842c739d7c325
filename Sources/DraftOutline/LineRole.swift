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

/// What speaks for one reading of a line or against it. `lines:` of outline.yaml says in words what each is, and how much it
/// speaks for which role.
package enum LineSign: String, Sendable, CaseIterable {
  // What the format says.
  case knownHeading = "known-heading"
  case knownItem = "known-item"
  case automaticNumber = "automatic-number"
  // How the line begins, ends and looks.
  case form
  case setApart = "set-apart"
  case endsOpen = "ends-open"
  case endsSentence = "ends-sentence"
  case endsStop = "ends-stop"
  case endsColon = "ends-colon"
  case leadsIn = "leads-in"
  case endsPlain = "ends-plain"
  case holdsSentence = "holds-sentence"
  case opensWithPhrase = "opens-with-phrase"
  case opensWithSentence = "opens-with-sentence"
  case question, field, short, long
  // What stands around it.
  case carriesText = "carries-text"
  case bare
  case siblingsCarryText = "siblings-carry-text"
  case siblingsBare = "siblings-bare"
  case siblingsSentences = "siblings-sentences"
  case formEndsAlike = "form-ends-alike"
  case announced
  case insideItem = "inside-item"
  case insideArticle = "inside-article"
  // What sets it aside, alone and whatever else it shows.
  case namesDocument = "names-document"
  case underTitle = "under-title"
  case byline
  case knownCaption = "known-caption"
  case contentsEntry = "contents-entry"
  case recurs
  case knownCell = "known-cell"
  case knownCode = "known-code"
  case knownQuotation = "known-quotation"
  case attachment
  case amongItems = "among-items"
  case date
}

/// How a line was read.
public struct LineReading: Hashable, Sendable {
  /// What it is taken for.
  public let role: LineRole
  /// How much surer that is than the next best.
  public let certainty: Certainty
  /// What the line shows.
  package let signs: [LineSign]
  /// How many points each role got, of those that the line may have; empty where nothing was weighed.
  package let points: [LineRole: Int]

  init(_ role: LineRole, _ certainty: Certainty, signs: [LineSign] = [], points: [LineRole: Int] = [:]) {
    self.role = role
    self.certainty = certainty
    self.signs = signs
    self.points = points
  }
}

/// What tells headings from items: `lines:` of the outline grammar. One that says nothing takes all lines with an ordinal for
/// headings.
package struct LineGrammar: Sendable {
  /// Lengths in code points.
  package struct Lengths: Sendable {
    /// The most of a phrase.
    var short = 0
    /// More than this is long.
    var long = 0
    /// The most of a heading that runs into its text.
    var runIn = 0

    package init(short: Int = 0, long: Int = 0, runIn: Int = 0) {
      (self.short, self.long, self.runIn) = (short, long, runIn)
    }
  }

  /// The marks at the ends of lines: a list goes on, a sentence ends, something is announced.
  package struct Marks: Sendable, Decodable {
    var open = ""
    var stop = ""
    var colon = ""

    enum CodingKeys: String, CodingKey, CaseIterable {
      case open, stop, colon
    }
  }

  /// What each sign is called.
  package var names: [LineSign: LocalizedText] = [:]
  /// How many points each sign gives to each role.
  package var points: [LineSign: [LineRole: Int]] = [:]
  /// By how many points a reading must be ahead of the next to be certain, and likely.
  package var certain = 0
  package var likely = 0
  package var lengths = Lengths()
  package var marks = Marks()
  /// A line that ends in ： and matches announces what follows.
  package var leadIn: Pattern?
  /// A line that matches asks for an answer.
  package var question: Pattern?
  /// A line that matches breaks off inside a sentence.
  package var broken: Pattern?

  package init() {}
}
