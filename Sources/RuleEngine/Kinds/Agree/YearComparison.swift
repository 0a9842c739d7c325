import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// Compares the places of a draft that name the year it is about.
///
/// The group `year` of a pattern names that year, and `next` the year after it. The group `since` probably names that
/// year, and `work` the year after it if an earlier heading names that year. The date has groups `year` and `month`.
/// The year of most places is taken as correct; in a tie, the first.
struct YearComparison: NameComparison {
  /// The months in which a draft about a year is dated: 1 is the January of that year, 0 the December before, 13 the
  /// January after.
  struct Months: Decodable, Sendable {
    enum CodingKeys: String, CodingKey, CaseIterable { case from, to }

    let from, to: Int
  }

  /// The year of a draft according to one place.
  private struct Claim {
    let range: TextRange
    let year: Int
    /// The group that names the year.
    let group: String

    /// Whether the year is only implied.
    var isGuess: Bool { group == "since" || group == "work" }

    /// Reads the first of the groups that takes part in `match`.
    init?(_ match: Match, in source: SourceText) {
      for (group, offset) in [("year", 0), ("next", -1), ("work", -1), ("since", 0)] {
        guard let digits = match.range(of: group) else { continue }
        guard let year = DraftYear.value(of: source[digits]) else { return nil }
        let rest = TextRange(digits.end, source.utf8.count)
        let end = source.head(of: rest) { $0.isBlankOrInvisible && !$0.isLineEnd }.end
        let isNamed = source.scalar(at: end) == "年"
        range = TextRange(digits.start, isNamed ? end + "年".utf8.count : digits.end)
        (self.year, self.group) = (year + offset, group)
        return
      }
      return nil
    }
  }

  static let keys: Set<AgreeRule.Options.CodingKeys> = [.months]
  static let groups = ["year", "next", "since", "work"]

  private let months: ClosedRange<Int>

  init(_ options: AgreeRule.Options, _ pattern: Pattern?, _ patterns: PatternCompiler) throws {
    let months = options.months ?? Months(from: 1, to: 12)
    guard months.from <= months.to else {
      throw OptionError("months", zh: "to 不能小于 from", en: "to must not be less than from")
    }
    self.months = months.from...months.to
  }

  func disagreements(in document: Document, mentions: NameMentions) throws(MatchError) -> [Disagreement] {
    let source = document.source
    var claims: [Claim] = []
    // The years that earlier headings name.
    var told: Set<Int> = []
    var date: (range: TextRange, years: ClosedRange<Int>)?
    try mentions(document) { mention in
      if mention.place == .date {
        date = dateClaim(mention.match, in: source)
        return false
      }
      guard let claim = Claim(mention.match, in: source), !document.isResidue(claim.range) else { return true }
      if mention.place == .headings {
        if claim.group != "work" { told.insert(claim.year) } else if !told.contains(claim.year + 1) { return true }
      }
      claims.append(claim)
      return true
    }
    return disagreements(of: claims, date, in: source)
  }

  /// Returns the years that a draft with this date can be about.
  private func dateClaim(_ match: Match, in source: SourceText) -> (range: TextRange, years: ClosedRange<Int>)? {
    guard let year = match.range(of: "year").flatMap({ DraftYear.value(of: source[$0]) }),
      let month = match.range(of: "month").flatMap({ Self.month(source[$0]) })
    else { return nil }
    let now = 12 * year + month
    let earliest = (now - months.upperBound + 11) / 12
    let latest = (now - months.lowerBound) / 12
    return earliest <= latest ? (match.range, earliest...latest) : nil
  }

  /// Returns the number of a month in half-width or full-width digits.
  private static func month(_ text: String) -> Int? {
    let digits = text.map(\.wholeNumberValue)
    guard !digits.contains(nil), digits.count <= 2 else { return nil }
    let number = digits.reduce(0) { 10 * $0 + ($1 ?? 0) }
    return (1...12).contains(number) ? number : nil
  }

  private func disagreements(
    of claims: [Claim], _ date: (range: TextRange, years: ClosedRange<Int>)?, in source: SourceText
  ) -> [Disagreement] {
    let sure = claims.filter { !$0.isGuess }
    let tally = Dictionary(sure.map { ($0.year, 1) }, uniquingKeysWith: +)
    let votes = { (year: Int) in tally[year, default: 0] + (date?.years.contains(year) == true ? 1 : 0) }
    guard var usual = sure.first else { return [] }
    for claim in sure where votes(claim.year) > votes(usual.year) { usual = claim }
    var seen: Set = [usual.year]
    let wrong = sure.filter { seen.insert($0.year).inserted }
    if !wrong.isEmpty { return wrong.map { source.disagreement(at: $0.range, with: usual.range) } }
    if let date, !date.years.contains(usual.year) { return [source.disagreement(at: date.range, with: usual.range)] }
    let guess = claims.first { $0.isGuess && abs($0.year - usual.year) == 1 }
    return guess.map { [source.disagreement(at: $0.range, with: usual.range, certainty: .guess)] } ?? []
  }
}
