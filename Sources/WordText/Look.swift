import Archive
import DraftText

/// The properties of a style, a paragraph or a run that determine how its text looks. Nil values are inherited.
struct Look {
  /// A font for Chinese characters.
  enum Font: Hashable {
    case named(String)
    /// One of the two fonts that the theme of the document names.
    case ofTheme(isMajor: Bool)
  }

  var font: Font?
  /// In half points.
  var size: Int?
  var alignment: Layout.Alignment?
  /// The attributes of `w:ind`, in twentieths of a point or hundredths of a character.
  private var indents: [Indent: Int] = [:]

  /// The attributes of `w:ind` that move the first line.
  private enum Indent: String, CaseIterable {
    case left, start, leftChars, startChars, firstLine, firstLineChars, hanging, hangingChars
  }

  /// Reads the element called `name`, if it sets one of these properties.
  mutating func read(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "rFonts":
      if let theme = attributes["eastAsiaTheme"] {
        font = .ofTheme(isMajor: theme.hasPrefix("major"))
      } else if let name = attributes["eastAsia"], !name.isEmpty {
        font = .named(name)
      }
    case "sz": size = attributes.number("val") ?? size
    case "jc": alignment = attributes["val"].flatMap(Layout.Alignment.init(word:)) ?? alignment
    case "ind":
      for indent in Indent.allCases {
        if let value = attributes.number(indent.rawValue) { indents[indent] = value }
      }
    default: break
    }
  }

  /// Returns these properties, with those of `base` where this has none.
  func over(_ base: Look) -> Look {
    var look = self
    look.font = font ?? base.font
    look.size = size ?? base.size
    look.alignment = alignment ?? base.alignment
    look.indents = base.indents.merging(indents) { $1 }
    return look
  }

  /// The indent of the first line, in characters of `size` points.
  func indent(size: Double) -> Double {
    /// If both are set, the value in characters is used, unless it is 0.
    func value(_ inCharacters: Indent, _ inTwentieths: Indent) -> Double? {
      if let value = indents[inCharacters], value != 0 { return Double(value) / 100 }
      return indents[inTwentieths].map { Double($0) / 20 / size }
    }
    let left = value(.leftChars, .left) ?? value(.startChars, .start) ?? 0
    // A hanging indent overrides an indent of the first line.
    let hanging = value(.hangingChars, .hanging) ?? 0
    return left + (hanging != 0 ? -hanging : value(.firstLineChars, .firstLine) ?? 0)
  }
}

extension Layout.Alignment {
  /// Converts a value of `w:jc`, or of the alignment of a frame or drawing.
  init?(word: String) {
    switch word {
    case "left", "start": self = .left
    case "right", "end": self = .right
    case "center": self = .center
    case "both", "distribute": self = .justified
    case "outside": self = .outside
    default: return nil
    }
  }
}

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
