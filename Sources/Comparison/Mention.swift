import DraftText
import PatternMatching

/// A year, an ordinal or a figure in a sentence, with the words beside it by which it is found again in another draft.
struct Mention {
  let range: TextRange
  /// What it says, in one spelling.
  let value: String
  let sentence: Passage.Sentence
  /// The letters before it and after it, so far as they belong to it.
  let before, after: String

  /// Takes what stands at `range`.
  ///
  /// - Parameter bounds: How far what stands beside it belongs to it.
  init(_ range: TextRange, _ value: String, in sentence: Passage.Sentence, bounds: TextRange, of draft: ComparedDraft) {
    (self.range, self.value, self.sentence) = (range, value, sentence)
    before = draft.text(TextRange(bounds.start, range.start)).words
    after = draft.text(TextRange(range.end, bounds.end)).words
  }
}

extension String {
  /// Its letters without digits.
  var words: String {
    String(
      scalars: letters.unicodeScalars.filter {
        $0.properties.numericType == nil || "一二三四五六七八九十百千万亿".unicodeScalars.contains($0)
      })
  }
}

/// The mentions of one draft by value and the words beside them.
struct MentionIndex {
  /// Which words tell that two mentions are of the same thing.
  struct Key: Hashable {
    let part: Passage.Part
    let value, before, after: String
  }

  private var mentions: [Key: Mention] = [:]

  init(_ mentions: [Mention], keys: (Mention) -> [Key]) {
    for mention in mentions {
      for key in keys(mention) where self.mentions[key] == nil { self.mentions[key] = mention }
    }
  }

  /// The first that has one of `keys`.
  func first(_ keys: [Key]) -> Mention? { keys.lazy.compactMap { mentions[$0] }.first }
}
