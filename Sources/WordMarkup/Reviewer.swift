import DraftText
import WordText

/// The author of comments and changes in a document, and their time.
package struct Reviewer: Hashable, Sendable {
  /// The name by which zhangfa knows its own comments.
  package static let name = ownAuthor
  static let initials = "核"

  /// The time: `2021-06-30T08:00:00Z`.
  package let date: String

  /// - Parameter date: The time in UTC, to the second: `2021-06-30T08:00:00`.
  package init(date: String) { self.date = date + "Z" }

  /// The attributes of a change with this number.
  func attributes(_ id: Int) -> KeyValuePairs<String, String> {
    ["id": String(id), "author": Self.name, "date": date]
  }
}

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
