import Diagnostics
import PatternMatching

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
  package var leadForCertain = 0
  package var leadForLikely = 0
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
