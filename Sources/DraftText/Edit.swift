/// One replacement of a piece of a draft.
public struct Edit: Hashable, Sendable {
  /// The range to replace; an empty range inserts.
  public let range: TextRange
  /// The new text; an empty text deletes.
  public let replacement: String

  /// Replaces `range` by `replacement`.
  public init(_ range: TextRange, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// The number of bytes by which the text grows; negative if it shrinks.
  package var growth: Int { replacement.utf8.count - range.count }
}
