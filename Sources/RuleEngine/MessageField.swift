/// A field of the text of a message: `{match}`.
struct MessageField {
  /// What stands between the braces.
  let name: String
  /// Where the name begins, in UTF-8 bytes.
  let offset: Int

  /// The fields of `text`, as ``Diagnostics/Message`` finds them.
  static func fields(of text: String) -> [MessageField] {
    var fields: [MessageField] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let start = rest.index(after: open)
      fields.append(
        MessageField(name: String(rest[start..<close]), offset: text.utf8.distance(from: text.startIndex, to: start)))
      rest = rest[rest.index(after: close)...]
    }
    return fields
  }
}
