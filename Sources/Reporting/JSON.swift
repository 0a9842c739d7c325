import DraftText
import Essentials

/// A JSON value, which can be written as a Swift literal. Members that are nil are left out.
package enum JSON: Sendable, Hashable {
  case null
  case string(String)
  case number(Int)
  case bool(Bool)
  case array([JSON])
  case object([String: JSON])

  /// Writes the value on one line, with sorted keys. Most control characters are left to ``plainJSON(_:)``.
  ///
  /// `JSONEncoder` would take eight times as long, which is half of the time of a report for programs.
  fileprivate func write(to utf8: inout [UInt8]) {
    switch self {
    case .null: utf8 += "null".utf8
    case .string(let text): Self.write(text, to: &utf8)
    case .number(let number): utf8 += String(number).utf8
    case .bool(let bool): utf8 += String(bool).utf8
    case .array(let values):
      Self.write(values, between: "[", "]", to: &utf8) { value, utf8 in value.write(to: &utf8) }
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      Self.write(sorted, between: "{", "}", to: &utf8) { member, utf8 in
        Self.write(member.key, to: &utf8)
        utf8.append(UInt8(ascii: ":"))
        member.value.write(to: &utf8)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between begin: Unicode.Scalar, _ end: Unicode.Scalar, to utf8: inout [UInt8],
    _ write: (Element, inout [UInt8]) -> Void
  ) {
    utf8.append(UInt8(ascii: begin))
    for (index, element) in elements.enumerated() {
      if index > 0 { utf8.append(UInt8(ascii: ",")) }
      write(element, &utf8)
    }
    utf8.append(UInt8(ascii: end))
  }

  private static func write(_ text: String, to utf8: inout [UInt8]) {
    utf8.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      let escape: Unicode.Scalar? =
        switch byte {
        case UInt8(ascii: "\""): "\""
        case UInt8(ascii: "\\"): "\\"
        case 0x08: "b"
        case 0x09: "t"
        case 0x0A: "n"
        case 0x0C: "f"
        case 0x0D: "r"
        default: nil
        }
      if escape != nil { utf8.append(UInt8(ascii: "\\")) }
      utf8.append(escape.map { UInt8(ascii: $0) } ?? byte)
    }
    utf8.append(UInt8(ascii: "\""))
  }
}

extension JSON: Decodable {
  /// Reads the id of a request: null, a whole number or a text.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else {
      self = try (try? container.decode(Int.self)).map(JSON.number) ?? .string(container.decode(String.self))
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(stringLiteral text: String) { self = .string(text) }
  package init(booleanLiteral bool: Bool) { self = .bool(bool) }
  package init(arrayLiteral values: JSON...) { self = .array(values) }

  package init(dictionaryLiteral members: (String, JSON?)...) {
    self = .object(Dictionary(uniqueKeysWithValues: members.compactMap { name, value in value.map { (name, $0) } }))
  }
}

extension JSON: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .string(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .bool(let bool): try container.encode(bool)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}

extension Sequence {
  /// Returns an array of the transformed elements; nil if there are none.
  func json(_ transform: (Element) -> JSON) -> JSON? {
    let values = map(transform)
    return values.isEmpty ? nil : .array(values)
  }
}

/// Writes JSON piece by piece, so that the whole text need not be kept in memory.
///
/// The texts that the methods return are to be joined in this order. Each member and each element takes a line. Names
/// must not need escaping.
struct JSONStream: Sendable {
  /// The separator before the next member or element.
  private var separator = ""

  mutating func beginObject(_ name: String? = nil) -> String { begin(name, "{") }
  mutating func beginArray(_ name: String? = nil) -> String { begin(name, "[") }
  mutating func endObject() -> String { end("}") }
  mutating func endArray() -> String { end("]") }

  mutating func member(_ name: String, _ value: JSON) -> String { next(name) + json(value) }
  mutating func element(_ value: JSON) -> String { next(nil) + json(value) }

  /// Returns a member whose value is a complete array.
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

/// Returns `value` on one line, with sorted keys.
package func json(_ value: JSON) -> String {
  var utf8: [UInt8] = []
  value.write(to: &utf8)
  return plainJSON(String(decoding: utf8, as: UTF8.self))
}

/// Returns `value` with sorted keys, on one line or indented on many lines.
package func json(_ value: some Encodable, isIndented: Bool = false) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
  guard let json = try? encoder.encode(value) else {
    preconditionFailure("what zhangfa writes holds nothing that JSON cannot say")
  }
  return plainJSON(String(decoding: json, as: UTF8.self))
}

/// Returns `json` with all control and format characters escaped. JSON requires this only for U+0000 to U+001F.
private func plainJSON(_ json: String) -> String {
  guard json.unicodeScalars.contains(where: { $0.isHarmful && $0 != "\n" }) else { return json }
  return json.unicodeScalars.reduce(into: "") { text, scalar in
    guard scalar.isHarmful, scalar != "\n" else { return text.unicodeScalars.append(scalar) }
    for unit in String(scalar).utf16 { text += "\\u" + unit.hexadecimal(width: 4) }
  }
}
