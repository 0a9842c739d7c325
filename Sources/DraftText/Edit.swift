/// One replacement of a piece of a draft.
public struct Edit: Hashable, Sendable {
  /// What is replaced; an empty range inserts.
  public let range: TextRange
  /// What stands there afterwards; empty deletes.
  public let replacement: String

  /// Replaces `range` by `replacement`.
  public init(_ range: TextRange, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// How many bytes longer the text becomes.
  package var growth: Int { replacement.utf8.count - range.count }
}
