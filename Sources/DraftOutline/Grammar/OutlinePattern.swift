/// The keys of outline.yaml that hold a pattern; the file describes each of them.
package enum OutlinePattern: String, CaseIterable, Sendable {
  // Around the main text.
  case title, byline, salutation, closing, date, signature, note, attachments, annex, contents
  case titleLine = "title-line"
  case contentsEntry = "contents-entry"
  case pageNumber = "page-number"
  // In the main text.
  case specimen, form
  case inlineHeading = "inline-heading"

  /// The patterns that each grammar must have.
  package static let required: [OutlinePattern] = [.title, .salutation, .closing, .date]
}
