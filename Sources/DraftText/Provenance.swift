/// Information about a draft other than its text.
public struct Provenance: Sendable {
  /// The program that converted the file to a format that zhangfa reads; nil if that was not necessary.
  public var converter: Converter?
  /// The changes and comments of reviewers.
  package var review = ReviewTraces()
  /// Determines the page layout, only when called; returns nil if the format has none.
  package var layout: @Sendable () -> Layout? = { nil }

  /// Makes an empty provenance.
  public init() {}
}

extension Provenance {
  /// Returns the provenance of the edited text. `place` maps old places to new ones.
  package func moved(by place: @escaping @Sendable (TextRange) -> TextRange) -> Provenance {
    @Sendable func offset(_ offset: Int) -> Int { place(TextRange(offset, offset)).start }
    var moved = self
    moved.review = ReviewTraces(
      changes: review.changes.map(place), deletions: review.deletions.map(offset), comments: review.comments.map(place))
    moved.layout = { [layout] in layout()?.moved(place, offset) }
    return moved
  }
}

/// A program that converts files of office programs to Word documents.
public enum Converter: String, Sendable, Codable {
  /// LibreOffice.
  case libreOffice = "LibreOffice"
}

/// The unsettled changes and comments of reviewers, by their places in the text, in the order of the text.
package struct ReviewTraces: Hashable, Sendable {
  /// Insertions, deletions, moves and changes of format. The place of removed text is empty.
  package var changes: [TextRange]
  /// The places of deleted text that is still in the file.
  package var deletions: [Int]
  /// The places to which comments refer.
  package var comments: [TextRange]

  /// Makes traces with these places.
  package init(changes: [TextRange] = [], deletions: [Int] = [], comments: [TextRange] = []) {
    self.changes = changes
    self.deletions = deletions
    self.comments = comments
  }
}

extension SourceText {
  /// The same text with `provenance`.
  package func with(_ provenance: Provenance) -> SourceText {
    var text = self
    text.provenance = provenance
    return text
  }
}
