/// How a draft is marked up.
public enum DraftFormat: String, Sendable, Codable, CaseIterable {
  /// Nothing but text.
  case plainText = "plain"
  /// Markdown.
  case markdown
  /// A Word document, from which the text was taken: a line is a paragraph.
  case word
}
