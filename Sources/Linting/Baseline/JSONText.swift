import Diagnostics
import DraftText

/// A JSON text of which every value knows its place: as much of JSON as a baseline needs, of any size.
struct JSONText {
  /// A value, and where it begins.
  struct Value {
    enum Content {
      case string(String)
      case integer(Int)
      case list([Value])
      case object([(key: String, place: Int, value: Value)])
    }

    let content: Content
    /// The offset of its first byte.
    let place: Int
  }

  /// What is wrong, and at which offset.
  struct Fault: Error {
    let message: LocalizedText
    let place: Int
  }

  /// Lists and objects deeper than this are no baseline.
  private static let mostDepth = 8

  private let bytes: [UInt8]
  private var offset: Int

  /// Reads the one value of `bytes`, which are UTF-8 with or without a byte order mark.
  static func value(of bytes: [UInt8]) throws(Fault) -> Value {
    var text = JSONText(bytes: bytes, offset: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    let value = try text.value(depth: 0)
    text.skipBlanks()
    guard text.offset == bytes.count else { throw text.expected(.init(zh: "文件结束", en: "the end of the file")) }
    return value
  }

  /// Line and column of the byte at `offset` of `bytes`, the column in code points.
  static func position(of offset: Int, in bytes: [UInt8]) -> LinePosition {
    let before = bytes[..<offset]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    return LinePosition(
      line: 1 + before.count { $0 == 0x0A },
      column: 1 + bytes[min(start, offset)..<offset].count { $0 & 0xC0 != 0x80 })
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func expected(_ what: LocalizedText) -> Fault {
    Fault(message: LocalizedText(zh: "这里应为\(what.zh)", en: "expected \(what.en) here"), place: offset)
  }

  private mutating func skipBlanks() {
    while let next, [0x20, 0x09, 0x0A, 0x0D].contains(next) { offset += 1 }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: mark) else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) throws(Fault) -> Value {
    skipBlanks()
    let place = offset
    guard depth < Self.mostDepth else { throw expected(.init(zh: "文字或数字", en: "a text or a number")) }
    switch next {
    case UInt8(ascii: "\""): return Value(content: .string(try string()), place: place)
    case UInt8(ascii: "{"): return Value(content: .object(try object(depth: depth)), place: place)
    case UInt8(ascii: "["): return Value(content: .list(try list(depth: depth)), place: place)
    case let digit? where digit == UInt8(ascii: "-") || 0x30...0x39 ~= digit:
      return Value(content: .integer(try integer()), place: place)
    default: throw expected(.init(zh: " JSON 的值", en: "a value of JSON"))
    }
  }

  private mutating func list(depth: Int) throws(Fault) -> [Value] {
    offset += 1
    var values: [Value] = []
    if take("]") { return values }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw expected(.init(verbatim: "“,” / “]”")) }
    return values
  }

  private mutating func object(depth: Int) throws(Fault) -> [(key: String, place: Int, value: Value)] {
    offset += 1
    var members: [(key: String, place: Int, value: Value)] = []
    var keys: Set<String> = []
    if take("}") { return members }
    repeat {
      skipBlanks()
      let place = offset
      guard next == UInt8(ascii: "\"") else { throw expected(.init(zh: "键", en: "a key")) }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw Fault(message: .init(zh: "键“\(key)”重复", en: "key “\(key)” stands here twice"), place: place)
      }
      guard take(":") else { throw expected(.init(verbatim: "“:”")) }
      members.append((key, place, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw expected(.init(verbatim: "“,” / “}”")) }
    return members
  }

  private mutating func integer() throws(Fault) -> Int {
    let digits = bytes[offset...].prefix { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw expected(.init(zh: "整数", en: "a whole number"))
    }
    offset += digits.count
    return value
  }

  private mutating func string() throws(Fault) -> String {
    offset += 1
    var text: [UInt8] = []
    while let byte = next, byte >= 0x20 {
      if byte == UInt8(ascii: "\"") {
        guard let string = String(validating: text, as: UTF8.self) else { throw expected(.init(verbatim: "UTF-8")) }
        offset += 1
        return string
      }
      if byte == UInt8(ascii: "\\") { text += try escape() } else { text.append(byte) }
      offset += 1
    }
    throw expected(.init(zh: "引号", en: "a quotation mark"))
  }

  /// What an escape stands for; its last byte is left to the caller.
  private mutating func escape() throws(Fault) -> [UInt8] {
    offset += 1
    switch next {
    case UInt8(ascii: "u"):
      let high = try unit()
      guard 0xD800..<0xDC00 ~= high else {
        guard let scalar = Unicode.Scalar(high) else { throw expected(.init(zh: "字符", en: "a character")) }
        return Array(String(scalar).utf8)
      }
      // Two units make a character outside the BMP.
      guard bytes[(offset + 1)...].starts(with: "\\u".utf8) else { throw expected(.init(zh: "字符", en: "a character")) }
      offset += 2
      let low = try unit()
      guard 0xDC00..<0xE000 ~= low, let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) else {
        throw expected(.init(zh: "字符", en: "a character"))
      }
      return Array(String(scalar).utf8)
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[offset]]
    default: throw expected(.init(zh: "转义", en: "an escape"))
    }
  }

  /// The four digits after the `u` that is next; the last of them is next afterwards.
  private mutating func unit() throws(Fault) -> UInt32 {
    let digits = bytes[(offset + 1)...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw expected(.init(zh: "四位十六进制数", en: "four hexadecimal digits")) }
    offset += 4
    return value
  }
}
