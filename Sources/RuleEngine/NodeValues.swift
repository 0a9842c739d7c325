import Diagnostics
import DraftText

/// The kinds of values, as users call them.
enum ValueType {
  case text, integer, number, bool, sequence, mapping

  var name: LocalizedText {
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

extension DataNode {
  /// The value as a text.
  func text() throws(NodeError) -> String { try scalar(as: .text).text }

  /// The value as a whole number.
  func integer() throws(NodeError) -> Int {
    let scalar = try scalar(as: .integer)
    guard scalar.isPlain, let value = Int(scalar.text) else { throw typeError(expected: .integer) }
    return value
  }

  /// The value as a number.
  func number() throws(NodeError) -> Double {
    let scalar = try scalar(as: .number)
    guard scalar.isPlain, let value = Double(scalar.text), value.isFinite else { throw typeError(expected: .number) }
    return value
  }

  /// The value as `true` or `false`.
  func bool() throws(NodeError) -> Bool {
    let scalar = try scalar(as: .bool)
    guard scalar.isPlain, let value = Bool(scalar.text) else { throw typeError(expected: .bool) }
    return value
  }

  private func scalar(as type: ValueType) throws(NodeError) -> Scalar {
    guard case .scalar(let scalar) = content else { throw typeError(expected: type) }
    if scalar.isMissing { throw NodeError(.missingValue, at: position) }
    return scalar
  }

  /// The error of a value that is not of the type it should have.
  func typeError(expected: ValueType) -> NodeError {
    let found: LocalizedText =
      switch content {
      case .scalar(let scalar) where scalar.isMissing: .init(zh: "空值", en: "nothing")
      case .scalar(let scalar): .init(zh: "“\(scalar.text.shortened)”", en: "“\(scalar.text.shortened)”")
      case .sequence: ValueType.sequence.name
      case .mapping: ValueType.mapping.name
      }
    let expected = expected.name
    return NodeError(
      .init(zh: "应为\(expected.zh)，实为\(found.zh)", en: "expected \(expected.en), found \(found.en)"), at: position)
  }
}

extension NodeError {
  static func missingKey(_ key: String, at position: LinePosition) -> NodeError {
    NodeError(.init(zh: "缺少键“\(key)”", en: "missing key “\(key)”"), at: position)
  }

  static func missingValue(key: String, at position: LinePosition) -> NodeError {
    NodeError(
      .init(zh: "键“\(key)”没有值；空文字写作 ''", en: "key “\(key)” has no value; write '' for an empty text"), at: position)
  }
}

extension LocalizedText {
  fileprivate static var missingValue: LocalizedText {
    .init(zh: "这里没有值；空文字写作 ''", en: "there is no value; write '' for an empty text")
  }
}
