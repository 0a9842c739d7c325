import Archive

/// Reads the fonts that a theme has for Chinese characters: `word/theme/theme1.xml`.
final class ThemeReader: XMLHandler {
  /// The fonts. The key is whether the font is that of headings.
  private(set) var fonts: [Bool: String] = [:]
  /// Whether the open element has the fonts of headings; nil outside the two font elements.
  private var isMajor: Bool?
  private var open: [String] = []

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    open.append(name.local)
    switch name.local {
    case "majorFont": isMajor = true
    case "minorFont": isMajor = false
    case "ea", "font":
      // If no font is set for all of East Asia, the font for simplified Chinese is used.
      let isWanted = name.local == "ea" || attributes["script"] == "Hans"
      guard let isMajor, isWanted, let font = attributes["typeface"], !font.isEmpty else { break }
      if fonts[isMajor] == nil { fonts[isMajor] = font }
    default: break
    }
  }

  func end() {
    if ["majorFont", "minorFont"].contains(open.popLast()) { isMajor = nil }
  }
}
