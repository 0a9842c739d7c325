import DraftText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A value of JSON, written in Swift as it reads in the report. Members that are nil are left out.
enum JSON: Encodable, Sendable {
  case string(String)
  case number(Int)
  case bool(Bool)
  case array([JSON])
  case object([String: JSON])

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .string(let text): try text.encode(to: encoder)
    case .number(let number): try number.encode(to: encoder)
    case .bool(let bool): try bool.encode(to: encoder)
    case .array(let values): try values.encode(to: encoder)
    case .object(let members): try members.encode(to: encoder)
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .string(text) }
  init(booleanLiteral bool: Bool) { self = .bool(bool) }
  init(arrayLiteral values: JSON...) { self = .array(values) }

  init(dictionaryLiteral members: (String, JSON?)...) {
    self = .object(Dictionary(uniqueKeysWithValues: members.compactMap { name, value in value.map { (name, $0) } }))
  }
}

extension Sequence {
  /// The values that `transform` makes of the elements; nil where there are none.
  func json(_ transform: (Element) -> JSON) -> JSON? {
    let values = map(transform)
    return values.isEmpty ? nil : .array(values)
  }
}

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

  mutating func member(_ name: String, _ value: JSON) -> String { next(name) + json(value) }
  mutating func element(_ value: JSON) -> String { next(nil) + json(value) }

  /// A member that is an array of which everything is known.
  mutating func array(_ name: String, _ values: [JSON]) -> String {
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
