import DraftText

/// A mapping whose keys are names of things, each entry with its place, in the order of the file.
package struct LocatedEntries<Value: Decodable & Sendable>: Decodable, Sendable {
  /// One key with its value.
  package struct Entry: Sendable {
    /// The key.
    package let name: String
    /// Where the key stands.
    package let position: LinePosition
    /// What it holds.
    package let value: Value
  }

  /// The entries.
  package let entries: [Entry]

  init(entries: [Entry]) { self.entries = entries }

  package init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? NodeDecoder else {
      let values = try [String: Value](from: decoder)
      let nowhere = LinePosition(line: 1, column: 1)
      entries = values.sorted { $0.key < $1.key }.map { Entry(name: $0.key, position: nowhere, value: $0.value) }
      return
    }
    var entries: [Entry] = []
    for field in try decoder.entries() {
      let value = try NodeDecoder(field.value).decode(Value.self)
      entries.append(Entry(name: field.key, position: field.keyPosition, value: value))
    }
    self.entries = entries
  }
}
