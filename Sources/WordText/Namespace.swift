import Archive

/// The namespaces whose elements matter, both in the transitional form that programs write and in the strict form.
package enum Namespace: Hashable {
  /// The text of Word documents.
  case word
  /// Formulas.
  case math
  /// Alternatives for older and newer programs.
  case compatibility
  /// Relationships between the parts of a package.
  case package
  /// Emoji that newer fonts have.
  case symbol
  /// Any other, or none.
  case other
}

/// The URIs of the namespace of Word's elements: the transitional one, which programs write, and that of strict
/// documents.
package enum WordNamespace {
  package static let transitional: StaticString = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  package static let strict: StaticString = "http://purl.oclc.org/ooxml/wordprocessingml/main"
}

extension XMLName {
  /// The namespace of the element.
  package var wordNamespace: Namespace {
    namespaces.first { $0.uri.isEqual(to: namespace) }?.namespace ?? .other
  }

  /// Whether the element is in the namespace of strict Word documents.
  package var isStrict: Bool { WordNamespace.strict.isEqual(to: namespace) }

  /// The name by which readers of the body know the element: the name of Word, also for runs and text of formulas.
  /// Elements of other namespaces that matter have a prefix; the rest have an empty name.
  var bodyName: String {
    switch wordNamespace {
    case .word: local
    case .math: ["r", "t"].contains(local) ? local : ""
    case .compatibility: "mc:" + local
    case .symbol: "w16se:" + local
    case .package, .other: ""
    }
  }
}

extension XMLAttributes {
  /// Whether an on/off element is on: `<w:vanish/>`, `<w:vanish w:val="true"/>`.
  var isOn: Bool { !["0", "false", "off"].contains(self["val"] ?? "1") }
}

private let namespaces: [(uri: StaticString, namespace: Namespace)] = [
  (WordNamespace.transitional, .word),
  (WordNamespace.strict, .word),
  ("http://schemas.openxmlformats.org/officeDocument/2006/math", .math),
  ("http://purl.oclc.org/ooxml/officeDocument/math", .math),
  ("http://schemas.openxmlformats.org/markup-compatibility/2006", .compatibility),
  ("http://schemas.openxmlformats.org/package/2006/relationships", .package),
  ("http://schemas.microsoft.com/office/word/2015/wordml/symex", .symbol),
]

extension StaticString {
  fileprivate func isEqual(to utf8: UnsafeBufferPointer<UInt8>.SubSequence) -> Bool {
    utf8CodeUnitCount == utf8.count
      && utf8.elementsEqual(UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount))
  }
}
