import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Finds figures about completed work that have the same value beside the same words as last year.
///
/// Figures can be equal by chance. Therefore the equal digits of a whole sentence are counted.
struct FigureLeftovers {
  /// The fewest equal digits in a sentence. By chance, one pair of years in a hundred has the same two digits.
  private static let fewestDigits = 2
  /// The equal letters that show what a figure counts: `manyBefore` before it, or `fewBefore` before and `fewAfter`
  /// after it.
  private static let (manyBefore, fewBefore, fewAfter) = (4, 2, 2)
  /// Two equal digits are taken for chance where more than this number of figures was updated for each sentence with
  /// two: figures of two years lie close together. In 50 pairs of government reports, one pair still gets such a
  /// finding.
  private static let updatedPerWeakSentence = 5
  /// Counts of regular events. A monthly or quarterly meeting takes place equally often every year.
  private static let (rhythms, rhythmicUnits) = ([4.0, 12.0, 24.0, 52.0], ["次", "期", "场", "场次"])
  /// The smallest number of things built for which one equal digit is enough.
  private static let leastBuilt = 3.0

  let older, newer: ComparedDraft

  private struct Figure {
    let mention: Mention
    /// The number of digits that count as evidence.
    let digits: Int

    /// Whether the figure counts even where other figures of its sentence were changed: somebody has read that
    /// sentence.
    var isDistinctive: Bool {
      digits > FigureLeftovers.fewestDigits
        || digits == FigureLeftovers.fewestDigits && mention.before.count >= FigureLeftovers.manyBefore
    }
  }

  /// A sentence with its figures that are the same in last year's draft.
  private struct Candidate {
    let figures: [(now: Figure, then: Mention)]

    /// The number of digits that count as evidence, in all figures together.
    var digits: Int { figures.reduce(0) { $0 + $1.now.digits } }
  }

  /// Finds unchanged figures in the sentences of `new` that `isKnown` does not cover.
  func find(_ old: [Sentence], _ new: [Sentence], isKnown: (TextRange) -> Bool) throws(MatchError) -> [Leftover] {
    var known: [Mention] = []
    for sentence in old { known += try figures(in: sentence, of: older).map(\.mention) }
    let (index, places) = (MentionIndex(known, keys: keys), MentionIndex(known) { place(of: $0).map { [$0] } ?? [] })
    var candidates: [Candidate] = []
    var updated = 0
    for sentence in new where !isKnown(sentence.range) {
      let figures = try figures(in: sentence, of: newer)
      let same = figures.compactMap { figure in index.first(keys(figure.mention)).map { (figure, $0) } }
      updated += figures.count { figure in
        place(of: figure.mention).flatMap { places.first([$0]) }.map { $0.value != figure.mention.value } ?? false
      }
      // The author has changed other figures of the sentence, so has read it: then only distinctive figures count.
      let candidate = Candidate(figures: same.count == figures.count ? same : same.filter { $0.0.isDistinctive })
      if candidate.digits >= Self.fewestDigits { candidates.append(candidate) }
    }
    let weak = candidates.count { $0.digits <= Self.fewestDigits }
    let isChance = weak * Self.updatedPerWeakSentence < updated
    return candidates.filter { !isChance || $0.digits > Self.fewestDigits }.map { candidate in
      leftover(candidate.figures.map(\.now.mention.range), older: candidate.figures[0].then.range)
    }
  }

  private func leftover(_ ranges: [TextRange], older place: TextRange) -> Leftover {
    let texts = ranges.map(newer.text)
    return Leftover(
      kind: .figure, ranges: ranges, olderRange: place,
      message: Message(
        LocalizedText(zh: "数字“{figures}”与去年的稿子相同", en: "“{figures}” is the figure of last year"),
        ["figures": .init(zh: texts.joined(separator: "”“"), en: texts.joined(separator: "”, “"))]))
  }

  // MARK: Figures

  /// The text between two punctuation marks.
  private static let clause = Pattern(trusted: #"[^，。；：！？、（）“”《》\n]+"#)

  private func figures(in sentence: Sentence, of draft: ComparedDraft) throws(MatchError) -> [Figure] {
    let source = draft.document.source
    guard sentence.part == .work, try !draft.document.has(.notYearly, in: sentence.range) else {
      return []
    }
    var figures: [Figure] = []
    for clause in try Self.clause.matches(in: source, range: sentence.range).map(\.range) {
      let builds = try draft.document.has(.building, in: clause)
      for match in try draft.document.phrases(.figure, in: clause) where !sentence.overlapsName(match.range) {
        guard let number = match.range(of: "number"), let unit = match.range(of: "unit") else { continue }
        let count = draft.text(number).filter { $0 != "," && $0 != "，" }.withHalfwidthDigits
        let measure = draft.text(unit).filter { !$0.isWhitespace }
        let mention = Mention(match.range, count + measure, in: sentence, bounds: clause, of: draft)
        figures.append(Figure(mention: mention, digits: digits(count, of: measure.letters, isBuilt: builds)))
      }
    }
    return figures
  }

  /// Returns the number of digits of a figure that count as evidence.
  private func digits(_ text: String, of unit: String, isBuilt: Bool) -> Int {
    guard let value = Double(text) else { return 0 }
    let figures = text.filter(\.isNumber).drop { $0 == "0" }
    let count = text.contains(".") ? figures.count : figures.count - figures.reversed().prefix { $0 == "0" }.count
    // Shares of two years lie close together, so one digit less counts. 100% is always 100%.
    if unit.isEmpty || unit == "余" { return value == 100 ? 0 : count - 1 }
    if Self.rhythms.contains(value), Self.rhythmicUnits.contains(unit) { return 0 }
    return isBuilt && value >= Self.leastBuilt ? max(count, Self.fewestDigits) : count
  }

  /// Returns a key for what is counted, without the number; nil if too few words stand before the figure.
  private func place(of mention: Mention) -> MentionIndex.Key? {
    guard mention.before.count >= Self.manyBefore else { return nil }
    return MentionIndex.Key(part: .work, value: "", before: String(mention.before.suffix(Self.manyBefore)), after: "")
  }

  private func keys(_ mention: Mention) -> [MentionIndex.Key] {
    func key(_ before: Int, _ after: String) -> MentionIndex.Key {
      MentionIndex.Key(part: .work, value: mention.value, before: String(mention.before.suffix(before)), after: after)
    }
    var keys: [MentionIndex.Key] = []
    if mention.before.count >= Self.manyBefore { keys.append(key(Self.manyBefore, "…")) }
    // 增长13.6% does not say what grew.
    if mention.before.count >= Self.fewBefore, mention.value.last?.isLetter == true {
      keys.append(key(Self.fewBefore, String(mention.after.prefix(Self.fewAfter))))
    }
    return keys
  }
}

extension String {
  /// The text with ASCII digits in place of full-width digits.
  fileprivate var withHalfwidthDigits: String {
    String(
      scalars: unicodeScalars.map { scalar in
        ("０"..."９").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)) : scalar
      })
  }
}
