import DraftText

/// Words that are right as they stand: a finding inside one of them is none.
struct AcceptedWords: Sendable {
  private let words: [[UInt8]]

  /// Takes `words`; empty ones accept nothing.
  init(_ words: [String]) {
    self.words = words.map { Array($0.utf8) }.filter { !$0.isEmpty }
  }

  /// Whether there are none.
  var isEmpty: Bool { words.isEmpty }

  /// Whether `range` lies in one of the words.
  func hold(_ range: TextRange, in source: SourceText) -> Bool {
    guard !range.isEmpty else { return false }
    return words.contains { word in
      let first = max(0, range.end - word.count)
      let last = min(range.start, source.utf8.count - word.count)
      guard first <= last else { return false }
      return (first...last).contains { source.utf8[$0..<($0 + word.count)].elementsEqual(word) }
    }
  }
}
