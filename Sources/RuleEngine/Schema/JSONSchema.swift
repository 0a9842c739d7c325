/// A JSON schema (draft 7), as far as the files of users need it.
package struct JSONSchema: Hashable, Sendable, Encodable {
  /// The types of the values in a file.
  package enum ValueType: String, Sendable, Encodable {
    case string, integer, number, boolean, array, object
  }

  /// The type; nil if several are allowed.
  package var type: ValueType?
  /// The purpose of the value.
  package var description: String?
  /// The only allowed values.
  package var words: [String]?
  /// The schemas of the values of an object, by key.
  package var properties: [String: JSONSchema]?
  /// The required keys.
  package var required: [String]?
  /// The schema of the values of an object under other keys; empty if no other keys are allowed.
  private var others: [JSONSchema] = []
  /// The schema of the elements of a list; an array, because a value cannot hold another of its type directly.
  private var element: [JSONSchema] = []
  /// The schemas of which the value must fit one.
  package var alternatives: [JSONSchema]?
  /// The pattern of a text.
  package var pattern: String?
  /// The name of the schema, on the outermost one.
  package var title: String?

  /// Makes the schema of a value of `type`.
  package init(_ type: ValueType? = nil, description: String? = nil) {
    self.type = type
    self.description = description
  }

  /// Returns the schema of a text that is one of `words`.
  package static func word(_ words: [String]) -> JSONSchema {
    var schema = JSONSchema(.string)
    schema.words = words
    return schema
  }

  /// Returns the schema of a text that matches `pattern`.
  package static func text(_ pattern: String) -> JSONSchema {
    var schema = JSONSchema(.string)
    schema.pattern = pattern
    return schema
  }

  /// Returns the schema of a list.
  package static func list(of element: JSONSchema) -> JSONSchema {
    var schema = JSONSchema(.array)
    schema.element = [element]
    return schema
  }

  /// Returns the schema of an object.
  ///
  /// - Parameter others: The schema of the values under other keys; nil if no other keys are allowed.
  package static func object(
    _ properties: [String: JSONSchema] = [:], required: [String] = [], others: JSONSchema? = nil
  ) -> JSONSchema {
    var schema = JSONSchema(.object)
    schema.properties = properties.isEmpty ? nil : properties
    schema.required = required.isEmpty ? nil : required.sorted()
    schema.others = others.map { [$0] } ?? []
    return schema
  }

  /// Returns the schema of a value that fits one of `alternatives`.
  package static func either(_ alternatives: [JSONSchema]) -> JSONSchema {
    var schema = JSONSchema()
    schema.alternatives = alternatives
    return schema
  }

  private enum CodingKeys: String, CodingKey {
    case dialect = "$schema"
    case title, type, description, properties, required, additionalProperties, items, oneOf, pattern
    case words = "enum"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if title != nil { try container.encode("http://json-schema.org/draft-07/schema#", forKey: .dialect) }
    try container.encodeIfPresent(title, forKey: .title)
    try container.encodeIfPresent(type, forKey: .type)
    try container.encodeIfPresent(description, forKey: .description)
    try container.encodeIfPresent(words, forKey: .words)
    try container.encodeIfPresent(properties, forKey: .properties)
    try container.encodeIfPresent(required, forKey: .required)
    try container.encodeIfPresent(element.first, forKey: .items)
    try container.encodeIfPresent(alternatives, forKey: .oneOf)
    try container.encodeIfPresent(pattern, forKey: .pattern)
    try container.encodeIfPresent(others.first, forKey: .additionalProperties)
    if type == .object, others.isEmpty { try container.encode(false, forKey: .additionalProperties) }
  }
}
