import Archive
import DraftText

/// The properties of a style, a paragraph or a run that determine how its text is formatted. Nil values are inherited.
struct Formatting {
  /// A font for Chinese characters.
  enum Font: Hashable {
    case named(String)
    case ofTheme(ThemeFont)
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
        font = .ofTheme(theme.hasPrefix("major") ? .major : .minor)
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
  func inheriting(from base: Formatting) -> Formatting {
    var formatting = self
    formatting.font = font ?? base.font
    formatting.size = size ?? base.size
    formatting.alignment = alignment ?? base.alignment
    formatting.indents = base.indents.merging(indents) { $1 }
    return formatting
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
