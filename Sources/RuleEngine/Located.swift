import DraftText

/// A value of a rule file with its place.
package struct Located<Value: Decodable & Sendable>: Decodable, Sendable {
  /// The value.
  package let value: Value
  /// Where it stands.
  package let position: LinePosition

  init(value: Value, position: LinePosition) {
    self.value = value
    self.position = position
  }

  package init(from decoder: any Decoder) throws {
    if let decoder = decoder as? NodeDecoder {
      value = try decoder.decode(Value.self)
      position = decoder.node.position
    } else {
      value = try Value(from: decoder)
      position = LinePosition(line: 1, column: 1)
    }
  }
}
