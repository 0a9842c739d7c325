/// The role that a style gives to a paragraph.
enum StyleRole: Hashable {
  /// A heading, with its level from 1.
  case heading(level: Int)
  case title
  case caption
  case contents
  case quotation
  /// Text, set explicitly: the style can be based on a heading.
  case body

  /// The role of an outline level, from 0; 9 is the level of text.
  init(outlineLevel: Int) {
    self = (0..<9).contains(outlineLevel) ? .heading(level: outlineLevel + 1) : .body
  }

  /// The role of a style of Word or WPS by its name, or by an id that was made from the name; nil for other styles.
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

/// The prefixes of `toc 1`, `TOC Heading`, their names in LibreOffice and WPS, and lists of figures.
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
