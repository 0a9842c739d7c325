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
