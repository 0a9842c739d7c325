import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Finds festivals, days, meetings and anniversaries that still have last year's number.
struct OrdinalLeftovers {
  /// The lowest meeting number that is compared. Lower numbers can begin anew each year, with one meeting a quarter.
  private static let leastMeeting = 5
  /// An anniversary divisible by this number is not compared: a round anniversary is mentioned for years.
  private static let roundness = 5
  /// The letters before an anniversary that show whose it is, and the letters before an event that show what was done.
  private static let (ofAnniversary, ofEvent) = (2, 2)

  let older, newer: ComparedDraft

  /// Finds the outdated ordinals in the sentences of `new`.
  func find(_ old: [Sentence], _ new: [Sentence]) throws(MatchError) -> [Leftover] {
    let index = MentionIndex(try mentions(older, old), keys: keys)
    var found: [Leftover] = []
    for mention in try mentions(newer, new) {
      guard let place = index.first(keys(mention))?.range,
        try !newer.document.has(.earlierEvent, in: mention.sentence.range)
      else { continue }
      found.append(
        Leftover(
          kind: .ordinal, ranges: [mention.range], olderRange: place,
          message: Message(
            LocalizedText(
              zh: "“{text}”与去年的稿子相同，届次是否应当顺延", en: "“{text}” is as it was last year; should its number go up?"),
            ["text": .init(verbatim: newer.text(mention.range))])))
    }
    return found
  }

  private func mentions(_ draft: ComparedDraft, _ sentences: [Sentence]) throws(MatchError) -> [Mention] {
    var found: [Mention] = []
    for sentence in sentences where sentence.part != .history {
      func add(_ phrase: Phrase, where isCompared: (Int) -> Bool) throws(MatchError) {
        for match in try draft.document.phrases(phrase, in: sentence.range) {
          if let mention = mention(match, sentence, draft, where: isCompared) { found.append(mention) }
        }
      }
      try add(.ordinal) { $0 > 0 }
      try add(.meeting) { $0 >= Self.leastMeeting }
      try add(.anniversary) { $0 % Self.roundness != 0 }
    }
    return found
  }

  private func mention(
    _ match: Match, _ sentence: Sentence, _ draft: ComparedDraft, where isCompared: (Int) -> Bool
  ) -> Mention? {
    guard let place = match.range(of: "number"), !sentence.overlapsName(place),
      let number = Numeral.value(of: draft.text(place)), isCompared(number)
    else { return nil }
    let name = match.range(of: "name").map(draft.letters) ?? ""
    return Mention(match.range, "\(number)\(name)", in: sentence, bounds: sentence.range, of: draft)
  }

  private func keys(_ mention: Mention) -> [MentionIndex.Key] {
    let fewest = mention.value.allSatisfy(\.isNumber) ? Self.ofAnniversary : Self.ofEvent
    guard mention.before.count >= fewest || mention.before.isEmpty && mention.after.count >= fewest else { return [] }
    let part: Sentence.Part = mention.sentence.part == .plan ? .plan : .work
    return [
      MentionIndex.Key(
        part: part, value: mention.value, before: String(mention.before.suffix(fewest)),
        after: mention.before.isEmpty ? String(mention.after.prefix(fewest)) : "")
    ]
  }
}
