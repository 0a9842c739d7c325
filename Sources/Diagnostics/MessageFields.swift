/// The values of the `{name}` fields of a message. A message has few fields: a list takes less memory and time than a
/// dictionary.
public struct MessageFields: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// A field and its value.
  public struct Field: Hashable, Sendable {
    /// The name, without braces.
    public let name: String
    /// The value.
    public let text: LocalizedText
  }

  /// The fields, sorted by name.
  public private(set) var sorted: [Field]

  /// Makes the fields of `elements`. If a name occurs twice, the later value is used.
  public init(dictionaryLiteral elements: (String, LocalizedText)...) {
    sorted = []
    sorted.reserveCapacity(elements.count)
    for (name, text) in elements { self[name] = text }
  }

  /// Whether there are no fields.
  public var isEmpty: Bool { sorted.isEmpty }

  /// The value of the field called `name`; nil if there is none.
  public subscript(name: String) -> LocalizedText? {
    get { sorted.first { $0.name == name }?.text }
    set {
      let index = sorted.firstIndex { $0.name >= name } ?? sorted.endIndex
      let isKnown = index < sorted.endIndex && sorted[index].name == name
      sorted.replaceSubrange(
        index..<(isKnown ? index + 1 : index), with: newValue.map { [Field(name: name, text: $0)] } ?? [])
    }
  }
}
