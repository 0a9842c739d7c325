import Diagnostics
import PatternMatching

/// The role of a line in a draft.
public enum LineRole: String, Sendable, Codable, CaseIterable {
  /// A heading on its own line.
  case heading
  /// A heading with its text on the same line.
  case runIn = "run-in"
  /// An item of a list: a sentence, a clause, a field, a term.
  case item
  /// An article of a law, a charter or a contract: 第三条.
  case article
  /// A line of the title, or under the title.
  case title
  /// A line that states the source of the text, or the caption of a picture or a table.
  case caption
  /// A line of a table of contents.
  case contents
  /// A line in a cell of a table.
  case cell
  /// Code, a formula or HTML, which are not text.
  case code
  /// The words of others.
  case quotation
}

/// A sign for or against a role of a line. `lines:` of outline.yaml describes each sign and gives its points for each
/// role.
package enum LineSign: String, Sendable, CaseIterable {
  // The marks of the format.
  case knownHeading = "known-heading"
  case knownItem = "known-item"
  case automaticNumber = "automatic-number"
  // The beginning, the end and the look of the line.
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
  // The lines around it.
  case carriesText = "carries-text"
  case bare
  case siblingsCarryText = "siblings-carry-text"
  case siblingsBare = "siblings-bare"
  case siblingsSentences = "siblings-sentences"
  case formEndsAlike = "form-ends-alike"
  case announced
  case insideItem = "inside-item"
  case insideArticle = "inside-article"
  // Each of these alone sets the line aside, whatever its other signs.
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

/// The role of a line as determined, with the evidence.
public struct LineReading: Hashable, Sendable {
  /// The role with the most points.
  public let role: LineRole
  /// The certainty of the role, by its lead over the next best.
  public let certainty: Certainty
  /// The signs of the line.
  package let signs: [LineSign]
  /// The points of each role that the line can have; empty if nothing was weighed.
  package let points: [LineRole: Int]

  init(_ role: LineRole, _ certainty: Certainty, signs: [LineSign] = [], points: [LineRole: Int] = [:]) {
    self.role = role
    self.certainty = certainty
    self.signs = signs
    self.points = points
  }
}

/// The data that tells headings from items: `lines:` of the outline grammar. Without data, all lines with an ordinal
/// are headings.
package struct LineGrammar: Sendable {
  /// Lengths in code points.
  package struct Lengths: Sendable {
    /// The longest phrase.
    var short = 0
    /// The length above which a line is long.
    var long = 0
    /// The longest heading that runs into its text.
    var runIn = 0

    package init(short: Int = 0, long: Int = 0, runIn: Int = 0) {
      (self.short, self.long, self.runIn) = (short, long, runIn)
    }
  }

  /// The marks at line ends: the list goes on, the sentence ends, the line announces something.
  package struct Marks: Sendable, Decodable {
    var open = ""
    var stop = ""
    var colon = ""

    enum CodingKeys: String, CodingKey, CaseIterable {
      case open, stop, colon
    }
  }

  /// The name of each sign, for users.
  package var names: [LineSign: LocalizedText] = [:]
  /// The points that each sign gives to each role.
  package var points: [LineSign: [LineRole: Int]] = [:]
  /// The leads in points over the next reading that make a reading certain, and likely.
  package var certain = 0
  package var likely = 0
  package var lengths = Lengths()
  package var marks = Marks()
  /// A line that ends in ： and matches announces the text after it.
  package var leadIn: Pattern?
  /// A line that matches asks for an answer.
  package var question: Pattern?
  /// A line that matches breaks off inside a sentence.
  package var broken: Pattern?

  package init() {}
}
