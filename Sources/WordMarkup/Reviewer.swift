import DraftText
import WordText

/// Who marks up a document, and when.
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

/// Something said of a piece of a draft, to be a comment.
package struct WordNote: Hashable, Sendable {
  /// What it is said of.
  package let range: TextRange
  /// The rule that it comes from; `[numbering/gap]` stands in front of the comment.
  package let rule: String
  /// What is said, paragraph by paragraph.
  package let paragraphs: [String]
  /// Whether what is put in where the range ends belongs to it.
  package let takesInsertion: Bool

  /// Says `paragraphs`, at least one, of `range`.
  package init(_ range: TextRange, rule: String, _ paragraphs: [String], takingInsertion takesInsertion: Bool = false) {
    self.range = range
    self.rule = rule
    self.paragraphs = paragraphs
    self.takesInsertion = takesInsertion
  }
}
