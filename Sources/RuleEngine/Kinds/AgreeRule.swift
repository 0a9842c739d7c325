import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: agree`: whether a draft says in one way what is one thing.
///
/// Patterns find where the thing is named, and `compare` tells which names disagree. Fields of the message: `{match}`, what
/// is reported, `{other}`, the usual form, and the named groups of `pattern`.
struct AgreeRule: Rule {
  struct Options: Decodable, Sendable, ScopedOptions {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case compare, pattern, unless, scope, fold, title, opening, headings, signature, date, body, months
      case titleUnless = "title-unless"
      case besideOthers = "beside-others"
    }

    /// How names are compared; by their spelling where nothing is said.
    let compare: Comparison?
    /// Names anywhere in `scope`, but for those in `unless`.
    let pattern, unless: PatternSource?
    let scope: Scope?
    /// For `spelling`: what is deleted from a key before keys are compared.
    let fold: PatternSource?
    /// Names in the title, from there to the first heading, in headings, in the line of who signs and in that of the date.
    let title, opening, headings, signature, date: PatternSource?
    /// Titles of drafts that the rule is not about.
    let titleUnless: PatternSource?
    /// For `body` and `sound`: what shows that a name is the name of another body.
    let besideOthers: Neighbours?
    /// For `body`: how names of bodies are made.
    let body: BodyComparison.Options?
    /// For `year`: in which months a draft is dated.
    let months: YearComparison.Months?
  }

  /// How names are compared.
  enum Comparison: String, Decodable, CaseIterable {
    /// Names with the same group `key` have the same group `variant`.
    case spelling
    /// Names of the body that the draft comes from, in groups `name`, are one or parts of one.
    case body
    /// No name, in a group `name` or `part`, stands in the text with one character that sounds alike.
    case sound
    /// What names the year of the draft, in the groups that ``YearComparison`` lists, names one year.
    case year
  }

  static let kind = "agree"

  static func messageFields(_ options: Options) -> Set<String> {
    (options.pattern?.groupNames ?? []).union(["match", "other"])
  }

  let metadata: RuleMetadata
  private let places: [(place: Mention.Place, pattern: Pattern)]
  private let searches: [PatternSearch]
  private let titleUnless: Pattern?
  /// What a title must have for the draft to be one of those that the rule is about.
  private let neededTitle: Pattern?
  private let comparison: any NameComparison

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    let compare = options.compare ?? .spelling
    try options.checkUse(by: compare)
    places = try [
      (.title, options.title), (.opening, options.opening), (.headings, options.headings),
      (.signature, options.signature), (.date, options.date),
    ].compactMap { place, source in try patterns.compile(source).map { (place, $0) } }
    // Of many names each alternative is looked for alone: with one character to begin with it is many times faster.
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
    comparison =
      switch compare {
      case .spelling: try SpellingComparison(searches.first?.pattern, fold: patterns.compile(options.fold))
      case .body: try BodyComparison(options.body, besideOthers: options.besideOthers, patterns)
      case .sound: SoundComparison(besideOthers: options.besideOthers, patterns.lexicon)
      case .year: try YearComparison(options.months)
      }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let titles = Scope.title.ranges(in: document)
    if let neededTitle, try !neededTitle.matches(any: titles, in: document.source) { return [] }
    if try titleUnless?.matches(any: titles, in: document.source) == true { return [] }
    return try comparison.disagreements(in: document, mentions: forEachMention).map {
      diagnostic($0, in: document.source)
    }
  }

  /// Calls `body` with each place that names the thing, as long as it returns true: those at certain places of the draft
  /// first, then those in the text.
  private func forEachMention(in document: Document, _ body: (Mention) -> Bool) throws(MatchError) {
    var goesOn = true
    for (place, pattern) in places {
      for range in try place.ranges(in: document) where goesOn {
        try pattern.forEachMatch(in: document.source, range: range) {
          goesOn = body(Mention(match: $0, place: place))
          return goesOn
        }
      }
    }
    for search in searches where goesOn {
      try search.forEachMatch(in: document) { match, _, _ in
        goesOn = body(Mention(match: match, place: nil))
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
  /// Whether it matches in one of `ranges`.
  fileprivate func matches(any ranges: [TextRange], in source: SourceText) throws(MatchError) -> Bool {
    for range in ranges where try firstMatch(in: source, range: range) != nil { return true }
    return false
  }
}

/// A place that names something.
struct Mention {
  /// Where in a draft it stands.
  enum Place: String {
    case title, opening, headings, signature, date

    /// Where that is in `document`.
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
  /// Nil where it may stand anywhere.
  let place: Place?
}

/// A name that is at odds with the usual one.
struct Disagreement {
  let range: TextRange
  /// The usual name.
  let other: String
  /// Where that stands; nil where it is known from elsewhere.
  var otherPlace: TextRange?
  var certainty = Certainty.certain
  /// The match whose groups fill the message, if any.
  var match: Match?
}

extension SourceText {
  /// Says that the name at `range` is at odds with the usual one at `other`.
  func disagreement(at range: TextRange, with other: TextRange, certainty: Certainty = .certain) -> Disagreement {
    Disagreement(range: range, other: excerpt(of: other), otherPlace: other, certainty: certainty)
  }
}

/// A way to tell which names disagree.
protocol NameComparison: Sendable {
  /// Calls a function with each mention in a document, as long as it returns true.
  typealias Mentions = (Document, (Mention) -> Bool) throws(MatchError) -> Void

  /// The names that are at odds with the usual ones.
  func disagreements(in document: Document, mentions: Mentions) throws(MatchError) -> [Disagreement]
}

/// Characters beside a name that show it to be the name of somebody else: `与`, `赴`, `、`.
struct Neighbours: Decodable, Sendable {
  enum CodingKeys: String, CodingKey, CaseIterable { case before, between }

  /// What introduces a name, before it.
  let before: Characters
  /// What joins names, before or after one.
  let between: Characters

  /// Whether the name at `range` has one of them beside it.
  func surround(_ range: TextRange, in source: SourceText) -> Bool {
    source.scalar(before: range.start).map { before.contains($0) || between.contains($0) } ?? false
      || source.scalar(at: range.end).map(between.contains) ?? false
  }
}
