/// What stands in the `{name}` fields of a message. They are few: a list takes less room than a dictionary, and less time.
public struct MessageFields: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// A field and what stands in it.
  public struct Field: Hashable, Sendable {
    /// The name, without braces.
    public let name: String
    /// What stands there.
    public let text: LocalizedText
  }

  /// The fields, by name.
  public private(set) var sorted: [Field]

  /// Fills in what `elements` say; of two texts for one field, the later.
  public init(dictionaryLiteral elements: (String, LocalizedText)...) {
    sorted = []
    sorted.reserveCapacity(elements.count)
    for (name, text) in elements { self[name] = text }
  }

  /// Whether nothing is filled in.
  public var isEmpty: Bool { sorted.isEmpty }

  /// What stands in the field called `name`; nil where nothing was said of it.
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
