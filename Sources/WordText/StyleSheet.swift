import Archive

/// A paragraph or character style: what matters here of what it says itself.
struct Style {
  /// The styles that it takes the rest from.
  var basedOn: String?
  var list = ListReference()
  /// Whether its text is hidden; nil where it does not say.
  var isHidden: Bool?
  /// The level of its paragraphs in the outline, from 0; 9 for text.
  var outlineLevel: Int?
  var look = Look()
  /// What it is for by its name or its id.
  var namedRole: StyleRole?

  /// What it makes of a paragraph by itself. Word gives titles a level in the outline, too, and headings need not say theirs.
  var role: StyleRole? {
    switch namedRole {
    case nil, .heading: outlineLevel.map(StyleRole.init(outlineLevel:)) ?? namedRole
    default: namedRole
    }
  }
}

/// The list that a paragraph or a style belongs to, as far as it says: `w:numPr`.
struct ListReference: Hashable {
  /// Which list; 0 for none at all.
  var number: Int?
  /// How far in, from 0.
  var level: Int?
}

/// The styles of a document: `word/styles.xml`.
struct StyleSheet {
  /// Styles are based on each other to this depth at most; a circle ends there too.
  private static let depthLimit = 32

  private(set) var styles: [String: Style] = [:]
  /// The style of paragraphs that name none.
  private(set) var defaultParagraphStyle: String?
  /// What holds where no style says anything.
  fileprivate(set) var defaults = Look()

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

  /// Whether text in the style called `id` is hidden; nil where no style says.
  func isHidden(_ id: String?) -> Bool? {
    guard let id else { return nil }
    return chain(from: id).lazy.compactMap(\.style.isHidden).first
  }

  /// What the style called `id` makes of a paragraph; nil where neither it nor what it is based on says.
  func role(of id: String?) -> StyleRole? {
    if let id, styles[id] == nil { return StyleRole(styleName: id) }
    return chain(from: id ?? defaultParagraphStyle).lazy.compactMap(\.style.role).first
  }

  /// What the style called `id` and those that it is based on say together.
  func look(of id: String?) -> Look { chain(from: id).reduce(Look()) { look, link in look.over(link.style.look) } }

  fileprivate mutating func add(_ style: Style, id: String, isDefaultParagraphStyle: Bool) {
    styles[id] = style
    if isDefaultParagraphStyle { defaultParagraphStyle = id }
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
    // What a style says itself stands at depth 3 or 4: w:styles/w:style/w:pPr/w:numPr/w:numId. Further in are the
    // conditions of table styles and what the style was before it was changed.
    switch (open.dropFirst(2).joined(separator: "/"), name.local) {
    case ("", "name"):
      if let role = attributes["val"].flatMap(StyleRole.init(styleName:)) { current?.style.namedRole = role }
    case ("", "basedOn"): current?.style.basedOn = attributes["val"]
    case ("pPr", "outlineLvl"): current?.style.outlineLevel = attributes.number("val")
    case ("pPr/numPr", "numId"): current?.style.list.number = attributes.number("val")
    case ("pPr/numPr", "ilvl"): current?.style.list.level = attributes.number("val")
    case ("rPr", "vanish"): current?.style.isHidden = attributes.isOn
    case ("pPr", _), ("rPr", _): current?.style.look.read(name.local, attributes)
    case ("pPrDefault/pPr", _), ("rPrDefault/rPr", _): sheet.defaults.read(name.local, attributes)
    default: break
    }
  }

  func end() {
    guard let name = open.popLast(), name == "style", let style = current else { return }
    sheet.add(style.style, id: style.id, isDefaultParagraphStyle: style.isDefault)
    current = nil
  }
}

/// What a style makes of a paragraph.
enum StyleRole: Hashable {
  /// A heading, with its level from 1.
  case heading(level: Int)
  case title
  case caption
  case contents
  case quotation
  /// Text, said expressly: what the style is based on may be a heading.
  case body

  /// Takes a level of the outline, from 0; 9 is that of text.
  init(outlineLevel: Int) {
    self = (0..<9).contains(outlineLevel) ? .heading(level: outlineLevel + 1) : .body
  }

  /// What a style of Word or WPS is for by its name, or by its id where it was made from the name; nil for others.
  init?(styleName: String) {
    let name = styleName.lowercased().filter { !$0.isWhitespace }
    if let role = roles[name] {
      self = role
    } else if let level = headingLevel(of: name) {
      self = .heading(level: level)
    } else if contentsPrefixes.contains(where: name.hasPrefix) {
      self = .contents
    } else {
      return nil
    }
  }
}

private let roles: [String: StyleRole] = [
  "title": .title, "标题": .title, "subtitle": .title, "副标题": .title,
  "caption": .caption, "题注": .caption,
  "quote": .quotation, "引用": .quotation, "intensequote": .quotation, "明显引用": .quotation,
]

/// `toc 1`, `TOC Heading`, the same in the words of LibreOffice and of WPS, and lists of figures.
private let contentsPrefixes = [
  "toc", "目录", "contents1", "contents2", "contents3", "contentsheading", "wpsoffice手动目录", "tableoffigures", "图表目录",
]

/// The level of `heading 1`, `标题 1` and 一级标题.
private func headingLevel(of name: String) -> Int? {
  for prefix in ["heading", "标题"] where name.hasPrefix(prefix) {
    let rest = name.dropFirst(prefix.count)
    if rest.count == 1, let level = Int(rest), level > 0 { return level }
  }
  guard name.count == 4, name.hasSuffix("级标题"), let first = name.first,
    let index = Array("一二三四五六七八九").firstIndex(of: first)
  else { return nil }
  return index + 1
}
