import DraftText
import Synchronization

/// Words of two to four Han characters, searched where they stand: no start makes anything of them.
///
/// A line begins with a character and holds what may follow it: first the single characters without a blank between them,
/// then, each after a blank, two and three. `开展始 天辟地` stands for 开展, 开始 and 开天辟地.
final class Lexicon: Sendable {
  /// The length of the longest word, in code points.
  static let longest = 4

  private final class Table: Sendable {
    let scalars: [Unicode.Scalar]
    /// The first character of a line in the upper half, where the rest begins in the lower; ascending.
    let lines: [UInt64]

    init(_ text: String) {
      scalars = Array(text.unicodeScalars)
      var lines: [UInt64] = []
      var isFirst = true
      for (index, scalar) in scalars.enumerated() {
        if isFirst { lines.append(UInt64(scalar.value) << 32 | UInt64(index + 1)) }
        isFirst = scalar == "\n"
      }
      self.lines = lines.sorted()
    }

    /// Calls `body` with the length of each word at `index` of `text` whose tail stands at `start` or behind it in its line.
    func forEachTail(from start: Int, at index: Int, of text: [Unicode.Scalar], _ body: (Int) -> Void) {
      var place = start
      while !isEnd(place) {
        if scalars[place] == text[index + 1] { body(2) }
        place += 1
      }
      while place < scalars.count, scalars[place] == " " {
        var next = index + 1
        place += 1
        let tail = place
        while !isEnd(place) {
          if next < text.count, scalars[place] == text[next] { next += 1 }
          place += 1
        }
        if next - index - 1 == place - tail { body(next - index) }
      }
    }

    private func isEnd(_ place: Int) -> Bool {
      place >= scalars.count || scalars[place] == " " || scalars[place] == "\n"
    }
  }

  /// No words at all.
  static let none = Lexicon("", alone: "")

  private let text: String
  private let alone: Set<Unicode.Scalar>
  private let table = AtomicLazyReference<Table>()

  /// Takes lines as the type describes them, and the characters that are words by themselves.
  init(_ text: String, alone: String) {
    self.text = text
    self.alone = Set(alone.unicodeScalars)
  }

  /// Whether `scalar` is a word by itself.
  func isAlone(_ scalar: Unicode.Scalar) -> Bool { alone.contains(scalar) }

  /// Calls `body` with the length of each word that begins at `index` of `text`, in code points.
  func forEachWord(at index: Int, of text: [Unicode.Scalar], _ body: (Int) -> Void) {
    guard index + 1 < text.count else { return }
    let table = table.load() ?? table.storeIfNil(Table(self.text))
    let first = table.lines.partitioningIndex { $0 >> 32 >= text[index].value }
    for line in table.lines[first...].prefix(while: { $0 >> 32 == text[index].value }) {
      table.forEachTail(from: Int(line & 0xFFFF_FFFF), at: index, of: text, body)
    }
  }

  /// Whether a word begins at `index` of `text`.
  func hasWord(at index: Int, of text: [Unicode.Scalar]) -> Bool {
    var isFound = false
    forEachWord(at: index, of: text) { _ in isFound = true }
    return isFound
  }

  /// Whether a word that begins before `index` of `text` ends with the character there.
  func hasWord(endingWith index: Int, of text: [Unicode.Scalar]) -> Bool {
    (max(0, index - Self.longest + 1)..<index).contains { start in
      var isFound = false
      forEachWord(at: start, of: text) { if start + $0 == index + 1 { isFound = true } }
      return isFound
    }
  }

  /// What a word weighs, and a character that is none by itself.
  private static let (word, fragment) = (10, 22)

  /// Whether the first or last character of `text`, at `index`, is no word and part of none.
  func isFragment(_ index: Int, of text: [Unicode.Scalar]) -> Bool {
    var rest = text
    rest.remove(at: index)
    return weight(of: text) == weight(of: rest) + Self.fragment
  }

  /// How few words `text` can be read in, none of which runs across one of `borders`; a character that is none by itself
  /// weighs more than two.
  func weight(of text: [Unicode.Scalar], cutAt borders: [Int] = []) -> Int {
    var least = [0] + [Int](repeating: .max, count: text.count)
    for start in text.indices {
      func take(_ length: Int, weighing weight: Int) {
        let end = start + length
        guard !borders.contains(where: { start < $0 && $0 < end }) else { return }
        least[end] = min(least[end], least[start] + weight)
      }
      take(1, weighing: isAlone(text[start]) ? Self.word : Self.fragment)
      forEachWord(at: start, of: text) { take($0, weighing: Self.word) }
    }
    return least[text.count]
  }
}

/// Reads `words.yaml`: `words`, to which a house adds its own, and `alone`.
struct LexiconReader {
  let log: ErrorLog

  /// The words of `files` together.
  func lexicon(_ files: [RuleFile]) -> Lexicon {
    let keys = ["words", "alone"]
    MergedKeys(files, log: log).reportUnknownKeys(known: keys, log: log)
    let texts = keys.map { key in
      files.compactMap { file -> String? in
        guard let entry = file.root.entries?.first(where: { $0.key == key }) else { return nil }
        return log.attempt(in: file) { try entry.decode(String.self) }
      }.joined(separator: "\n")
    }
    return Lexicon(texts[0], alone: texts[1])
  }
}
