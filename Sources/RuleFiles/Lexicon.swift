import Diagnostics
import DraftText
import PatternMatching

/// The words of `words.yaml`, by which rules tell where a word ends and which characters sound alike.
///
/// The tables are built on first use, because most runs do not need them.
package final class Lexicon: Sendable {
  /// The length of the longest word, in code points: a 64-bit number holds four of 16 bits each.
  private static let longest = 4

  /// The possible lengths of words, in code points.
  private static let lengths = 2...longest

  private let text, alike: String
  private let alone: Set<Unicode.Scalar>
  private let words = LazyReference<Words>()
  private let sounds = LazyReference<Sounds>()

  /// The words as sorted numbers, the first character in the highest bits: words that begin alike are adjacent.
  private final class Words: Sendable {
    let numbers: [UInt64]

    init(_ text: String) {
      var numbers: [UInt64] = []
      var number: UInt64 = 0
      var length = 0
      for scalar in text.unicodeScalars {
        if !scalar.isBlankOrInvisible {
          number = number << 16 | UInt64(scalar.value)
          length += scalar.value < 0x10000 ? 1 : longest + 1
        } else {
          if Lexicon.lengths ~= length { numbers.append(number << (16 * (longest - length))) }
          (number, length) = (0, 0)
        }
      }
      // The shipped words are sorted; those that users add follow them.
      self.numbers = zip(numbers, numbers.dropFirst()).allSatisfy(<=) ? numbers : numbers.sorted()
    }
  }

  /// Each character with the number of one of its sounds, as sorted numbers with the character in the upper half.
  private final class Sounds: Sendable {
    private let numbers: [UInt64]

    init(_ text: String) {
      var numbers: [UInt64] = []
      var sound: UInt64 = 0
      for scalar in text.unicodeScalars {
        if scalar.isBlankOrInvisible { sound += 1 } else { numbers.append(UInt64(scalar.value) << 32 | sound) }
      }
      self.numbers = numbers.sorted()
    }

    /// Returns the numbers of the sounds of `scalar`.
    func sounds(of scalar: Unicode.Scalar) -> some Sequence<UInt64> {
      let character = UInt64(scalar.value)
      return numbers[numbers.partitioningIndex { $0 >> 32 >= character }...].prefix { $0 >> 32 == character }
        .map { $0 & 0xFFFF_FFFF }
    }
  }

  /// A lexicon without words.
  package static let none = Lexicon(words: "", alone: "", alike: "")

  /// - Parameters:
  ///   - words: Words of two to four characters, each followed by white space, without characters beyond U+FFFF.
  ///   - alone: The characters that are words by themselves.
  ///   - alike: For each sound, the characters that have it, as one word.
  package init(words: String, alone: String, alike: String) {
    text = words
    self.alone = Set(alone.unicodeScalars.filter { !$0.isBlankOrInvisible })
    self.alike = alike
  }

  /// Whether a lexicon can hold `word`.
  private static func canHold(_ word: Substring) -> Bool {
    lengths ~= word.unicodeScalars.count && word.unicodeScalars.allSatisfy { $0.value < 0x10000 }
  }

  /// Whether `scalar` is a word by itself.
  package func isAlone(_ scalar: Unicode.Scalar) -> Bool { alone.contains(scalar) }

  /// Whether two characters share a sound.
  package func soundAlike(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Bool {
    let sounds = sounds.value { Sounds(alike) }
    return sounds.sounds(of: one).contains(where: sounds.sounds(of: other).contains)
  }

  /// Returns the lengths, in code points, of the words that begin at `index` of `text`.
  package func wordLengths(at index: Int, of text: [Unicode.Scalar]) -> [Int] {
    guard index + 1 < text.count, max(text[index].value, text[index + 1].value) < 0x10000 else { return [] }
    let numbers = words.value { Words(self.text) }.numbers
    let head = UInt64(text[index].value) << 16 | UInt64(text[index + 1].value)
    return numbers[numbers.partitioningIndex { $0 >> 32 >= head }...].prefix { $0 >> 32 == head }.compactMap { number in
      var (rest, end) = (number << 32, index + 2)
      while rest > 0, end < text.count, UInt64(text[end].value) == rest >> 48 { (rest, end) = (rest << 16, end + 1) }
      return rest == 0 ? end - index : nil
    }
  }

  /// Whether a word begins at `index` of `text`.
  package func hasWord(at index: Int, of text: [Unicode.Scalar]) -> Bool {
    !wordLengths(at: index, of: text).isEmpty
  }

  /// Whether a word that begins before `index` of `text` ends at `index`.
  package func hasWord(endingWith index: Int, of text: [Unicode.Scalar]) -> Bool {
    (max(0, index - Self.longest + 1)..<index).contains { wordLengths(at: $0, of: text).contains(index + 1 - $0) }
  }

  /// The weights of a word, and of a character that is not a word by itself.
  private static let (word, fragment) = (10, 22)

  /// Whether the first or last character of `text`, at `index`, is neither a word nor part of one.
  package func isFragment(_ index: Int, of text: [Unicode.Scalar]) -> Bool {
    var rest = text
    rest.remove(at: index)
    return weight(of: text) == weight(of: rest) + Self.fragment
  }

  /// Returns the least weight of a division of `text` into words that do not cross `borders`. A character that is not a
  /// word by itself weighs more than two words.
  package func weight(of text: [Unicode.Scalar], cutAt borders: [Int] = []) -> Int {
    var least = [0] + [Int](repeating: .max, count: text.count)
    for start in text.indices {
      func take(_ length: Int, weighing weight: Int) {
        let end = start + length
        guard !borders.contains(where: { start < $0 && $0 < end }) else { return }
        least[end] = min(least[end], least[start] + weight)
      }
      take(1, weighing: isAlone(text[start]) ? Self.word : Self.fragment)
      for length in wordLengths(at: start, of: text) { take(length, weighing: Self.word) }
    }
    return least[text.count]
  }
}

extension Lexicon {
  /// Reads `files`: `words`, to which users can add their own, `alone` and `alike`.
  package convenience init(_ files: [RuleFile], log: ErrorLog) {
    let keys = ["words", "alone", "alike"]
    MergedKeys(files, log: log).reportUnknownKeys(known: keys, log: log)
    let texts = keys.map { key in
      files.compactMap { file -> String? in
        guard let entry = file.root.entries?.first(where: { $0.key == key }) else { return nil }
        return log.attempt(in: file) {
          let text = try entry.decode(String.self) + "\n"
          if key == "words", !file.isChecked { try Self.check(text, at: entry.value.position) }
          return text
        }
      }.joined()
    }
    self.init(words: texts[0], alone: texts[1], alike: texts[2])
  }

  /// The most invalid words that an error message lists.
  private static let mostNamed = 10

  /// Throws if the lexicon cannot hold one of the words in `text`.
  private static func check(_ text: String, at position: LinePosition) throws(NodeError) {
    let wrong = text.split(whereSeparator: \.isWhitespace).filter { !canHold($0) }
    if wrong.isEmpty { return }
    let words = wrong.prefix(mostNamed).map { "“\(String($0).excerpt)”" }.joined(separator: " ")
    let more = wrong.count - mostNamed
    throw NodeError(
      .init(
        zh: "词应为两到四个字，不含 U+FFFF 以外的生僻字：\(words)" + (more > 0 ? " 等 \(wrong.count) 个" : ""),
        en: "words have two to four characters, none beyond U+FFFF: \(words)" + (more > 0 ? " and \(more) more" : "")),
      at: position)
  }
}
