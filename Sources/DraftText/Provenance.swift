/// What is known of a draft beside its text.
public struct Provenance: Sendable {
  /// The program that turned the file into one that zhangfa reads; nil where nothing had to.
  public var converter: Converter?
  /// What reviewers have left in it.
  package var review = ReviewTraces()
  /// Finds out what it looks like on paper, for who wants to know; nil where the format says nothing of it.
  package var layout: @Sendable () -> Layout? = { nil }

  /// Nothing is known.
  public init() {}
}

extension Provenance {
  /// The same of a text that was edited, in which `place` says where places have come to stand.
  package func moved(by place: @escaping @Sendable (TextRange) -> TextRange) -> Provenance {
    @Sendable func offset(_ offset: Int) -> Int { place(TextRange(offset, offset)).start }
    var moved = self
    moved.review = ReviewTraces(
      changes: review.changes.map(place), deletions: review.deletions.map(offset), comments: review.comments.map(place))
    moved.layout = { [layout] in layout()?.moved(place, offset) }
    return moved
  }
}

/// A program that turns files of office programs into Word documents.
public enum Converter: String, Sendable, Codable {
  /// LibreOffice.
  case libreOffice = "LibreOffice"
}

/// What reviewers have left in a draft and nobody has settled, by its places in the text, in their order.
package struct ReviewTraces: Hashable, Sendable {
  /// What was inserted, deleted, moved or made to look otherwise; where something is gone the place is empty.
  package var changes: [TextRange]
  /// Where something is gone that still stands in the file.
  package var deletions: [Int]
  /// What comments are about.
  package var comments: [TextRange]

  /// Takes the places.
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
