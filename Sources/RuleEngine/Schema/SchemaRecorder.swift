import RuleFiles

/// A type that describes its own schema, because it has no keys or decodes itself in its own way.
package protocol SchemaDescribing {
  /// Returns the schema of the accepted values.
  static func schema() throws -> JSONSchema
  /// Returns a sample value.
  static func sample() throws -> Self
}

/// Finds the schema of a type by letting it decode: each key that the type asks for is recorded.
///
/// So a schema always describes what ``NodeDecoder`` accepts. A type that the recorder does not know must be
/// ``SchemaDescribing``.
package final class SchemaRecorder: Decoder {
  package let codingPath: [any CodingKey] = []
  package let userInfo: [CodingUserInfoKey: Any] = [:]
  fileprivate var properties: [String: JSONSchema] = [:]
  fileprivate var required: [String] = []

  private init() {}

  /// Returns the schema of `type`.
  package static func schema(of type: any Decodable.Type) throws -> JSONSchema { try look(at: type).schema }

  /// Returns a sample value of `type`.
  static func sample<Value: Decodable>(of type: Value.Type) throws -> Value { try look(at: type).sample }

  /// Returns the schema of `type`, and a sample value.
  fileprivate static func look<Value: Decodable>(at type: Value.Type) throws -> (schema: JSONSchema, sample: Value) {
    if let type = type as? any SchemaDescribing.Type { return (try type.schema(), try cast(type.sample())) }
    switch type {
    case is String.Type: return (JSONSchema(.string), try cast(""))
    case is Int.Type: return (JSONSchema(.integer), try cast(1))
    case is Double.Type: return (JSONSchema(.number), try cast(1.0))
    case is Bool.Type: return (JSONSchema(.boolean), try cast(true))
    default: break
    }
    if let cases = type as? any CaseIterable.Type, let sample = cases.firstCase {
      return (.word(cases.words), try cast(sample))
    }
    let recorder = SchemaRecorder()
    let sample = try Value(from: recorder)
    return (.object(recorder.properties, required: recorder.required), sample)
  }

  private static func cast<Value>(_ sample: Any) throws -> Value {
    guard let value = sample as? Value else { throw unsupported("\(Value.self)") }
    return value
  }

  package func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RecordedKeys(recorder: self))
  }

  package func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unsupported("a list by hand") }

  package func singleValueContainer() throws -> any SingleValueDecodingContainer {
    throw unsupported("a single value by hand")
  }
}

private struct RecordedKeys<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let recorder: SchemaRecorder
  let codingPath: [any CodingKey] = []
  let allKeys: [Key] = []

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    recorder.required.append(key.stringValue)
    return try record(type, key)
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try record(type, key)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try record(type, key) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try record(type, key) }
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try record(type, key) }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try record(type, key) }

  private func record<Value: Decodable>(_ type: Value.Type, _ key: Key) throws -> Value {
    let (schema, sample) = try SchemaRecorder.look(at: type)
    recorder.properties[key.stringValue] = schema
    return sample
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    throw unsupported("a nested container")
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw unsupported("a nested container")
  }
  func superDecoder() throws -> any Decoder { throw unsupported("a superclass") }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw unsupported("a superclass") }
}

private func unsupported(_ what: String) -> DecodingError {
  DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no schema for \(what)"))
}

extension Array: SchemaDescribing where Element: Decodable {
  package static func schema() throws -> JSONSchema { .list(of: try SchemaRecorder.schema(of: Element.self)) }
  package static func sample() throws -> [Element] { [] }
}

extension Dictionary: SchemaDescribing where Key == String, Value: Decodable {
  package static func schema() throws -> JSONSchema { .object(others: try SchemaRecorder.schema(of: Value.self)) }
  package static func sample() throws -> [String: Value] { [:] }
}

extension CaseIterable {
  fileprivate static var firstCase: Self? { allCases.first }
}
