import DraftText
import PatternMatching

/// Finds the runs of 一是…二是… in paragraphs and over paragraphs.
struct EnumerationFinder {
  /// An enumerator where it stands.
  private struct Token {
    let ordinal: Ordinal
    let numbering: Numbering
    let paragraph: Int
    let opensParagraph: Bool
    /// Whether the text runs into it, so that it may be something else.
    let isWeak: Bool
    /// Whether a colon stands before it, which opens an enumeration of its own.
    let followsColon: Bool

    /// Numberings that count on from each other.
    var family: String { numbering.family ?? numbering.id.name }
  }

  /// An enumeration that may go on.
  private struct Run {
    var tokens: [Token]
    /// The value of the last item; “last” counts as the next.
    var last: Int

    /// Whether it hangs on an item that may be something else.
    var isWeak: Bool { tokens.count == 1 && tokens[0].isWeak }
  }

  let source: SourceText
  let grammar: OutlineGrammar

  /// The enumerations in `paragraphs`; none runs on over a paragraph in `borders`, sorted indices.
  func find(in paragraphs: [Paragraph], borders: [Int]) throws(MatchError) -> [Enumeration] {
    var runs: [Run] = []
    var open: [Int] = []
    var border = 0
    for token in try tokens(in: paragraphs) {
      while border < borders.count, borders[border] <= token.paragraph {
        border += 1
        open = []
      }
      place(token, in: &runs, open: &open)
    }
    return runs.compactMap { enumeration($0, in: paragraphs) }.sorted { $0.range < $1.range }
  }

  private func tokens(in paragraphs: [Paragraph]) throws(MatchError) -> [Token] {
    let headings = HeadingFinder(source: source, grammar: grammar)
    var tokens: [Token] = []
    for numbering in grammar.enumerators {
      var index = 0
      try numbering.pattern.forEachMatch(in: source) { match in
        while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
        guard index < paragraphs.count else { return false }
        let paragraph = paragraphs[index].range
        if match.range.start >= paragraph.start,
          let ordinal = headings.ordinal(match, numbering: numbering)
        {
          tokens.append(
            Token(
              ordinal: ordinal, numbering: numbering, paragraph: index,
              opensParagraph: ordinal.range.start == paragraph.start, isWeak: match.range(of: "weak") != nil,
              followsColon: self.followsColon(ordinal.range.start)))
        }
        return true
      }
    }
    return tokens.sorted { $0.ordinal.range < $1.ordinal.range }
  }

  // MARK: Which run an item belongs to

  private func place(_ token: Token, in runs: inout [Run], open: inout [Int]) {
    let value = token.ordinal.value
    let target = value == 1 ? slipped(token, among: open, in: runs) : best(for: token, among: open, in: runs)
    if let index = target {
      runs[index].tokens.append(token)
      runs[index].last = value == 0 ? runs[index].last + 1 : value
      // What was opened inside the item before is over now.
      while let last = open.last, last != index { open.removeLast() }
    } else if value == 1 || token.numbering.needsCompany {
      runs.append(Run(tokens: [token], last: max(value, 1)))
      open.append(runs.count - 1)
      if open.count > 8 { open.removeFirst() }
    }
  }

  /// The open run in which a first item stands by a slip: typed twice, or after the second.
  private func slipped(_ token: Token, among open: [Int], in runs: [Run]) -> Int? {
    guard !token.isWeak, !token.followsColon, let index = open.last, let only = runs[index].tokens.last,
      runs[index].tokens.count == 1, !runs[index].isWeak, only.family == token.family,
      only.opensParagraph == token.opensParagraph, token.opensParagraph || only.paragraph == token.paragraph
    else { return nil }
    return index
  }

  private func followsColon(_ offset: Int) -> Bool {
    let before = source.utf8[max(0, offset - 3)..<offset]
    return before.elementsEqual("：".utf8) || before.last == 0x3A
  }

  /// The open run that `token` goes on: one of its family that waits for its number, one of another family that does,
  /// or, where none waits for it, the innermost of its family.
  private func best(for token: Token, among open: [Int], in runs: [Run]) -> Int? {
    let reachable = open.reversed().filter { index in
      guard let last = runs[index].tokens.last else { return false }
      return last.paragraph == token.paragraph || token.opensParagraph
    }
    let value = token.ordinal.value
    let family = reachable.filter { runs[$0].tokens[0].family == token.family }
    // Items that open paragraphs count on from each other, and so do items inside a paragraph.
    let alike = family.filter { runs[$0].tokens.last?.opensParagraph == token.opensParagraph }
    let own = alike.isEmpty ? family : alike
    let waiting = own.filter { value == 0 || runs[$0].last + 1 == value }
    if let run = waiting.first(where: { !runs[$0].isWeak }) ?? waiting.first { return run }
    if let any = own.first(where: { !runs[$0].isWeak }) { return any }
    return value > 1 ? reachable.first { runs[$0].last + 1 == value } : nil
  }

  private func enumeration(_ run: Run, in paragraphs: [Paragraph]) -> Enumeration? {
    guard let first = run.tokens.first, let last = run.tokens.last else { return nil }
    guard run.tokens.count > 1 || first.numbering.needsCompany && !first.isWeak else { return nil }
    return Enumeration(
      ordinals: run.tokens.map(\.ordinal),
      range: TextRange(first.ordinal.range.start, paragraphs[last.paragraph].range.end))
  }
}
