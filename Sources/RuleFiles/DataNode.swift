import Diagnostics
import DraftText

/// A value of a rule file with its position: the result of reading YAML, and the form of the shipped rules.
package struct DataNode: Hashable, Sendable {
  /// The content of a value.
  package enum Content: Hashable, Sendable {
    /// A text, a number or a word.
    case scalar(Scalar)
    /// A list.
    case sequence([DataNode])
    /// Keys with values, in the order of the file; no key occurs twice.
    case mapping([Entry])
  }

  /// A scalar as written in the file.
  package struct Scalar: Hashable, Sendable {
    /// The text without quotation marks and escapes.
    package let text: String
    /// Whether it has no quotation marks, so that `3` is a number and `true` a truth value.
    package let isPlain: Bool

    /// Whether no value was written.
    package var isMissing: Bool { isPlain && (text.isEmpty || text == "~" || text == "null") }
  }

  /// A key and its value.
  package struct Entry: Hashable, Sendable {
    /// The key.
    package let key: String
    /// The position of the key.
    package let keyPosition: LinePosition
    /// The value of the key.
    package let value: DataNode
  }

  /// The position at which the value begins; for a mapping, that of its first key.
  package let position: LinePosition
  /// The content of the value.
  package let content: Content

  /// Makes a value with its position.
  package init(position: LinePosition, content: Content) {
    self.position = position
    self.content = content
  }

  /// The entries of a mapping; nil for other values.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// Returns the value of `key` in a mapping; nil if there is none.
  package func value(of key: String) -> DataNode? { entries?.first { $0.key == key }?.value }

  /// The text of a scalar, or the texts of a list.
  package var scalars: [String] {
    switch content {
    case .scalar(let scalar): [scalar.text]
    case .sequence(let nodes): nodes.flatMap(\.scalars)
    case .mapping: []
    }
  }
}

extension LinePosition {
  /// The beginning of a text.
  package static let start = LinePosition(line: 1, column: 1)

  /// The position after the last character of `text`.
  package init(endOf text: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    self.init(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }
}

// MARK: - Values

extension DataNode {
  /// The types of values, with their names for users.
  package enum ValueType {
    case text, integer, number, bool, sequence, mapping

    fileprivate var name: LocalizedText {
      switch self {
      case .text: .init(zh: "文字", en: "a text")
      case .integer: .init(zh: "整数", en: "a whole number")
      case .number: .init(zh: "数字", en: "a number")
      case .bool: .init(zh: "true 或 false", en: "true or false")
      case .sequence: .init(zh: "列表", en: "a list")
      case .mapping: .init(zh: "“键: 值”的组合", en: "keys with values")
      }
    }
  }

  /// The value as a text.
  package func text() throws(NodeError) -> String { try scalar(as: .text).text }

  /// The value as a whole number.
  package func integer() throws(NodeError) -> Int { try plain(as: .integer, Int.init) }

  /// The value as a number.
  package func number() throws(NodeError) -> Double {
    try plain(as: .number) { text in Double(text).flatMap { $0.isFinite ? $0 : nil } }
  }

  /// The value as `true` or `false`.
  package func bool() throws(NodeError) -> Bool { try plain(as: .bool, Bool.init) }

  private func plain<Value>(as type: ValueType, _ value: (String) -> Value?) throws(NodeError) -> Value {
    let scalar = try scalar(as: type)
    guard scalar.isPlain, let value = value(scalar.text) else { throw typeError(expected: type) }
    return value
  }

  private func scalar(as type: ValueType) throws(NodeError) -> Scalar {
    guard case .scalar(let scalar) = content else { throw typeError(expected: type) }
    if scalar.isMissing {
      throw NodeError(.init(zh: "这里没有值；空文字写作 ''", en: "there is no value; write '' for an empty text"), at: position)
    }
    return scalar
  }

  /// Returns the error for a value that is not of the type `expected`.
  package func typeError(expected: ValueType) -> NodeError {
    let found: LocalizedText =
      switch content {
      case .scalar(let scalar) where scalar.isMissing: .init(zh: "空值", en: "nothing")
      case .scalar(let scalar): .init(zh: "“\(scalar.text.excerpt)”", en: "“\(scalar.text.excerpt)”")
      case .sequence: ValueType.sequence.name
      case .mapping: ValueType.mapping.name
      }
    let expected = expected.name
    return NodeError(
      .init(zh: "应为\(expected.zh)，实为\(found.zh)", en: "expected \(expected.en), found \(found.en)"), at: position)
  }
}

// MARK: - Errors

/// An error in one value of a rule file, before it is known which file that is.
package struct NodeError: Error, Hashable, Sendable {
  /// The position of the key or value.
  package let position: LinePosition
  /// The offset in the text of the value, in UTF-8 bytes; 0 for the value as a whole.
  package let offset: Int
  /// The description of the error.
  package let message: LocalizedText

  /// Makes an error with its position.
  package init(_ message: LocalizedText, at position: LinePosition, offset: Int = 0) {
    self.position = position
    self.offset = offset
    self.message = message
  }

  package static func missingKey(_ key: String, at position: LinePosition) -> NodeError {
    NodeError(.init(zh: "缺少键“\(key)”", en: "missing key “\(key)”"), at: position)
  }
}

/// Several errors in one value, found together; empty if they have been reported elsewhere.
package struct NodeErrors: Error {
  package let errors: [NodeError]

  package init(errors: [NodeError]) { self.errors = errors }
}
