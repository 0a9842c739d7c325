/// What is said to a user: a template with `{name}` fields, and what goes into them.
///
/// The text is put together only when it is asked for, in the language of the reader.
public struct Message: Hashable, Sendable {
  /// The text with its fields, as the rule file has it.
  public let template: LocalizedText
  /// What stands for each field, by its name.
  public let arguments: [String: LocalizedText]

  /// Joins a template and its arguments. A field without an argument stays as it is.
  public init(_ template: LocalizedText, _ arguments: [String: LocalizedText] = [:]) {
    self.template = template
    self.arguments = arguments
  }

  /// The finished text in `language`.
  public func text(in language: Language) -> String {
    let template = template[language]
    guard !arguments.isEmpty else { return template }
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let field = rest[rest.index(after: open)..<close]
      text += arguments[String(field)]?[language] ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
