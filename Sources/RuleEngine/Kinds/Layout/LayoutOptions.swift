import DraftText
import RuleFiles

extension LayoutRule {
  /// The keys of a `layout` rule.
  package struct Options: RuleOptions {
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case of, levels, width, height, top, right, bottom, left, font, size, align, indent, form, example
    }

    /// The subject of the rule.
    let of: Subject
    /// The levels of the checked headings, by their names in `outline.yaml`; nil for all levels.
    let levels: [String]?
    /// The size and the margins of the paper, in millimetres.
    let width, height, top, right, bottom, left: Double?
    /// The accepted fonts, by the beginning or a part of their names; the first is the one to suggest.
    let font: [String]?
    /// The font size, in points.
    let size: Double?
    let align: Layout.Alignment?
    /// The indent of a paragraph, in characters.
    let indent: Double?
    /// The form of a page number.
    let form: PatternSource?
    /// An example of a page number in that form, for the message: `— 1 —`.
    let example: String?
  }

  /// The part of the layout that a rule checks.
  enum Subject: String, Decodable, Sendable, CaseIterable {
    case page, title, heading, body
    case pageNumber = "page-number"

    /// The keys that apply to the subject.
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
  /// - Parameter given: The keys of the file.
  /// - Throws: ``OptionError`` for a key that does not apply to the subject, and if there is no other key.
  func check(_ given: [CodingKeys]) throws(OptionError) {
    let keys = given.filter { $0 != .of }
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
