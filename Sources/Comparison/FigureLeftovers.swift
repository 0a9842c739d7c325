import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Finds figures that stand beside the same words as last year, in what was done.
///
/// Figures come out alike by chance: what counts is how many digits of a sentence did.
struct FigureLeftovers {
  /// Of two years with one such figure each, one pair in a hundred has the same two digits.
  private static let fewestDigits = 2
  /// So many letters before a figure say what was counted; of fewer, what follows must be the same, too.
  private static let (telling, fewest, following) = (4, 2, 2)
  /// Where more figures than this were brought up to date for each that stayed, two digits that are the same are chance: the
  /// figures of two years lie close together. In 50 pairs of reports of governments that leaves one pair with such a line.
  private static let updatedForOne = 5
  /// A meeting a month or a quarter is no coincidence.
  private static let (rhythms, rhythmicUnits) = ([4.0, 12.0, 24.0, 52.0], ["次", "期", "场", "场次"])
  /// Of things built, from so many on one digit tells.
  private static let leastBuilt = 3.0

  let last, this: ComparedDraft

  private struct Figure {
    let mention: Mention
    /// How many of its digits tell.
    let digits: Int

    /// Whether it tells by itself, where other figures of its sentence were changed: then somebody has looked at it.
    var isTelling: Bool {
      digits > FigureLeftovers.fewestDigits
        || digits == FigureLeftovers.fewestDigits && mention.before.count >= FigureLeftovers.telling
    }
  }

  /// A sentence with the figures in it that stayed.
  private struct Candidate {
    let figures: [(now: Figure, then: Mention)]

    /// How many digits tell, all figures together.
    var digits: Int { figures.reduce(0) { $0 + $1.now.digits } }
  }

  /// What is left over in the sentences of `new` that `isKnown` does not cover.
  func find(last old: [Passage], this new: [Passage], isKnown: (TextRange) -> Bool) throws(MatchError) -> [Leftover] {
    var known: [Mention] = []
    for sentence in old.flatMap(\.sentences) { known += try figures(in: sentence, of: last).map(\.mention) }
    let (index, places) = (MentionIndex(known, keys: keys), MentionIndex(known) { place(of: $0).map { [$0] } ?? [] })
    var candidates: [Candidate] = []
    var updated = 0
    for sentence in new.flatMap(\.sentences) where !isKnown(sentence.range) {
      let figures = try figures(in: sentence, of: this)
      let same = figures.compactMap { figure in index.first(keys(figure.mention)).map { (figure, $0) } }
      updated += figures.count { figure in
        place(of: figure.mention).flatMap { places.first([$0]) }.map { $0.value != figure.mention.value } ?? false
      }
      // Who has changed other figures of the sentence has looked at it.
      let candidate = Candidate(figures: same.count == figures.count ? same : same.filter { $0.0.isTelling })
      if candidate.digits >= Self.fewestDigits { candidates.append(candidate) }
    }
    let weak = candidates.count { $0.digits <= Self.fewestDigits }
    let isChance = weak * Self.updatedForOne < updated
    return candidates.filter { !isChance || $0.digits > Self.fewestDigits }.map { candidate in
      leftover(candidate.figures.map(\.now.mention.range), last: candidate.figures[0].then.range)
    }
  }

  private func leftover(_ ranges: [TextRange], last place: TextRange) -> Leftover {
    let texts = ranges.map(this.text)
    return Leftover(
      .figure, ranges, last: place,
      Message(
        LocalizedText(zh: "数字“{figures}”与去年的稿子相同", en: "“{figures}” is the figure of last year"),
        ["figures": .init(zh: texts.joined(separator: "”“"), en: texts.joined(separator: "”, “"))]))
  }

  // MARK: Figures

  private func figures(in sentence: Passage.Sentence, of draft: ComparedDraft) throws(MatchError) -> [Figure] {
    let source = draft.document.source
    guard sentence.part == .work, try Phrases.standing.firstMatch(in: source, range: sentence.range) == nil else {
      return []
    }
    var figures: [Figure] = []
    for clause in try Phrases.clause.matches(in: source, range: sentence.range).map(\.range) {
      let builds = try Phrases.building.firstMatch(in: source, range: clause) != nil
      for match in try Phrases.figure.matches(in: source, range: clause) where !sentence.names(match.range) {
        guard let number = match.range(of: "number"), let unit = match.range(of: "unit") else { continue }
        let (count, measure) = (
          draft.text(number).filter { $0 != "," && $0 != "，" }, draft.text(unit).filter { !$0.isWhitespace }
        )
        let mention = Mention(match.range, count + measure, in: sentence, bounds: clause, of: draft)
        figures.append(Figure(mention: mention, digits: digits(count, of: measure.letters, isBuilt: builds)))
      }
    }
    return figures
  }

  /// How many digits of a figure tell.
  private func digits(_ text: String, of unit: String, isBuilt: Bool) -> Int {
    guard let value = Double(text) else { return 0 }
    let figures = text.filter(\.isNumber).drop { $0 == "0" }
    let count = text.contains(".") ? figures.count : figures.count - figures.reversed().prefix { $0 == "0" }.count
    // Shares lie close together, and all of something is always all of it.
    if unit.isEmpty || unit == "余" { return value == 100 ? 0 : count - 1 }
    if Self.rhythms.contains(value), Self.rhythmicUnits.contains(unit) { return 0 }
    return isBuilt && value >= Self.leastBuilt ? max(count, Self.fewestDigits) : count
  }

  /// What is counted, whatever the number; nil where too little is said.
  private func place(of mention: Mention) -> MentionIndex.Key? {
    guard mention.before.count >= Self.telling else { return nil }
    return MentionIndex.Key(part: .work, value: "", before: String(mention.before.suffix(Self.telling)), after: "")
  }

  private func keys(_ mention: Mention) -> [MentionIndex.Key] {
    func key(_ before: Int, _ after: String) -> MentionIndex.Key {
      MentionIndex.Key(part: .work, value: mention.value, before: String(mention.before.suffix(before)), after: after)
    }
    var keys: [MentionIndex.Key] = []
    if mention.before.count >= Self.telling { keys.append(key(Self.telling, "…")) }
    // 增长13.6% says nothing of what grew.
    if mention.before.count >= Self.fewest, mention.value.last?.isLetter == true {
      keys.append(key(Self.fewest, String(mention.after.prefix(Self.following))))
    }
    return keys
  }
}
