/// The facts about a category of rules that reports, editors and the linter use.
///
/// The category is the first part of a rule's id. A new shipped category gets a line in ``shipped``; a category of a
/// user's own rules has no facts.
package struct RuleCategory: Sendable {
  /// A fact that holds for all rules of a category; the properties of ``RuleID`` describe each of them.
  fileprivate enum Trait { case characters, structure, placeholders, margins, suppression }

  /// The name for users.
  package let name: LocalizedText
  fileprivate let traits: Set<Trait>

  private init(_ zh: String, _ en: String, _ traits: Trait...) {
    name = LocalizedText(zh: zh, en: en)
    self.traits = Set(traits)
  }

  /// The categories of the shipped rules, by the first part of their ids.
  fileprivate static let shipped: [Substring: RuleCategory] = [
    "agree": RuleCategory("前后一致", "agreement"),
    "contents": RuleCategory("目录", "contents", .structure),
    "count": RuleCategory("数目", "counts", .structure),
    "enumeration": RuleCategory("分项", "enumerations", .structure),
    "heading": RuleCategory("标题", "headings"),
    "layout": RuleCategory("版式", "layout"),
    "numbering": RuleCategory("序号", "numbering", .structure),
    "pair": RuleCategory("成对标点", "pairs", .characters),
    "parts": RuleCategory("结构部分", "parts", .structure),
    "placeholder": RuleCategory("占位符", "placeholders", .placeholders, .margins),
    "punctuation": RuleCategory("标点", "punctuation", .characters),
    "residue": RuleCategory("残留", "residue", .margins),
    "suppression": RuleCategory("忽略标记", "suppressions", .structure, .suppression),
    "title": RuleCategory("文题", "title"),
    "word": RuleCategory("修订批注", "review traces"),
    "wording": RuleCategory("文字", "wording"),
  ]
}

extension RuleID {
  /// The name of the category for users; the id of the category if it is not a shipped one.
  package var categoryName: LocalizedText {
    RuleCategory.shipped[category]?.name ?? LocalizedText(verbatim: String(category))
  }

  private func has(_ trait: RuleCategory.Trait) -> Bool {
    RuleCategory.shipped[category]?.traits.contains(trait) ?? false
  }

  /// Whether the rule is about single characters, which have another meaning in file names and addresses.
  package var isAboutCharacters: Bool { has(.characters) }

  /// Whether the rule is about the structure, so that no list of accepted words can answer its findings.
  package var isAboutStructure: Bool { has(.structure) }

  /// Whether the rule is about text that nobody has filled in. A line can hold many such places.
  package var isAboutPlaceholders: Bool { has(.placeholders) }

  /// Whether the category also applies to headers, footers, notes and comments of Word documents.
  package var concernsMargins: Bool { has(.margins) }

  /// Whether the rule is about suppression comments, so that a comment without names does not suppress it.
  package var isAboutSuppression: Bool { has(.suppression) }
}
