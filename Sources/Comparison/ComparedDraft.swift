import DraftOutline
import DraftText
import Linting

/// One of two drafts that are held beside each other.
package struct ComparedDraft: Sendable {
  /// The path as it is shown.
  package let path: String
  /// The text as it was read, of which lines and columns are counted.
  package let source: SourceText
  /// The draft as it is understood; its ranges lie in its own text.
  package let document: Document
  /// Tells people where something stands; nil where they count lines.
  package let locations: LocationFinder?

  /// Reads the outline of `source` by `linter`.
  package init(path: String, source: SourceText, by linter: Linter) throws(DraftError) {
    self.path = path
    self.source = source
    document = try linter.document(source)
    locations = LocationFinder(document, in: source)
  }

  /// The place in ``source`` of a range of the document.
  package func place(of range: TextRange) -> TextRange { document.reflowed.original(of: range) }

  /// What stands at a range of the document.
  func text(_ range: TextRange) -> String { document.source[range] }

  /// The letters and digits at a range of the document: marks and white space are mended without changing what is said.
  func letters(_ range: TextRange) -> String { text(range).letters }
}

extension String {
  /// Its letters and digits.
  var letters: String {
    String(
      scalars: unicodeScalars.filter {
        0x4E00...0x9FA5 ~= $0.value || $0.properties.isAlphabetic || $0.properties.numericType != nil
      })
  }
}
