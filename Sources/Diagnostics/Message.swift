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
    var end = template.startIndex
    for name in Self.fields(in: template) {
      let field = template.utf8.index(before: name.lowerBound)..<template.utf8.index(after: name.upperBound)
      text += template[end..<field.lowerBound]
      text += fields[String(template[name])]?[language] ?? String(template[field])
      end = field.upperBound
    }
    return text + template[end...]
  }

  /// Returns the ranges of the names of fields in `template`, without the braces.
  package static func fields(in template: String) -> [Range<String.Index>] {
    var names: [Range<String.Index>] = []
    var rest = template[...].utf8
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      names.append(rest.index(after: open)..<close)
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}
