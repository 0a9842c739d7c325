import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Reports one thing written in two ways.
///
/// Matches with the same key but another variant disagree. The form that is written most often is held for the right
/// one, of several the first; each other form is reported where it stands first. Fields of the message: `{match}`, the
/// form that is reported, `{other}`, the usual one, and the named groups of the pattern.
struct AgreeRule: Rule {
  /// The keys of an `agree` rule.
  struct Options: Decodable, Sendable, ScopedOptions {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, scope, fold
    }

    /// What is compared: the group `key` says of what it is a form, the group `variant`, if there is one, which form.
    let pattern: PatternSource
    /// What is passed over.
    let unless: PatternSource?
    /// Where it is looked for.
    let scope: Scope?
    /// What is deleted from a key before keys are compared.
    let fold: PatternSource?
  }

  static let kind = "agree"

  static func messageFields(_ options: Options) -> Set<String> { options.pattern.groupNames.union(["match", "other"]) }

  let metadata: RuleMetadata
  private let search: PatternSearch
  private let fold: Pattern?
  private let hasVariants: Bool

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    try self.init(
      metadata, pattern: patterns.compile(options.pattern, unless: options.unless), scope: options.scope,
      fold: options.fold.map { try patterns.compile($0) })
  }

  init(
    _ metadata: RuleMetadata, pattern: Pattern, scope: Scope? = nil, fold: Pattern? = nil
  ) throws(OptionError) {
    guard pattern.groupNames.contains("key") else {
      throw OptionError(
        Options.CodingKeys.pattern.rawValue, zh: "模式缺少命名组 (?<key>…)", en: "the pattern needs a group (?<key>…)")
    }
    self.metadata = metadata
    self.search = try PatternSearch(pattern, scope: scope, message: metadata.message)
    self.fold = fold
    self.hasVariants = pattern.groupNames.contains("variant")
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    var occurrences: [Occurrence] = []
    try search.forEachMatch(in: document) { match, _, _ in
      occurrences += occurrence(of: match, in: document.source).map { [$0] } ?? []
    }
    var things: [String: Forms] = [:]
    for occurrence in occurrences {
      let key = try folded(occurrence.key, in: document.source)
      guard !key.isEmpty else { continue }
      things[key, default: Forms()].add(occurrence)
    }
    return things.values.flatMap { diagnostics(for: $0, in: document.source) }.sorted { $0.range < $1.range }
  }

  private func occurrence(of match: Match, in source: SourceText) -> Occurrence? {
    guard let key = match.range(of: "key") else { return nil }
    guard hasVariants else { return Occurrence(key: key, variant: source[key], range: key, match: match) }
    // A variant that took no part is a form too: the one without anything.
    guard let variant = match.range(of: "variant") else {
      return Occurrence(key: key, variant: "", range: key, match: match)
    }
    let range = TextRange(min(key.start, variant.start), max(key.end, variant.end))
    return Occurrence(key: key, variant: source[variant], range: range, match: match)
  }

  private func folded(_ key: TextRange, in source: SourceText) throws(MatchError) -> String {
    guard let fold else { return source[key] }
    let kept = [key].subtracting(try fold.matches(in: source, range: key).map(\.range))
    return kept.reduce(into: "") { $0 += source[$1] }
  }

  private func diagnostics(for forms: Forms, in source: SourceText) -> [Diagnostic] {
    guard forms.list.count > 1, let usual = forms.usual else { return [] }
    let other = LocalizedText(verbatim: source.excerpt(of: usual.range))
    return forms.list.filter { $0.first.variant != usual.variant }.map { form in
      var fields = search.fields(for: form.first.match, at: form.first.range, in: source)
      fields["other"] = other
      let related = Diagnostic.RelatedPlace(Message(Self.writtenHere, ["other": other]), at: usual.range)
      return metadata.diagnostic(at: form.first.range, fields, related: [related])
    }
  }

  private static let writtenHere = LocalizedText(zh: "这里写作“{other}”", en: "written “{other}” here")
}

/// One place where a thing is named.
private struct Occurrence {
  let key: TextRange
  let variant: String
  /// Key and variant, with what stands between them.
  let range: TextRange
  let match: Match
}

/// The forms of one thing, in the order of their first occurrence.
private struct Forms {
  private(set) var list: [(first: Occurrence, count: Int)] = []
  private var indices: [String: Int] = [:]

  mutating func add(_ occurrence: Occurrence) {
    if let index = indices[occurrence.variant] {
      list[index].count += 1
    } else {
      indices[occurrence.variant] = list.count
      list.append((occurrence, 1))
    }
  }

  /// The first occurrence of the form that is written most often; of several such forms, of the first.
  var usual: Occurrence? {
    var usual = list.first
    for form in list where form.count > usual?.count ?? 0 { usual = form }
    return usual?.first
  }
}
