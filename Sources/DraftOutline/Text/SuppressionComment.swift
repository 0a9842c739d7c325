import DraftText

/// A comment of a Markdown draft that suppresses findings: `<!-- zhangfa-ignore numbering/gap: the reason -->`.
///
/// Ranges are those of the original draft.
package struct SuppressionComment: Hashable, Sendable {
  /// The directive of a comment, by its first word.
  package enum Directive: String, Sendable, CaseIterable {
    /// Suppresses findings in the next block.
    case next = "zhangfa-ignore"
    /// Suppresses findings from here on.
    case start = "zhangfa-ignore-start"
    /// Ends the suppression that ``start`` began.
    case end = "zhangfa-ignore-end"
    /// Suppresses findings in the whole draft.
    case file = "zhangfa-ignore-file"
  }

  /// A word of the comment.
  package struct Word: Hashable, Sendable {
    /// The word.
    package let text: String
    /// Where it stands.
    package let range: TextRange
  }

  /// The range of the comment, from `<!--` to `-->`.
  package let range: TextRange
  /// The first word as written.
  package let word: Word
  /// The names of rules and categories; empty for all rules.
  package let names: [Word]
  /// Whether the comment has a `-->`; without it, the comment ends with its line.
  package let isClosed: Bool
  /// The next block: lines up to a blank line or a heading; empty at the end of the draft.
  package private(set) var nextBlock: TextRange

  /// The directive; nil if the first word is unknown.
  package var directive: Directive? { Directive(rawValue: word.text) }
}

extension SuppressionComment {
  /// Returns the comments of `source`, in the order of the text, and the text with blanks in place of the comments.
  ///
  /// A draft that is not Markdown has none. A comment in code is an example, and not found.
  static func find(in source: SourceText) -> (comments: [SuppressionComment], remaining: SourceText) {
    guard source.format.features.hasComments else { return ([], source) }
    var comments = source.outsideCode(source.suppressionComments()).map { SuppressionComment(source, $0) }
    guard !comments.isEmpty else { return ([], source) }
    let remaining = source.blanking(comments.map(\.range))
    for (index, block) in zip(comments.indices, remaining.blocks(after: comments.map(\.range.end))) {
      comments[index].nextBlock = block
    }
    return (comments, remaining)
  }

  /// Reads the comment in `range`.
  private init(_ source: SourceText, _ range: TextRange) {
    let closing = SourceText.commentClosing
    isClosed = source.utf8[range.start..<range.end].suffix(closing.count).elementsEqual(closing)
    let end = range.end - (isClosed ? closing.count : 0)
    let content = source.trimmed(TextRange(range.start + SourceText.commentOpening.count, end))
    let wordEnd = source.utf8[content.start..<content.end].firstIndex { !$0.isOfWord } ?? content.end
    self.range = range
    word = Word(source, TextRange(content.start, wordEnd))
    names = Self.names(in: TextRange(wordEnd, content.end), of: source)
    nextBlock = TextRange(range.end, range.end)
  }

  /// Returns the names before the colon, between commas. The marks can be full-width, as Chinese keyboards type them.
  private static func names(in range: TextRange, of source: SourceText) -> [Word] {
    let list = source[range].prefix { !":：".contains($0) }
    return list.split { ",，、".contains($0) }.map { name in
      let start = range.start + list.utf8.distance(from: list.startIndex, to: name.startIndex)
      return Word(source, source.trimmed(TextRange(start, start + name.utf8.count)))
    }.filter { !$0.range.isEmpty }
  }
}

extension SuppressionComment.Word {
  fileprivate init(_ source: SourceText, _ range: TextRange) { self.init(text: source[range], range: range) }
}

extension UInt8 {
  fileprivate var isOfWord: Bool {
    let scalar = Unicode.Scalar(self)
    return scalar.isASCII && scalar.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains(scalar)
  }
}

extension SourceText {
  /// Returns the block after each of `ends`, which are sorted: a heading, or the lines up to a blank line or a heading.
  ///
  /// The last block is found first, so that a thousand comments in one block, or in a row, cost no more than one.
  fileprivate func blocks(after ends: [Int]) -> [TextRange] {
    let paragraphs = paragraphs
    let numbers = paragraphs.map(number)
    var blockEnds = numbers.map { lines.range(ofLine: $0).end }
    for index in paragraphs.indices.dropLast().reversed()
    where numbers[index + 1] == numbers[index] + 1 && !isMarkdownHeading(paragraphs[index + 1].range) {
      blockEnds[index] = blockEnds[index + 1]
    }
    var (start, next) = (utf8.count, utf8.count)
    let blocks = ends.reversed().map { end in
      let between = trimmed(TextRange(end, next))
      if !between.isEmpty { start = between.start }
      next = end
      guard let index = paragraphs.index(at: start) else { return TextRange(utf8.count, utf8.count) }
      let isHeading = isMarkdownHeading(TextRange(start, paragraphs[index].range.end))
      return TextRange(start, isHeading ? lines.range(ofLine: numbers[index]).end : blockEnds[index])
    }
    return blocks.reversed()
  }

  /// Whether `line` is a Markdown heading: one to six `#` and a blank.
  package func isMarkdownHeading(_ line: TextRange) -> Bool {
    let marks = utf8[line.start..<line.end].prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(marks) else { return false }
    return marks == line.count || utf8[line.start + marks] == 0x20 || utf8[line.start + marks] == 0x09
  }
}
