import Diagnostics
import DraftText

/// Decodes a ``DataNode`` strictly: unknown keys, missing keys, wrong types and wrong words are errors with their place.
///
/// All errors are ``NodeError`` or ``NodeErrors``. Unknown keys are those for which the key type has no value; the nearest
/// right name is offered where the key type is `CaseIterable`. An empty value (`key:`) is an error, never nil.
final class NodeDecoder: Decoder {
  let node: DataNode
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  /// Keys that something else has taken from the mapping already, offered for misspelt ones.
  private let otherKeys: [String]
  /// Whether anything looked into the value; a type without properties never does.
  private var wasOpened = false

  init(_ node: DataNode, otherKeys: [String] = []) {
    self.node = node
    self.otherKeys = otherKeys
  }

  /// Decodes the whole value.
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value: Value
    do {
      value = try Value(from: self)
    } catch DecodingError.dataCorrupted(let context) {
      throw wordError(for: type, context)
    }
    if !wasOpened, let first = node.entries?.first {
      throw unknownKey(first, known: [])
    }
    return value
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    wasOpened = true
    guard let entries = node.entries else { throw node.typeError(expected: .mapping) }
    let unknown = entries.filter { Key(stringValue: $0.key) == nil }
    if !unknown.isEmpty {
      let known = ((type as? any CaseIterable.Type)?.codingKeys ?? [])
      throw NodeErrors(errors: unknown.map { unknownKey($0, known: known) })
    }
    return KeyedDecodingContainer(KeyedNodes(entries: entries, position: node.position))
  }

  /// The entries of a mapping, whatever their keys.
  func entries() throws(NodeError) -> [DataNode.Entry] {
    wasOpened = true
    guard let entries = node.entries else { throw node.typeError(expected: .mapping) }
    return entries
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    wasOpened = true
    guard case .sequence(let nodes) = node.content else { throw node.typeError(expected: .sequence) }
    return NodeSequence(nodes: nodes, position: node.position)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    wasOpened = true
    return SingleNode(node: node)
  }

  private func unknownKey(_ entry: DataNode.Entry, known: [String]) -> NodeError {
    NodeError(unknownName(entry.key, of: .key, known: known + otherKeys), at: entry.keyPosition)
  }

  private func wordError<Value>(for type: Value.Type, _ context: DecodingError.Context) -> NodeError {
    guard case .scalar(let scalar) = node.content, let words = (type as? any CaseIterable.Type)?.words, !words.isEmpty
    else {
      return NodeError(.init(verbatim: context.debugDescription), at: node.position)
    }
    return NodeError(unknownName(scalar.text, of: .word, known: words), at: node.position)
  }
}

extension CaseIterable {
  /// The names of all cases of a coding key.
  fileprivate static var codingKeys: [String] { allCases.compactMap { ($0 as? any CodingKey)?.stringValue } }

  /// The words of all cases of an enumeration of strings.
  fileprivate static var words: [String] { allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String } }
}

private struct KeyedNodes<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let entries: [DataNode.Entry]
  let position: LinePosition
  let codingPath: [any CodingKey] = []

  var allKeys: [Key] { entries.compactMap { Key(stringValue: $0.key) } }

  func contains(_ key: Key) -> Bool { entries.contains { $0.key == key.stringValue } }

  private func node(_ key: Key) throws(NodeError) -> DataNode {
    guard let entry = entries.first(where: { $0.key == key.stringValue }) else {
      throw .missingKey(key.stringValue, at: position)
    }
    if case .scalar(let scalar) = entry.value.content, scalar.isMissing {
      throw .missingValue(key: key.stringValue, at: entry.keyPosition)
    }
    return entry.value
  }

  // An empty value is an error, so no key ever holds nil.
  func decodeNil(forKey key: Key) throws -> Bool { false }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try node(key).bool() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try node(key).text() }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try node(key).integer() }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try NodeDecoder(node(key)).decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try NodeDecoder(node(key)).container(keyedBy: type)
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try NodeDecoder(node(key)).unkeyedContainer()
  }
  func superDecoder() throws -> any Decoder { throw noSuperclass(position) }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw noSuperclass(position) }
}

private struct NodeSequence: UnkeyedDecodingContainer {
  let nodes: [DataNode]
  let position: LinePosition
  let codingPath: [any CodingKey] = []
  var currentIndex = 0

  var count: Int? { nodes.count }
  var isAtEnd: Bool { currentIndex == nodes.count }

  private mutating func next() throws(NodeError) -> DataNode {
    guard !isAtEnd else {
      throw NodeError(.init(zh: "列表太短", en: "the list is too short"), at: position)
    }
    defer { currentIndex += 1 }
    return nodes[currentIndex]
  }

  mutating func decodeNil() throws -> Bool { false }
  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try NodeDecoder(next()).decode(type)
  }
  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try NodeDecoder(next()).container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try NodeDecoder(next()).unkeyedContainer()
  }
  mutating func superDecoder() throws -> any Decoder { throw noSuperclass(position) }
}

private struct SingleNode: SingleValueDecodingContainer {
  let node: DataNode
  let codingPath: [any CodingKey] = []

  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { try node.bool() }
  func decode(_ type: String.Type) throws -> String { try node.text() }
  func decode(_ type: Int.Type) throws -> Int { try node.integer() }
  func decode(_ type: Double.Type) throws -> Double { try node.number() }
  func decode(_ type: Float.Type) throws -> Float { Float(try node.number()) }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try NodeDecoder(node).decode(type) }

  private func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws(NodeError) -> Value {
    guard let value = Value(exactly: try node.integer()) else {
      throw NodeError(
        .init(
          zh: "数字应在 \(Value.min) 到 \(Value.max) 之间", en: "the number must lie between \(Value.min) and \(Value.max)"),
        at: node.position)
    }
    return value
  }
}

private func noSuperclass(_ position: LinePosition) -> NodeError {
  NodeError(.init(zh: "不支持类的继承", en: "classes with a superclass cannot be decoded"), at: position)
}
