import Diagnostics
import DraftText

/// Decodes a ``DataNode`` strictly: unknown keys, missing keys, wrong types and wrong words are errors with a position.
///
/// All errors are ``NodeError`` or ``NodeErrors``. A key is unknown if the key type has no value for it; if the key
/// type is `CaseIterable`, the error suggests the nearest name. An empty value (`key:`) is an error, never nil. Numbers
/// are `Int` or `Double`.
package struct NodeDecoder: Decoder {
  package let node: DataNode
  package var codingPath: [any CodingKey] { [] }
  package var userInfo: [CodingUserInfoKey: Any] { [:] }
  /// The keys that other code has taken from the mapping; they are also suggested for misspelt keys.
  private let otherKeys: [String]

  package init(_ node: DataNode, otherKeys: [String] = []) {
    self.node = node
    self.otherKeys = otherKeys
  }

  /// Decodes the whole value.
  package func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    do {
      return try Value(from: self)
    } catch DecodingError.dataCorrupted {
      // An enumeration has no case for the word.
      let words = (type as? any CaseIterable.Type)?.words ?? []
      throw NodeError(unknownName(try node.text(), of: .word, known: words), at: node.position)
    }
  }

  package func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let entries = try node.mapping()
    let unknown = entries.filter { Key(stringValue: $0.key) == nil }
    if !unknown.isEmpty {
      let known = ((type as? any CaseIterable.Type)?.codingKeys ?? [])
      throw NodeErrors(errors: unknown.map { unknownKey($0, known: known) })
    }
    return KeyedDecodingContainer(KeyedNodes(entries: entries, position: node.position))
  }

  package func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .sequence(let nodes) = node.content else { throw node.typeError(expected: .sequence) }
    return NodeSequence(nodes: nodes)
  }

  package func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleNode(node: node) }

  private func unknownKey(_ entry: DataNode.Entry, known: [String]) -> NodeError {
    NodeError(unknownName(entry.key, of: .key, known: known + otherKeys), at: entry.keyPosition)
  }
}

extension Decoder {
  /// The value that is being decoded, for types that read it themselves.
  package var node: DataNode {
    get throws {
      guard let decoder = self as? NodeDecoder else {
        throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "not a value of a rule file"))
      }
      return decoder.node
    }
  }
}

extension DataNode {
  /// Returns the entries of a mapping; throws for other values.
  package func mapping() throws(NodeError) -> [Entry] {
    guard let entries else { throw typeError(expected: .mapping) }
    return entries
  }
}

extension DataNode.Entry {
  /// Decodes the value, which must not be empty.
  package func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try NodeDecoder(present).decode(type)
  }

  /// The value; throws if there is none.
  fileprivate var present: DataNode {
    get throws(NodeError) {
      guard case .scalar(let scalar) = value.content, scalar.isMissing else { return value }
      throw NodeError(
        .init(zh: "键“\(key)”没有值；空文字写作 ''", en: "key “\(key)” has no value; write '' for an empty text"),
        at: keyPosition)
    }
  }
}

extension CaseIterable {
  /// The names of all cases of a coding key.
  fileprivate static var codingKeys: [String] { allCases.compactMap { ($0 as? any CodingKey)?.stringValue } }

  /// The words of all cases of an enumeration with string values.
  package static var words: [String] { allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String } }
}

// MARK: - Containers

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
    return try entry.present
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
  func superDecoder() throws -> any Decoder { noSuperclass() }
  func superDecoder(forKey key: Key) throws -> any Decoder { noSuperclass() }
}

private struct NodeSequence: UnkeyedDecodingContainer {
  let nodes: [DataNode]
  let codingPath: [any CodingKey] = []
  var currentIndex = 0

  var count: Int? { nodes.count }
  var isAtEnd: Bool { currentIndex == nodes.count }

  private mutating func next() -> NodeDecoder {
    defer { currentIndex += 1 }
    return NodeDecoder(nodes[currentIndex])
  }

  mutating func decodeNil() throws -> Bool { false }
  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().decode(type) }
  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try next().container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { noSuperclass() }
}

private struct SingleNode: SingleValueDecodingContainer {
  let node: DataNode
  let codingPath: [any CodingKey] = []

  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { try node.bool() }
  func decode(_ type: String.Type) throws -> String { try node.text() }
  func decode(_ type: Int.Type) throws -> Int { try node.integer() }
  func decode(_ type: Double.Type) throws -> Double { try node.number() }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try NodeDecoder(node).decode(type) }
}

private func noSuperclass() -> Never { preconditionFailure("no class with a superclass is read from a rule file") }

// MARK: - Values with their positions

/// A value of a rule file with its position.
package struct Located<Value: Decodable & Sendable>: Decodable, Sendable {
  /// The value.
  package let value: Value
  /// The position of the value.
  package let position: LinePosition

  package init(value: Value, position: LinePosition) {
    self.value = value
    self.position = position
  }

  package init(from decoder: any Decoder) throws {
    let node = try decoder.node
    self.init(value: try NodeDecoder(node).decode(), position: node.position)
  }
}

/// A mapping whose keys are free names; the entries have positions and the order of the file.
package struct LocatedEntries<Value: Decodable & Sendable>: Decodable, Sendable {
  /// One key with its value.
  package struct Entry: Sendable {
    /// The key.
    package let name: String
    /// The position of the key.
    package let position: LinePosition
    /// The value of the key.
    package let value: Value
  }

  /// The entries.
  package let entries: [Entry]

  package init(entries: [Entry]) { self.entries = entries }

  package init(from decoder: any Decoder) throws {
    entries = try decoder.node.mapping().map { field in
      Entry(name: field.key, position: field.keyPosition, value: try NodeDecoder(field.value).decode())
    }
  }
}
