import Diagnostics

/// The role of a line as determined, with the evidence.
package struct LineReading: Hashable, Sendable {
  /// The role with the most points.
  package let role: LineRole
  /// The certainty of the role, by its lead over the next best.
  package let certainty: Certainty
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

/// The role of a line in a draft.
package enum LineRole: String, Sendable, Codable, CaseIterable {
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
