import Archive

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
  /// Any other, or none.
  case other
}

extension XMLName {
  /// The namespace of the element.
  var wordNamespace: Namespace {
    namespaces.first { $0.uri.utf8CodeUnitCount == namespace.count && $0.uri.bytes.elementsEqual(namespace) }?.namespace
      ?? .other
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
]

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}

extension XMLAttributes {
  /// Whether an element that is a switch is on: `<w:vanish/>`, `<w:vanish w:val="true"/>`.
  var isOn: Bool { !["0", "false", "off"].contains(self["val"] ?? "1") }
}
