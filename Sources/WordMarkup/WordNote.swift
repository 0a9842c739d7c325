import DraftText

/// A note on a range of a draft, to be written as a comment.
package struct WordNote: Hashable, Sendable {
  /// The range to which it refers.
  package let range: TextRange
  /// The rule that it comes from. The comment begins with it in brackets: `[numbering/gap]`.
  package let rule: String
  /// The text, paragraph by paragraph.
  package let paragraphs: [String]
  /// Whether text that is inserted at the end of the range belongs to it.
  package let takesInsertion: Bool

  /// Makes a note on `range` with `paragraphs`, at least one.
  package init(_ range: TextRange, rule: String, _ paragraphs: [String], takingInsertion takesInsertion: Bool = false) {
    self.range = range
    self.rule = rule
    self.paragraphs = paragraphs
    self.takesInsertion = takesInsertion
  }
}
