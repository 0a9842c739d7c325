import DraftText
import PatternMatching

/// A year, an ordinal or a figure in a sentence, with the neighbouring words by which it is found in the other draft.
struct Mention {
  let range: TextRange
  /// The value in a normalized spelling.
  let value: String
  let sentence: Sentence
  /// The letters before and after it in its sentence or clause, without digits.
  let before, after: String

  /// Takes the mention at `range`.
  ///
  /// - Parameter bounds: The sentence or clause from which the neighbouring words are taken.
  init(_ range: TextRange, _ value: String, in sentence: Sentence, bounds: TextRange, of draft: ComparedDraft) {
    (self.range, self.value, self.sentence) = (range, value, sentence)
    before = draft.text(TextRange(bounds.start, range.start)).words
    after = draft.text(TextRange(range.end, bounds.end)).words
  }
}

extension String {
  /// The letters of the string without digits. Chinese numerals stay.
  var words: String {
    String(
      scalars: letters.unicodeScalars.filter {
        $0.properties.numericType == nil || "一二三四五六七八九十百千万亿".unicodeScalars.contains($0)
      })
  }
}

/// The mentions of one draft, indexed by value and neighbouring words.
struct MentionIndex {
  /// The properties in which two mentions of the same thing agree.
  struct Key: Hashable {
    let part: Sentence.Part
    let value, before, after: String
  }

  private var mentions: [Key: Mention] = [:]

  init(_ mentions: [Mention], keys: (Mention) -> [Key]) {
    for mention in mentions {
      for key in keys(mention) where self.mentions[key] == nil { self.mentions[key] = mention }
    }
  }

  /// Returns the mention for the first of `keys` that has one.
  func first(_ keys: [Key]) -> Mention? { keys.lazy.compactMap { mentions[$0] }.first }
}
