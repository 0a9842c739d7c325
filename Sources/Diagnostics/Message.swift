/// A text for users: a template with `{name}` fields, and the values of the fields.
///
/// The text is composed only when it is needed, in the language of the reader.
public struct Message: Hashable, Sendable {
  /// The template, as the rule file has it.
  public let template: LocalizedText
  /// The values of the fields.
  public let fields: MessageFields

  /// Makes a message. A field without a value stays in the text as `{name}`.
  public init(_ template: LocalizedText, _ fields: MessageFields = [:]) {
    self.template = template
    self.fields = fields
  }

  /// The finished text in `language`.
  public func text(in language: Language) -> String {
    let template = template[language]
    guard !fields.isEmpty else { return template }
    var text = ""
    var rest = template[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      text += rest[..<open]
      let field = rest[rest.utf8.index(after: open)..<close]
      let end = rest.utf8.index(after: close)
      text += fields[String(field)]?[language] ?? String(rest[open..<end])
      rest = rest[end...]
    }
    return text + rest
  }
}

/// The values of the `{name}` fields of a message. A message has few fields: a list takes less memory and time than a dictionary.
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

/// A language in which zhangfa shows texts to its users.
public enum Language: String, CaseIterable, Sendable, Codable {
  /// Chinese.
  case zh
  /// English.
  case en
}

/// One text for users in each ``Language``.
public struct LocalizedText: Hashable, Sendable, Codable {
  /// The Chinese text, as an office would write it.
  public let zh: String
  /// The English text.
  public let en: String

  /// Pairs the two texts.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// A text that is the same in every language: a quotation from a draft, a number, a name.
  public init(verbatim text: String) { self.init(zh: text, en: text) }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}

/// An error that says in each ``Language`` what went wrong.
public protocol ExplainedError: Error {
  /// The explanation for the user.
  var message: LocalizedText { get }
}
