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
  }

  private let text: String
  private let table = AtomicLazyReference<Table>()

  /// Takes lines as the type describes them.
  init(_ text: String) { self.text = text }

  /// Calls `body` with the length of each word that begins at `index` of `text`, in code points.
  func forEachWord(at index: Int, of text: [Unicode.Scalar], _ body: (Int) -> Void) {
    guard index + 1 < text.count else { return }
    let table = table.load() ?? table.storeIfNil(Table(self.text))
    let line = table.lines.partitioningIndex { $0 >> 32 >= text[index].value }
    guard line < table.lines.count, table.lines[line] >> 32 == text[index].value else { return }
    var place = Int(table.lines[line] & 0xFFFF_FFFF)
    func scalar() -> Unicode.Scalar { place < table.scalars.count ? table.scalars[place] : "\n" }
    while scalar() != " ", scalar() != "\n" {
      if scalar() == text[index + 1] { body(2) }
      place += 1
    }
    while scalar() == " " {
      var next = index + 1
      var isWord = true
      place += 1
      while scalar() != " ", scalar() != "\n" {
        isWord = isWord && next < text.count && scalar() == text[next]
        next += 1
        place += 1
      }
      if isWord { body(next - index) }
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
}
