import DraftText

/// A value of a rule file with its place: what YAML is once it is read, and what the shipped rules are from the start.
package struct DataNode: Hashable, Sendable {
  /// What stands at the place.
  package enum Content: Hashable, Sendable {
    /// A text, a number or a word.
    case scalar(Scalar)
    /// A list.
    case sequence([DataNode])
    /// Keys with values, in the order of the file. No key stands twice.
    case mapping([Entry])
  }

  /// A text as the file has it.
  package struct Scalar: Hashable, Sendable {
    /// The text without quotation marks and escapes.
    package let text: String
    /// Whether it stands without quotation marks, so that `3` is a number and `true` a truth value.
    package let isPlain: Bool

    /// Whether nothing was written where a value should be.
    var isMissing: Bool { isPlain && (text.isEmpty || text == "~" || text == "null") }
  }

  /// A key and its value.
  package struct Entry: Hashable, Sendable {
    /// The key.
    package let key: String
    /// Where the key stands.
    package let keyPosition: LinePosition
    /// What it holds.
    package let value: DataNode
  }

  /// Where the value begins; for a mapping that is its first key.
  package let position: LinePosition
  /// What it is.
  package let content: Content

  /// The entries of a mapping; nil for anything else.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The value of `key` of a mapping.
  func value(of key: String) -> DataNode? { entries?.first { $0.key == key }?.value }
}
