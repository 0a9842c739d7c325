import Diagnostics
import DraftText
import PatternMatching

/// Finds runs of sentences that are the same as in last year's draft.
struct PassageLeftovers {
  /// The fewest letters in a run, apart from formulas and names. A shorter run can be chance or custom.
  private static let fewestLetters = 60

  let older, newer: ComparedDraft

  /// A sentence and its letters.
  private typealias Line = (sentence: Sentence, key: String)

  /// Finds the unchanged runs in `new`.
  func find(_ old: [Sentence], _ new: [Sentence]) throws(MatchError) -> [Leftover] {
    let (before, now) = (lines(of: old, older), lines(of: new, newer))
    let places = Dictionary(grouping: before.indices) { before[$0].key }
    var found: [Leftover] = []
    var index = 0
    while index < now.count {
      let (start, count) = longestRun(from: index, now, before, places)
      defer { index += max(count, 1) }
      let run = now[index..<(index + count)]
      var letters = 0
      for line in run { letters += try ownLetters(of: line.sentence) }
      guard letters >= Self.fewestLetters else { continue }
      found.append(
        leftover(
          TextRange(run[index].sentence.range.start, now[index + count - 1].sentence.range.end),
          older: TextRange(before[start].sentence.range.start, before[start + count - 1].sentence.range.end)))
    }
    return found
  }

  private func leftover(_ range: TextRange, older place: TextRange) -> Leftover {
    let count = newer.letters(range).count
    return Leftover(
      kind: .passage, ranges: [range], olderRange: place,
      message: Message(
        LocalizedText(zh: "这段话 {count} 字与去年的稿子一字不差", en: "{count} characters word for word as last year"),
        ["count": .init(verbatim: String(count))]))
  }

  private func lines(of sentences: [Sentence], _ draft: ComparedDraft) -> [Line] {
    sentences.filter { [.work, .plan].contains($0.part) }.map { ($0, draft.letters($0.range)) }
  }

  /// Returns the longest run of sentences from `index` on that is equal in the other draft, within one paragraph.
  private func longestRun(
    from index: Int, _ now: [Line], _ before: [Line], _ places: [String: [Int]]
  ) -> (start: Int, count: Int) {
    var best = (start: 0, count: 0)
    // Only eight places are tried: a sentence that stands in more places is a heading or a set phrase.
    for start in (places[now[index].key] ?? []).prefix(8) {
      let count = zip(now[index...], before[start...]).prefix {
        $0.key == $1.key && $0.sentence.paragraph == now[index].sentence.paragraph
          && $1.sentence.paragraph == before[start].sentence.paragraph && $0.sentence.part == $1.sentence.part
      }.count
      if count > best.count { best = (start, count) }
    }
    return best
  }

  /// Returns the number of letters of a sentence outside formulas and names.
  private func ownLetters(of sentence: Sentence) throws(MatchError) -> Int {
    let formulas = try newer.document.phrases(.formula, in: sentence.range).map(\.range)
    var (count, end) = (0, sentence.range.start)
    for range in (formulas + sentence.names).sorted() where range.end > end {
      count += letterCount(end, range.start)
      end = range.end
    }
    return count + letterCount(end, sentence.range.end)
  }

  private func letterCount(_ start: Int, _ end: Int) -> Int {
    start < end ? newer.letters(TextRange(start, end)).count : 0
  }
}
