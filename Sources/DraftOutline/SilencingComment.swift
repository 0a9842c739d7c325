import DraftText

/// A comment of a Markdown draft that tells zhangfa to be silent: `<!-- zhangfa-ignore numbering/gap: the reason -->`.
///
/// Places are those of the draft as it was written.
public struct SilencingComment: Hashable, Sendable {
  /// What a comment asks for, by its first word.
  public enum Directive: String, Sendable, CaseIterable {
    /// Silence for the next block.
    case next = "zhangfa-ignore"
    /// Silence from here on.
    case start = "zhangfa-ignore-start"
    /// The end of that.
    case end = "zhangfa-ignore-end"
    /// Silence for the whole draft.
    case file = "zhangfa-ignore-file"
  }

  /// A word of the comment.
  public struct Word: Hashable, Sendable {
    /// The word.
    public let text: String
    /// Where it stands.
    public let range: TextRange
  }

  /// All of it, from `<!--` to `-->`.
  public let range: TextRange
  /// The first word, as it is written.
  public let word: Word
  /// The rules and categories that it names; none for all rules.
  public let names: [Word]
  /// Whether there is a `-->`; without one it ends with its line.
  public let isClosed: Bool
  /// The block that follows: lines up to a blank one or a heading. Empty at the end of the draft.
  public let nextBlock: TextRange

  /// What it asks for; nil where the first word is none that is known.
  public var directive: Directive? { Directive(rawValue: word.text) }
}
