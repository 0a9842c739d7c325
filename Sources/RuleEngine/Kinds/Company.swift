import DraftText

/// Characters beside a name that show it to be the name of somebody else: `与`, `赴`, `、`.
struct Company: Sendable {
  private let before, after: Set<Unicode.Scalar>

  /// Takes the characters that introduce a name, and those that join names, before or after it.
  init(introducing: String, joining: String) {
    after = Set(joining.unicodeScalars)
    before = after.union(introducing.unicodeScalars)
  }

  /// Whether the name at `range` has one of them beside it.
  func surrounds(_ range: TextRange, in source: SourceText) -> Bool {
    source.scalar(before: range.start).map(before.contains) ?? false
      || source.scalar(at: range.end).map(after.contains) ?? false
  }
}
