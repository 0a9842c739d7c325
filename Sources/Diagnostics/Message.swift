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
