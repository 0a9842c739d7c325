import DraftText
import PatternMatching

/// The ordinals that the enumerators of a grammar find in the paragraphs of a draft: 一是, 第二，, （1）, 1.
package struct InlineOrdinals {
  /// An ordinal and where it was found.
  struct Found {
    let ordinal: Ordinal
    let numbering: Numbering
    /// The index of its paragraph.
    let paragraph: Int
    /// Whether it may be something else: the text runs into it, or figures of any kind are written so.
    let isWeak: Bool
  }

  /// A draft may have as many whatever its length, which take 15 MB…
  private static let freeOrdinals = 50_000
  /// … and one more for so many bytes.
  private static let bytesPerOrdinal = 16

  /// In the order of the text, without overlap.
  let found: [Found]

  /// Finds them in one pass for each enumerator.
  package init(
    in source: SourceText, paragraphs: [Paragraph], grammar: OutlineGrammar
  ) throws(MatchError) {
    let limit = max(Self.freeOrdinals, source.utf8.count / Self.bytesPerOrdinal)
    var found: [Found] = []
    for numbering in grammar.enumerators {
      var index = 0
      try numbering.pattern.forEachMatch(in: source) { match in
        while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
        guard index < paragraphs.count else { return false }
        if match.range.start >= paragraphs[index].range.start,
          let ordinal = Ordinal(match, of: numbering, in: source, words: grammar.ordinalWords)
        {
          let isWeak = match.range(of: "weak") != nil
          found.append(Found(ordinal: ordinal, numbering: numbering, paragraph: index, isWeak: isWeak))
        }
        return found.count <= limit
      }
      guard found.count <= limit else { throw .tooMany(limit: limit) }
    }
    found.sort { $0.ordinal.range < $1.ordinal.range }
    // 其一是 holds no 一是.
    var end = 0
    found.removeAll { item in
      defer { end = max(end, item.ordinal.range.end) }
      return item.ordinal.range.start < end
    }
    self.found = found
  }
}

extension Ordinal {
  /// The ordinal of `numbering` that `match` found; nil where its numeral has no value.
  init?(_ match: Match, of numbering: Numbering, in source: SourceText, words: [String: Int]) {
    guard let numeral = match.range(of: "ordinal"),
      let value = Numeral.value(of: source[numeral], in: numbering.numerals, words: words)
    else { return nil }
    let delimiter = match.range(of: "delimiter") ?? TextRange(match.range.end, match.range.end)
    // In Markdown, marks such as # and ** stand before the ordinal and do not belong to it.
    let opening = match.range(of: "opening")?.start ?? numeral.start
    self.init(
      numbering: numbering.id, value: value,
      chapter: match.range(of: "chapter").flatMap { Numeral.value(of: source[$0]) },
      range: TextRange(min(opening, numeral.start), max(delimiter.end, numeral.end)), numeral: numeral,
      delimiter: delimiter)
  }
}
