/// The namespaces whose elements say something, in the transitional form that programs write and in the strict one.
enum Namespace: Hashable {
  /// The text of Word documents.
  case word
  /// Formulas.
  case math
  /// Alternatives for programs of different age.
  case compatibility
  /// Relationships between the parts of a package.
  case package
  /// Emoji that newer fonts have.
  case symbol
  /// `xml:`.
  case xml
  /// Any other, or none.
  case other
}

/// What an element is called.
struct XMLName {
  let namespace: Namespace
  let local: String
}

extension XMLName {
  /// Between the namespace and the local name in the names that expat reports; no namespace can hold it.
  static let separator: UInt8 = 0x1F

  /// Takes a name from expat.
  init(_ name: UnsafePointer<CChar>) {
    let bytes = UnsafeBufferPointer(cString: name)
    guard let separator = bytes.lastIndex(of: Self.separator) else {
      self.init(namespace: .other, local: String(decoding: bytes, as: UTF8.self))
      return
    }
    let uri = bytes[..<separator]
    let known = namespaces.first { $0.uri.utf8CodeUnitCount == uri.count && $0.uri.bytes.elementsEqual(uri) }
    self.init(
      namespace: known?.namespace ?? .other, local: String(decoding: bytes[(separator + 1)...], as: UTF8.self))
  }
}

private let namespaces: [(uri: StaticString, namespace: Namespace)] = [
  ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", .word),
  ("http://purl.oclc.org/ooxml/wordprocessingml/main", .word),
  ("http://schemas.openxmlformats.org/officeDocument/2006/math", .math),
  ("http://purl.oclc.org/ooxml/officeDocument/math", .math),
  ("http://schemas.openxmlformats.org/markup-compatibility/2006", .compatibility),
  ("http://schemas.openxmlformats.org/package/2006/relationships", .package),
  ("http://schemas.microsoft.com/office/word/2015/wordml/symex", .symbol),
  ("http://www.w3.org/XML/1998/namespace", .xml),
]

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes of a C string, without the zero at its end.
  fileprivate init(cString: UnsafePointer<CChar>) {
    // Expat ends every name with a zero.
    var count = 0
    while cString[count] != 0 { count += 1 }
    self.init(start: UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self), count: count)
  }
}

/// The attributes of an element, as long as expat keeps them.
struct XMLAttributes {
  private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// Takes what expat reports: name, value, name, value … and a null.
  init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.list = list }

  /// How many there are.
  var count: Int {
    guard let list else { return 0 }
    var index = 0
    while list[index] != nil { index += 2 }
    return index / 2
  }

  /// The value of the attribute called `local`, in whatever namespace it is.
  subscript(local: String) -> String? {
    guard let list else { return nil }
    // Names and values come in pairs, and a null stands where the next name would.
    var index = 0
    while let name = list[index], let value = list[index + 1] {
      if hasLocalName(name, local) { return String(cString: value) }
      index += 2
    }
    return nil
  }

  /// The value of the attribute called `local` where it is a number.
  func number(_ local: String) -> Int? { self[local].flatMap { Int($0) } }

  /// Whether an element that is a switch is on: `<w:vanish/>`, `<w:vanish w:val="true"/>`.
  var isOn: Bool { !["0", "false", "off"].contains(self["val"] ?? "1") }

  private func hasLocalName(_ name: UnsafePointer<CChar>, _ local: String) -> Bool {
    let bytes = UnsafeBufferPointer(cString: name)
    let start = bytes.lastIndex(of: XMLName.separator).map { $0 + 1 } ?? 0
    return bytes[start...].elementsEqual(local.utf8)
  }
}
