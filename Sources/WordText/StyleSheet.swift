import Archive

/// A paragraph or character style, with the properties that it sets itself, as far as they matter here.
struct Style {
  /// The style from which it inherits.
  var basedOn: String?
  var list = ListReference()
  /// Whether its text is hidden; nil if the style does not set it.
  var isHidden: Bool?
  /// The outline level of its paragraphs, from 0; 9 for text.
  var outlineLevel: Int?
  var formatting = Formatting()
  /// The role that its name or its id stands for.
  var namedRole: StyleRole?

  /// The role that the style itself gives to a paragraph. The outline level is used unless the name has another role
  /// than heading: Word gives titles a level, too, and headings need not set theirs.
  var role: StyleRole? {
    switch namedRole {
    case nil, .heading: outlineLevel.map(StyleRole.init(outlineLevel:)) ?? namedRole
    default: namedRole
    }
  }
}

/// The list of a paragraph or a style, as far as it sets it: `w:numPr`.
struct ListReference: Hashable {
  /// The number of the list; 0 for no list.
  var number: Int?
  /// The level, from 0.
  var level: Int?
}

/// The styles of a document: `word/styles.xml`.
struct StyleSheet {
  /// The longest chain of styles that are based on each other. A cycle ends there, too.
  private static let depthLimit = 32

  fileprivate(set) var styles: [String: Style] = [:]
  /// The style of paragraphs that name none.
  fileprivate(set) var defaultParagraphStyle: String?
  /// The formatting if no style sets anything.
  fileprivate(set) var defaults = Formatting()

  /// The style called `id` and those that it is based on, the nearest first.
  func chain(from id: String?) -> [(id: String, style: Style)] {
    var chain: [(String, Style)] = []
    var next = id
    while let id = next, let style = styles[id], chain.count < Self.depthLimit {
      chain.append((id, style))
      next = style.basedOn
    }
    return chain
  }

  /// Whether text in the style called `id` is hidden; nil if no style sets it.
  func isHidden(_ id: String?) -> Bool? {
    guard let id else { return nil }
    return chain(from: id).lazy.compactMap(\.style.isHidden).first
  }

  /// The role that the style called `id` gives to a paragraph; nil if neither it nor the styles that it is based on set
  /// one.
  func role(of id: String?) -> StyleRole? {
    if let id, styles[id] == nil { return StyleRole(styleName: id) }
    return chain(from: id ?? defaultParagraphStyle).lazy.compactMap(\.style.role).first
  }

  /// The combined formatting of the style called `id` and of the styles that it is based on.
  func formatting(of id: String?) -> Formatting {
    chain(from: id).reduce(Formatting()) { formatting, link in formatting.inheriting(from: link.style.formatting) }
  }
}

/// Reads `word/styles.xml`.
final class StyleSheetReader: XMLHandler {
  private(set) var sheet = StyleSheet()
  /// The names of the open elements.
  private var open: [String] = []
  private var current: (id: String, style: Style, isDefault: Bool)?

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    defer { open.append(name.wordNamespace == .word ? name.local : "") }
    guard name.wordNamespace == .word, open.count <= 4 else { return }
    if name.local == "style", let id = attributes["styleId"] {
      let isDefault = attributes["type"] == "paragraph" && ["1", "true", "on"].contains(attributes["default"])
      current = (id, Style(namedRole: StyleRole(styleName: id)), isDefault)
      return
    }
    // The properties of a style itself are at depth 3 or 4: w:styles/w:style/w:pPr/w:numPr/w:numId. Deeper elements are
    // the conditions of table styles and the former properties of a changed style.
    switch (open.dropFirst(2).joined(separator: "/"), name.local) {
    case ("", "name"):
      if let role = attributes["val"].flatMap(StyleRole.init(styleName:)) { current?.style.namedRole = role }
    case ("", "basedOn"): current?.style.basedOn = attributes["val"]
    case ("pPr", "outlineLvl"): current?.style.outlineLevel = attributes.number("val")
    case ("pPr/numPr", "numId"): current?.style.list.number = attributes.number("val")
    case ("pPr/numPr", "ilvl"): current?.style.list.level = attributes.number("val")
    case ("rPr", "vanish"): current?.style.isHidden = attributes.isOn
    case ("pPr", _), ("rPr", _): current?.style.formatting.read(name.local, attributes)
    case ("pPrDefault/pPr", _), ("rPrDefault/rPr", _): sheet.defaults.read(name.local, attributes)
    default: break
    }
  }

  func end() {
    guard let name = open.popLast(), name == "style", let style = current else { return }
    sheet.styles[style.id] = style.style
    if style.isDefault { sheet.defaultParagraphStyle = style.id }
    current = nil
  }
}
