import DraftText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// JSON that is written as it becomes known, so that nobody has to keep it.
///
/// What the methods return belongs one after the other. Members of objects and elements of arrays take a line each; names
/// are taken to need no escaping.
struct JSONStream: Sendable {
  /// What stands before the next member or element.
  private var separator = ""

  mutating func beginObject(_ name: String? = nil) -> String { begin(name, "{") }
  mutating func beginArray(_ name: String? = nil) -> String { begin(name, "[") }
  mutating func endObject() -> String { end("}") }
  mutating func endArray() -> String { end("]") }

  mutating func member(_ name: String, _ value: some Encodable) -> String {
    next(name) + json(value)
  }

  mutating func element(_ value: some Encodable) -> String { next(nil) + json(value) }

  /// A member that is an array of which everything is known.
  mutating func array(_ name: String, _ values: [some Encodable]) -> String {
    var text = beginArray(name)
    for value in values { text += element(value) }
    return text + endArray()
  }

  private mutating func next(_ name: String?) -> String {
    defer { separator = ",\n" }
    return separator + (name.map { "\"\($0)\": " } ?? "")
  }

  private mutating func begin(_ name: String?, _ bracket: String) -> String {
    defer { separator = "\n" }
    return next(name) + bracket
  }

  private mutating func end(_ bracket: String) -> String {
    let isEmpty = separator == "\n"
    separator = ",\n"
    return (isEmpty ? "" : "\n") + bracket
  }
}

/// `value` on one line, or indented over many, its keys in the order of the alphabet.
package func json(_ value: some Encodable, isIndented: Bool = false) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
  guard let json = try? encoder.encode(value) else {
    preconditionFailure("what zhangfa writes holds nothing that JSON cannot say")
  }
  return plainJSON(String(decoding: json, as: UTF8.self))
}

/// `json` with the same meaning and nothing in it that a terminal would obey: JSON asks only for U+0000 to U+001F to be escaped.
private func plainJSON(_ json: String) -> String {
  guard json.unicodeScalars.contains(where: { $0.isHarmful && $0 != "\n" }) else { return json }
  return json.unicodeScalars.reduce(into: "") { text, scalar in
    guard scalar.isHarmful, scalar != "\n" else { return text.unicodeScalars.append(scalar) }
    for unit in String(scalar).utf16 {
      let number = String(unit, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - number.count) + number
    }
  }
}
