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
