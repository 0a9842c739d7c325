import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Finds last year's years where this year's years are meant.
///
/// Only a year that stood beside the same words in last year's draft counts: a year beside new words is meant.
struct YearLeftovers {
  /// Sentences match if `fewestWords` to `mostWords` letters after a year, or `mostWords` before it, are equal.
  private static let (fewestWords, mostWords) = (4, 8)

  let older, newer: ComparedDraft
  let years: PairOfYears

  /// Finds the outdated years in title, headings, date and sentences.
  func find(_ old: [Sentence], _ new: [Sentence]) throws(MatchError) -> [Leftover] {
    let inText = try inSentences(old, new)
    return try inTitle() + inHeadings() + inDate() + inText
  }

  /// Returns the year that should stand in place of `year`; nil if `year` need not change.
  private func expectedYear(for year: Int, in part: Sentence.Part) -> Int? {
    // A plan speaks of the year to come.
    let isOutdated = year == years.older || part == .plan && year > years.older && year <= years.newer
    return isOutdated ? year + years.newer - years.older : nil
  }

  private func leftover(_ range: TextRange, _ year: Int, expected: Int, older place: TextRange) -> Leftover {
    let text = newer.text(range)
    let isSchoolYear = text.contains("学")
    let new = isSchoolYear ? "\(expected)—\(expected + 1)学年" : "\(expected)年"
    return Leftover(
      kind: .year, ranges: [range], olderRange: place,
      message: Message(
        LocalizedText(
          zh: "“{old}”与去年的稿子相同，今年应为“{new}”", en: "“{old}” is as it was last year; this year it should be “{new}”"),
        ["old": .init(verbatim: text), "new": .init(verbatim: new)]))
  }

  /// Returns the years in `range` of `draft`, without years in names.
  private func mentions(_ draft: ComparedDraft, _ range: TextRange) throws(MatchError) -> [(
    range: TextRange, year: Int
  )] {
    let names = try draft.document.phrases(.name, in: range).map(\.range)
    let matches = try draft.document.phrases(.year, in: range)
    return matches.filter { match in !names.contains { $0.overlaps(match.range) } }.compactMap { match in
      match.range(of: "year").flatMap { DraftYear.value(of: draft.text($0)) }.map { (match.range, $0) }
    }
  }

  // MARK: Lines

  private func inTitle() throws(MatchError) -> [Leftover] {
    var places: [TextRange] = []
    for line in older.document.title {
      places += try mentions(older, line.range).filter { $0.year == years.older }.map(\.range)
    }
    guard let place = places.first else { return [] }
    var found: [Leftover] = []
    for line in newer.document.title {
      let here = try mentions(newer, line.range)
      // In 2022年工作总结和2023年工作打算 neither year was updated, in 2022年以来、2023年工作 one was.
      if here.first?.year == years.newer { continue }
      found += here.filter { $0.year == years.older }.map {
        leftover($0.range, $0.year, expected: years.newer, older: place)
      }
    }
    return found
  }

  private func inHeadings() throws(MatchError) -> [Leftover] {
    var known: [String: TextRange] = [:]
    for heading in older.headings { known[key(older, heading), default: heading.text] = heading.text }
    var found: [Leftover] = []
    for heading in newer.headings {
      let isPlan = try newer.document.has(.plan, in: heading.text)
      guard let place = known[key(newer, heading)] else { continue }
      for (range, year) in try mentions(newer, heading.text) {
        guard let expected = expectedYear(for: year, in: isPlan ? .plan : .work) else { continue }
        found.append(leftover(range, year, expected: expected, older: place))
      }
    }
    return found
  }

  /// Returns the letters and digits of a heading, including its years.
  private func key(_ draft: ComparedDraft, _ heading: Heading) -> String { draft.letters(heading.text) }

  private func inDate() -> [Leftover] {
    guard let old = older.document.date, let new = newer.document.date,
      older.letters(old.range) == newer.letters(new.range)
    else { return [] }
    return [
      Leftover(
        kind: .year, ranges: [new.range], olderRange: old.range,
        message: Message(
          LocalizedText(zh: "日期“{old}”与去年的稿子相同", en: "the date “{old}” is as it was last year"),
          ["old": .init(verbatim: newer.text(new.range))]))
    ]
  }

  // MARK: Sentences

  private func inSentences(_ old: [Sentence], _ new: [Sentence]) throws(MatchError) -> [Leftover] {
    let index = MentionIndex(try mentions(older, old), keys: keys)
    var found: [Leftover] = []
    for mention in try mentions(newer, new) {
      guard let year = DraftYear.value(of: mention.value),
        let expected = expectedYear(for: year, in: mention.sentence.part),
        let place = index.first(keys(mention))?.range, try !namesOtherYear(mention)
      else { continue }
      found.append(leftover(mention.range, year, expected: expected, older: place))
    }
    return found
  }

  private func mentions(_ draft: ComparedDraft, _ sentences: [Sentence]) throws(MatchError) -> [Mention] {
    var found: [Mention] = []
    for sentence in sentences where sentence.part != .history {
      for (range, year) in try mentions(draft, sentence.range) {
        found.append(Mention(range, String(year), in: sentence, bounds: sentence.range, of: draft))
      }
    }
    return found
  }

  private func keys(_ mention: Mention) -> [MentionIndex.Key] {
    // A year at the beginning of a lead-in is the year that the lead-in is about.
    let begins = mention.sentence.part == .opening && mention.before.isEmpty
    // A draft without a lead-in can say under work what other drafts say in the lead-in.
    let part: Sentence.Part = mention.sentence.part == .plan ? .plan : .work
    func key(_ before: String, _ after: String) -> MentionIndex.Key {
      MentionIndex.Key(part: part, value: mention.value, before: before, after: after)
    }
    var keys: [MentionIndex.Key] = begins ? [key("^", "")] : []
    if mention.after.count >= Self.fewestWords { keys.append(key("", String(mention.after.prefix(Self.mostWords)))) }
    if mention.before.count >= Self.mostWords { keys.append(key(String(mention.before.suffix(Self.mostWords)), "")) }
    return keys
  }

  /// Whether the sentence of `mention` names another year on purpose, or a fact that lasts longer than a year.
  private func namesOtherYear(_ mention: Mention) throws(MatchError) -> Bool {
    let sentence = mention.sentence.range
    let others = try mentions(newer, sentence).filter { String($0.year) > mention.value }
    if !others.isEmpty { return true }
    return try newer.document.has(.otherYear, in: sentence)
  }
}

extension ComparedDraft {
  /// The headings, in the order of the text.
  var headings: [Heading] { document.sections.flatMap(\.flattened).map(\.heading).filter(\.isHeading) }
}
