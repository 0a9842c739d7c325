import DraftText
import PatternMatching

/// Words that are right as they stand. A finding inside such a word is dropped.
final class AcceptedWords: Sendable {
  private let words: [String]
  /// Made when findings are first compared with the words.
  private let automaton = LazyReference<WordAutomaton>()

  /// Takes `words`; empty words are ignored.
  init(_ words: [String]) { self.words = words.filter { !$0.isEmpty } }

  /// Returns the findings in `source` that do not lie inside one of the words.
  func withoutAccepted<Finding>(
    _ findings: [Finding], at place: (Finding) -> TextRange, in source: SourceText
  ) -> [Finding] {
    guard !words.isEmpty, !findings.isEmpty else { return findings }
    let automaton = automaton.value { WordAutomaton(words.map { Array($0.utf8) }) }
    let starts = automaton.starts(in: source.utf8)
    return findings.filter { finding in
      let place = place(finding)
      return place.isEmpty || starts[place.end] > place.start
    }
  }
}

/// Finds all occurrences of many words in one pass over a text (Aho and Corasick, 1975).
private final class WordAutomaton: Sendable {
  /// The next node for a node and a byte, where that byte continues a word.
  private let next: [Int: Int]
  /// For each node, the node of its longest proper suffix with which a word begins.
  private let fallback: [Int]
  /// For each node, the length of the longest word that ends there; 0 where none does.
  private let longest: [Int]

  init(_ words: [[UInt8]]) {
    var next: [Int: Int] = [:]
    var longest = [0]
    // All nodes but the root, each with its parent and its byte, by depth: shorter suffixes come first.
    var levels: [[(node: Int, from: Int, byte: UInt8)]] = []
    for word in words {
      var node = 0
      for (depth, byte) in word.enumerated() {
        if let known = next[Self.key(node, byte)] {
          node = known
          continue
        }
        if depth == levels.count { levels.append([]) }
        levels[depth].append((longest.count, node, byte))
        next[Self.key(node, byte)] = longest.count
        node = longest.count
        longest.append(0)
      }
      longest[node] = word.count
    }
    var fallback = [Int](repeating: 0, count: longest.count)
    for (node, from, byte) in levels.dropFirst().joined() {
      fallback[node] = Self.step(from: fallback[from], byte, next, fallback)
      longest[node] = max(longest[node], longest[fallback[node]])
    }
    self.next = next
    self.fallback = fallback
    self.longest = longest
  }

  private static func key(_ node: Int, _ byte: UInt8) -> Int { node << 8 | Int(byte) }

  private static func step(from node: Int, _ byte: UInt8, _ next: [Int: Int], _ fallback: [Int]) -> Int {
    var node = node
    while true {
      if let known = next[key(node, byte)] { return known }
      if node == 0 { return 0 }
      node = fallback[node]
    }
  }

  /// Returns for each offset of `text` and for its end the smallest start of a word that ends there or later. Where no
  /// word does, the value is the length of the text plus 1.
  func starts(in text: [UInt8]) -> [Int] {
    var starts = [Int](repeating: text.count + 1, count: text.count + 1)
    var node = 0
    for (offset, byte) in text.enumerated() {
      node = Self.step(from: node, byte, next, fallback)
      if longest[node] > 0 { starts[offset + 1] = offset + 1 - longest[node] }
    }
    for offset in text.indices.reversed() { starts[offset] = min(starts[offset], starts[offset + 1]) }
    return starts
  }
}
