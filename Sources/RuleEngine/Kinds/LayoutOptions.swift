import DraftText
import RuleFiles

extension LayoutRule {
  /// The keys of a `layout` rule.
  struct Options: Decodable, Sendable {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case of, levels, width, height, top, right, bottom, left, font, size, align, indent, form, example
    }

    /// What is looked at.
    let of: Subject
    /// The levels whose headings are, by their names in `outline.yaml`; all where none is named.
    let levels: [String]?
    /// The paper and what stays blank on it, in millimetres.
    let width, height, top, right, bottom, left: Double?
    /// Names that a font may begin with, or have in it; the first is the one to write.
    let font: [String]?
    /// In points.
    let size: Double?
    let align: Layout.Alignment?
    /// How far in a paragraph begins, in characters.
    let indent: Double?
    /// How the number of a page is written.
    let form: PatternSource?
    /// A number of a page in that form, for the message: `— 1 —`.
    let example: String?
  }

  /// What of a draft is looked at.
  enum Subject: String, Decodable, Sendable, CaseIterable {
    case page, title, heading, body
    case pageNumber = "page-number"

    /// The keys that say something of it.
    fileprivate var keys: Set<Options.CodingKeys> {
      switch self {
      case .page: [.width, .height, .top, .right, .bottom, .left]
      case .title, .body: [.font, .size, .align, .indent]
      case .heading: [.levels, .font, .size, .align, .indent]
      case .pageNumber: [.form, .example, .size, .align]
      }
    }
  }
}

extension LayoutRule.Options {
  /// - Throws: ``OptionError`` for a key that says nothing of what is looked at, and where none is left.
  func check() throws(OptionError) {
    let given: [(key: CodingKeys, isGiven: Bool)] = [
      (.levels, levels != nil), (.width, width != nil), (.height, height != nil), (.top, top != nil),
      (.right, right != nil), (.bottom, bottom != nil), (.left, left != nil), (.font, font != nil),
      (.size, size != nil), (.align, align != nil), (.indent, indent != nil), (.form, form != nil),
      (.example, example != nil),
    ]
    let keys = given.filter(\.isGiven).map(\.key)
    if let key = keys.first(where: { !of.keys.contains($0) }) {
      throw OptionError(
        key.rawValue, zh: "of: \(of.rawValue) 时用不到 \(key.rawValue)",
        en: "\(key.rawValue) is of no use with of: \(of.rawValue)")
    }
    if keys.allSatisfy({ [.levels, .example].contains($0) }) {
      throw OptionError("of", zh: "没有写明版式应当怎样", en: "nothing says what it should look like")
    }
    if font?.isEmpty == true || font?.contains("") == true {
      throw OptionError("font", zh: "字体没有名称", en: "a font has no name")
    }
  }
}
