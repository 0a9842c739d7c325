import Archive

/// One of the two fonts that a theme names: that of headings, and that of text.
enum ThemeFont {
  case major, minor
}

/// Reads the fonts that a theme has for Chinese characters: `word/theme/theme1.xml`.
final class ThemeReader: XMLHandler {
  private(set) var fonts: [ThemeFont: String] = [:]
  /// The font whose element is open.
  private var current: ThemeFont?
  private var open: [String] = []

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    open.append(name.local)
    switch name.local {
    case "majorFont": current = .major
    case "minorFont": current = .minor
    case "ea", "font":
      // If no font is set for all of East Asia, the font for simplified Chinese is used.
      let isWanted = name.local == "ea" || attributes["script"] == "Hans"
      guard let current, isWanted, let font = attributes["typeface"], !font.isEmpty else { break }
      if fonts[current] == nil { fonts[current] = font }
    default: break
    }
  }

  func end() {
    if ["majorFont", "minorFont"].contains(open.popLast()) { current = nil }
  }
}
