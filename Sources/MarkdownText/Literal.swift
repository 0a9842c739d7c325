import DraftText

/// A range that is not text.
struct Literal {
  let range: TextRange
  /// Whether a reader sees something there, for example code or a formula. False for a comment or the target of a link.
  let isContent: Bool
}
