import Archive

extension XMLName {
  /// The name by which readers of the body know the element: the name of Word, also for runs and text of formulas. Elements
  /// of other namespaces that matter have a prefix; the rest have an empty name.
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
