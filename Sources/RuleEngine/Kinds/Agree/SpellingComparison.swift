import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// Compares the spellings of names.
///
/// The most frequent form is taken as correct; in a tie, the first. Each other form is reported where it occurs first.
struct SpellingComparison: NameComparison {
  /// One place where a thing is named.
  private struct Form {
    /// The name of the thing, whatever its form.
    let name: String
    let variant: String
    /// The range of key and variant, including the text between them.
    let range: TextRange
    let match: Match
  }

  static let keys: Set<AgreeRule.Options.CodingKeys> = [.fold]
  static let groups = ["key"]

  private let fold: Pattern?
  private let hasVariants: Bool

  init(_ options: AgreeRule.Options, _ pattern: Pattern?, _ patterns: PatternCompiler) throws {
    fold = try patterns.compile(options.fold)
    guard let pattern else {
      throw OptionError("compare", zh: "比较写法要有 pattern", en: "to compare spellings, pattern is needed")
    }
    hasVariants = pattern.groupNames.contains("variant")
  }

  func disagreements(in document: Document, mentions: NameMentions) throws(MatchError) -> [Disagreement] {
    var matches: [Match] = []
    try mentions(document) {
      matches.append($0.match)
      return true
    }
    var forms: [Form] = []
    for match in matches { forms += try form(of: match, in: document.source).map { [$0] } ?? [] }
    let things = Dictionary(grouping: forms, by: \.name)
    return things.values.flatMap { disagreements(of: $0, in: document.source) }.sorted { $0.range < $1.range }
  }

  /// - Parameter forms: The forms of one thing, in the order of the text.
  private func disagreements(of forms: [Form], in source: SourceText) -> [Disagreement] {
    guard let usual = Tally(forms.map(\.variant)).mostFrequent, let model = forms.first(where: { $0.variant == usual })
    else { return [] }
    var seen: Set = [usual]
    return forms.filter { seen.insert($0.variant).inserted }.map { form in
      var found = source.disagreement(at: form.range, with: model.range)
      found.match = form.match
      return found
    }
  }

  /// Returns the form in `match`; nil if nothing is left of the key.
  private func form(of match: Match, in source: SourceText) throws(MatchError) -> Form? {
    guard let key = match.range(of: "key") else { return nil }
    let name = try folded(key, in: source)
    guard !name.isEmpty else { return nil }
    guard hasVariants else { return Form(name: name, variant: source[key], range: key, match: match) }
    // If the variant took no part, this is also a form: the form without a variant.
    let variant = match.range(of: "variant")
    return Form(
      name: name, variant: variant.map { source[$0] } ?? "",
      range: TextRange(min(key.start, variant?.start ?? key.start), max(key.end, variant?.end ?? key.end)), match: match
    )
  }

  private func folded(_ key: TextRange, in source: SourceText) throws(MatchError) -> String {
    guard let fold else { return source[key] }
    let kept = [key].subtracting(try fold.matches(in: source, range: key).map(\.range))
    return kept.reduce(into: "") { $0 += source[$1] }
  }
}
