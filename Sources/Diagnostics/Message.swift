/// What is said to a user: a template with `{name}` fields, and what goes into them.
///
/// The text is put together only when it is asked for, in the language of the reader.
public struct Message: Hashable, Sendable {
  /// The text with its fields, as the rule file has it.
  public let template: LocalizedText
  /// What stands in the fields.
  public let fields: MessageFields

  /// Joins a template and what stands in its fields. One of which nothing is said stays as it is.
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
