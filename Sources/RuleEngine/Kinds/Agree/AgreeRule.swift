import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: agree`: checks that a draft names one thing in one way.
///
/// Patterns find where the thing is named, and `compare` tells which names disagree. Fields of the message: `{match}`,
/// the reported text, `{other}`, the usual form, and the named groups of `pattern`.
struct AgreeRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case compare, pattern, unless, scope, fold, title, opening, headings, signature, date
      case titleUnless = "title-unless"
      case besideOthers = "beside-others"
      case office, months
    }

    /// The comparison of names; `spelling` by default.
    let compare: Comparison?
    /// Names anywhere in `scope`, except those that match `unless`.
    let pattern, unless: PatternSource?
    let scope: Scope?
    /// For `spelling`: the text that is deleted from keys before they are compared.
    let fold: PatternSource?
    /// Names in the title, from there to the first heading, in headings, in the signature line and in the date line.
    let title, opening, headings, signature, date: PatternSource?
    /// Titles of drafts to which the rule does not apply.
    let titleUnless: PatternSource?
    /// For `office` and `sound`: the characters that show that a name is the name of another office.
    let besideOthers: Neighbours?
    /// For `office`: the structure of the names of offices.
    let office: OfficeComparison.Names?
    /// For `year`: the months in which a draft is dated.
    let months: YearComparison.Months?
  }

  /// The comparison of names.
  enum Comparison: String, Decodable, CaseIterable {
    /// Names with the same group `key` have the same group `variant`.
    case spelling
    /// Names of the office that issues the draft, in groups `name`, are one name or parts of one name.
    case office
    /// No name, in a group `name` or `part`, also occurs with another character that sounds alike.
    case sound
    /// Mentions of the draft's year, in the groups that ``YearComparison`` lists, name one year.
    case year

    /// The type that compares.
    var type: any NameComparison.Type {
      switch self {
      case .spelling: SpellingComparison.self
      case .office: OfficeComparison.self
      case .sound: SoundComparison.self
      case .year: YearComparison.self
      }
    }
  }

  static let kind = "agree"

  static func messageFields(_ options: Options) -> Set<String> {
    (options.pattern?.groupNames ?? []).union(["match", "other"])
  }

  let metadata: RuleMetadata
  private let places: [(place: NameMention.Place, pattern: Pattern)]
  private let searches: [PatternSearch]
  private let titleUnless: Pattern?
  /// The pattern that a title must match for the rule to apply.
  private let neededTitle: Pattern?
  private let comparison: any NameComparison

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    let compare = options.compare ?? .spelling
    try options.checkUse(of: metadata.givenKeys())
    places = try [
      (.title, options.title), (.opening, options.opening), (.headings, options.headings),
      (.signature, options.signature), (.date, options.date),
    ].compactMap { place, source in try patterns.compile(source).map { (place, $0) } }
    // Many names are searched one by one: a pattern with one first character is many times faster.
    let sources = options.pattern.map { pattern in
      compare == .sound ? pattern.expressions.map { PatternSource(expressions: [$0]) } : [pattern]
    }
    searches = try (sources ?? []).map {
      try PatternSearch(
        patterns.compile($0, unless: options.unless), scope: options.scope, message: metadata.message)
    }
    try compare.checkGroups(of: places, searches.map(\.pattern))
    titleUnless = try patterns.compile(options.titleUnless)
    neededTitle = compare == .year ? places.first { $0.place == .title }?.pattern : nil
    comparison = try compare.type.init(options, searches.first?.pattern, patterns)
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let titles = Scope.title.ranges(in: document)
    if let neededTitle, try !neededTitle.matches(any: titles, in: document.source) { return [] }
    if try titleUnless?.matches(any: titles, in: document.source) == true { return [] }
    return try comparison.disagreements(in: document, mentions: forEachMention).map {
      diagnostic($0, in: document.source)
    }
  }

  /// Calls `body` with each mention, as long as it returns true: first the mentions at certain places of the draft,
  /// then those in the text.
  private func forEachMention(in document: Document, _ body: (NameMention) -> Bool) throws(MatchError) {
    var goesOn = true
    for (place, pattern) in places {
      for range in try place.ranges(in: document) where goesOn {
        try pattern.forEachMatch(in: document.source, range: range) {
          goesOn = body(NameMention(match: $0, place: place))
          return goesOn
        }
      }
    }
    for search in searches where goesOn {
      try search.forEachMatch(in: document) { match, _, _ in
        goesOn = body(NameMention(match: match, place: nil))
        return goesOn
      }
    }
  }

  private func diagnostic(_ found: Disagreement, in source: SourceText) -> Diagnostic {
    let other = LocalizedText(verbatim: found.other)
    var fields: MessageFields = ["match": .init(verbatim: source.excerpt(of: found.range)), "other": other]
    if let match = found.match, let search = searches.first {
      fields = search.fields(for: match, at: found.range, in: source)
      fields["other"] = other
    }
    return metadata.diagnostic(
      at: found.range, fields, related: .at(found.otherPlace, Self.writtenHere, ["other": other]),
      certainty: found.certainty)
  }

  private static let writtenHere = LocalizedText(zh: "这里写作“{other}”", en: "written “{other}” here")
}

extension Pattern {
  /// Whether the pattern matches in one of `ranges`.
  fileprivate func matches(any ranges: [TextRange], in source: SourceText) throws(MatchError) -> Bool {
    for range in ranges where try firstMatch(in: source, range: range) != nil { return true }
    return false
  }
}

/// A mention of something in a draft.
struct NameMention {
  /// The place of a mention in a draft.
  enum Place: String {
    case title, opening, headings, signature, date

    /// Returns the ranges of this place in `document`.
    func ranges(in document: Document) throws(MatchError) -> [TextRange] {
      switch self {
      case .title: Scope.title.ranges(in: document)
      case .opening: Scope.opening.ranges(in: document).subtracting(Scope.title.ranges(in: document).sorted())
      case .headings: Scope.headings.ranges(in: document)
      case .signature: try document.authorLine().map { [$0] } ?? []
      case .date: try document.dateLine().map { [$0] } ?? []
      }
    }
  }

  let match: Match
  /// The place; nil if the mention can be anywhere.
  let place: Place?
}

/// A name that disagrees with the usual name.
struct Disagreement {
  let range: TextRange
  /// The usual name.
  let other: String
  /// The range of the usual name; nil if the name is not from the draft.
  var otherPlace: TextRange?
  var certainty = Certainty.certain
  /// The match whose groups fill the message, if any.
  var match: Match?
}

extension SourceText {
  /// Returns the disagreement of the name at `range` with the usual name at `other`.
  func disagreement(at range: TextRange, with other: TextRange, certainty: Certainty = .certain) -> Disagreement {
    Disagreement(range: range, other: excerpt(of: other), otherPlace: other, certainty: certainty)
  }
}

/// A comparison that tells which names disagree.
protocol NameComparison: Sendable {
  /// Calls a function with each mention in a document, as long as it returns true.
  typealias NameMentions = (Document, (NameMention) -> Bool) throws(MatchError) -> Void

  /// The keys that it uses, of those that not all comparisons use.
  static var keys: Set<AgreeRule.Options.CodingKeys> { get }
  /// The groups in which it looks for names.
  static var groups: [String] { get }

  /// Takes what it needs of `options`; `pattern` is the key of this name, compiled.
  init(_ options: AgreeRule.Options, _ pattern: Pattern?, _ patterns: PatternCompiler) throws

  /// Returns the names that disagree with the usual names.
  func disagreements(in document: Document, mentions: NameMentions) throws(MatchError) -> [Disagreement]
}

/// Characters beside a name that show that it is the name of another office: `与`, `赴`, `、`.
struct Neighbours: Decodable, Sendable {
  enum CodingKeys: String, CodingKey, CaseIterable { case before, between }

  /// Characters that introduce a name, before it.
  let before: Characters
  /// Characters that join names, before or after one.
  let between: Characters

  /// Whether one of the characters is beside the name at `range`.
  func surround(_ range: TextRange, in source: SourceText) -> Bool {
    source.scalar(before: range.start).map { before.contains($0) || between.contains($0) } ?? false
      || source.scalar(at: range.end).map(between.contains) ?? false
  }
}
