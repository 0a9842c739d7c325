import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// `kind: year`: whether the places of a draft that say which year it is about agree.
///
/// A group `year` of a pattern names that year, `next` the year after it, `since` probably that year, `work` the year
/// after it where an earlier heading has told of that year already. The year that most places speak for is held for
/// the right one, of several the first. Fields of the message: `{match}`, the year that is reported, `{other}`, the
/// usual one.
struct YearRule: Rule {
  /// The keys of a `year` rule.
  struct Options: Decodable, Sendable {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case title
      case titleUnless = "title-unless"
      case opening, headings, date, from, to
    }

    /// Titles of the drafts that the rule is about.
    let title: PatternSource
    /// Titles of drafts that it is not about.
    let titleUnless: PatternSource?
    /// Years between title and first heading.
    let opening: PatternSource?
    /// Years in headings.
    let headings: PatternSource?
    /// The date of a draft, with groups `year` and `month`.
    let date: PatternSource?
    /// The first month in which such a draft is dated; 1 is the January of its year, 0 the December before.
    let from: Int?
    /// The last month in which such a draft is dated; 13 is the January after its year.
    let to: Int?
  }

  static let kind = "year"
  static func messageFields(_ options: Options) -> Set<String> { ["match", "other"] }

  let metadata: RuleMetadata
  private let title: Pattern
  private let titleUnless, opening, headings, date: Pattern?
  private let months: ClosedRange<Int>

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    let (from, to) = (options.from ?? 1, options.to ?? 12)
    guard from <= to else {
      throw OptionError(Options.CodingKeys.to.rawValue, zh: "to 不能小于 from", en: "to must not be less than from")
    }
    self.metadata = metadata
    title = try patterns.compile(options.title)
    titleUnless = try options.titleUnless.map { try patterns.compile($0) }
    opening = try options.opening.map { try patterns.compile($0) }
    headings = try options.headings.map { try patterns.compile($0) }
    date = try options.date.map { try patterns.compile($0) }
    months = from...to
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let titles = Scope.title.ranges(in: document)
    guard try matches(title, any: titles, in: document), try !matches(titleUnless, any: titles, in: document) else {
      return []
    }
    var claims = try self.claims(of: title, in: titles, of: document)
    let body = Scope.opening.ranges(in: document).subtracting(titles.sorted())
    claims += try self.claims(of: opening, in: body, of: document)
    claims += try headingClaims(in: document)
    return diagnostics(for: claims, date: try dateClaim(in: document), in: document.source)
  }

  private func matches(_ pattern: Pattern?, any lines: [TextRange], in document: Document) throws(MatchError) -> Bool {
    guard let pattern else { return false }
    for line in lines where try pattern.firstMatch(in: document.source, range: line) != nil { return true }
    return false
  }

  // MARK: Claims

  private func claims(
    of pattern: Pattern?, in ranges: [TextRange], of document: Document
  ) throws(MatchError) -> [Claim] {
    guard let pattern else { return [] }
    var claims: [Claim] = []
    for range in ranges {
      for match in try pattern.matches(in: document.source, range: range) {
        if let claim = Claim(match, in: document.source), !document.isResidue(claim.range) { claims.append(claim) }
      }
    }
    return claims
  }

  /// What headings say. That they tell of a year's work twice is said of no draft.
  private func headingClaims(in document: Document) throws(MatchError) -> [Claim] {
    var claims = try claims(of: headings, in: Scope.headings.ranges(in: document), of: document)
    var told: Set<ClosedRange<Int>> = []
    claims.removeAll { claim in
      guard claim.isWork else {
        told.insert(claim.years)
        return false
      }
      let next = claim.years.lowerBound + 1
      return !told.contains(next...next)
    }
    return claims
  }

  /// The years that a draft with this date may be about.
  private func dateClaim(in document: Document) throws(MatchError) -> Claim? {
    guard let date, let line = try document.dateLine(),
      let match = try date.firstMatch(in: document.source, range: line),
      let named = match.range(of: "year"), let year = DraftYear.value(of: document.source[named]),
      let month = match.range(of: "month").flatMap({ Self.month(document.source[$0]) })
    else { return nil }
    let now = 12 * year + month
    let earliest = (now - months.upperBound + 11) / 12
    let latest = (now - months.lowerBound) / 12
    guard earliest <= latest else { return nil }
    return Claim(range: match.range, years: earliest...latest)
  }

  /// The number of a month in digits of either width.
  private static func month(_ text: String) -> Int? {
    var number = 0
    for scalar in text.unicodeScalars {
      guard let digit = scalar.properties.numericValue else { return nil }
      number = number * 10 + Int(digit)
    }
    return (1...12).contains(number) ? number : nil
  }

  // MARK: Findings

  private func diagnostics(for claims: [Claim], date: Claim?, in source: SourceText) -> [Diagnostic] {
    let sure = claims.filter { !$0.isGuess }
    // What the text says is one year, of which drafts name few; only the date leaves a choice.
    let tally = Dictionary(sure.map { ($0.years.lowerBound, 1) }, uniquingKeysWith: +)
    let votes = { (claim: Claim) in
      tally[claim.years.lowerBound, default: 0] + (date.map { $0.years.overlaps(claim.years) } == true ? 1 : 0)
    }
    guard var usual = sure.first else { return [] }
    for claim in sure where votes(claim) > votes(usual) { usual = claim }
    var seen: Set<Int> = [usual.years.lowerBound]
    var wrong = sure.filter { seen.insert($0.years.lowerBound).inserted }
    if wrong.isEmpty, let date, !date.years.overlaps(usual.years) { wrong = [date] }
    if wrong.isEmpty {
      wrong = claims.filter { $0.isGuess && abs($0.years.lowerBound - usual.years.lowerBound) == 1 }.prefix(1) + []
    }
    let other = LocalizedText(verbatim: source.excerpt(of: usual.range))
    return wrong.map { claim in
      metadata.diagnostic(
        at: claim.range, ["match": LocalizedText(verbatim: source.excerpt(of: claim.range)), "other": other],
        related: [Diagnostic.RelatedPlace(Message(Self.here, ["other": other]), at: usual.range)],
        certainty: claim.isGuess ? .guess : .certain)
    }
  }

  private static let here = LocalizedText(zh: "这里写作“{other}”", en: "written “{other}” here")
}

/// What one place says about the year of a draft.
private struct Claim {
  /// The place.
  let range: TextRange
  /// The years that it leaves possible.
  let years: ClosedRange<Int>
  /// Whether it says so by implication only.
  var isGuess = false
  /// Whether it names the year in which work is to be done.
  var isWork = false

  init(range: TextRange, years: ClosedRange<Int>) {
    self.range = range
    self.years = years
  }

  /// What `match` says with the first of its groups.
  init?(_ match: Match, in source: SourceText) {
    for (group, offset) in [("year", 0), ("next", -1), ("work", -1), ("since", 0)] {
      guard let digits = match.range(of: group) else { continue }
      guard let year = DraftYear.value(of: source[digits]) else { return nil }
      var end = digits.end
      while let next = source.scalar(at: end), next.isWhiteSpace, !next.isLineEnd { end += next.utf8Count }
      let isNamed = source.scalar(at: end) == "年"
      range = TextRange(digits.start, isNamed ? end + 3 : digits.end)
      years = (year + offset)...(year + offset)
      isGuess = group == "since" || group == "work"
      isWork = group == "work"
      return
    }
    return nil
  }
}
