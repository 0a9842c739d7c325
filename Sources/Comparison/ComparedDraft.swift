import DraftOutline
import DraftText
import Linting

/// One of the two drafts of a comparison.
package struct ComparedDraft: Sendable {
  /// The path as it is shown.
  package let path: String
  /// The text as read from the file. Lines and columns are counted in it.
  package let source: SourceText
  /// The outline of the draft. Its ranges refer to the text of the document, not to ``source``.
  package let document: Document
  /// Finds locations for people, such as a heading; nil if the draft has line numbers.
  package let locations: LocationFinder?

  /// Reads the outline of `source` with `linter`.
  package init(path: String, source: SourceText, by linter: Linter) throws(DraftError) {
    self.path = path
    self.source = source
    document = try linter.document(source)
    locations = LocationFinder(document, in: source)
  }

  /// Maps a range of ``document`` to a range of ``source``.
  package func place(of range: TextRange) -> TextRange { document.reflowed.original(of: range) }

  /// Returns the text at a range of the document.
  func text(_ range: TextRange) -> String { document.source[range] }

  /// Returns the letters and digits at a range of the document. Corrected punctuation and white space make no
  /// difference.
  func letters(_ range: TextRange) -> String { text(range).letters }
}

extension String {
  /// The letters and digits of the string.
  var letters: String {
    String(
      scalars: unicodeScalars.filter {
        0x4E00...0x9FA5 ~= $0.value || $0.properties.isAlphabetic || $0.properties.numericType != nil
      })
  }
}
