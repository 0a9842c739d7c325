import DraftText
import PatternMatching

/// Finds a table of contents before the text: its heading and its entries.
struct ContentsFinder {
  /// A table of contents begins within this many paragraphs: a cover and a foreword stand before it.
  private static let latestStart = 60
  /// An entry is no longer than this, in code points.
  private static let longestEntry = 60
  /// This many lines with page numbers are a table of contents without a heading of its own.
  private static let fewestEntries = 3

  let source: SourceText
  let grammar: OutlineGrammar
  let paragraphs: [Paragraph]
  let structure: Structure

  /// The indices of the lines of the table of contents, its heading included; nil where there is none.
  func find() throws(MatchError) -> (lines: Range<Int>, entries: Range<Int>)? {
    if let known = try knownLines() { return known }
    guard let heading = grammar.contents, let entry = grammar.contentsEntry else { return nil }
    for start in paragraphs.indices.prefix(Self.latestStart) {
      if try matches(heading, start) {
        let end = try self.end(from: start + 1, entry)
        return end > start + 1 ? (start..<end, (start + 1)..<end) : nil
      }
      var end = start
      while end < paragraphs.count, try matches(entry, end) { end += 1 }
      if end - start >= Self.fewestEntries { return (start..<end, start..<end) }
    }
    return nil
  }

  /// The lines that the format knows to be a table of contents.
  private func knownLines() throws(MatchError) -> (lines: Range<Int>, entries: Range<Int>)? {
    guard !structure.isEmpty else { return nil }
    let known = paragraphs.indices.filter { structure.kinds(of: paragraphs[$0]).contains(.contents) }
    guard let first = known.first else { return nil }
    // Another table of contents, of figures for instance, is one of its own.
    let last = known.indices.prefix { known[$0] == first + $0 }.last.map { known[$0] } ?? first
    var isHeading = false
    if let heading = grammar.contents { isHeading = try matches(heading, first) }
    return (first..<(last + 1), (isHeading ? first + 1 : first)..<(last + 1))
  }

  /// The end of the entries: where the text begins to count anew, or something comes that is no entry.
  private func end(from start: Int, _ entry: Pattern) throws(MatchError) -> Int {
    let headings = try HeadingFinder(source: source, grammar: grammar, structure: structure).find(in: paragraphs)
      .filter { $0.shape == .ownLine }
    let ordinals = Dictionary(headings.map { ($0.paragraph, $0.heading.ordinal) }) { first, _ in first }
    var hasPages = false
    var index = start
    while index < paragraphs.count, source.lines.scalarCount(in: paragraphs[index].range) <= Self.longestEntry {
      if index > start, isRepetition(ordinals[index] ?? nil, of: ordinals[start] ?? nil) || key(index) == key(start) {
        break
      }
      let hasPage = try matches(entry, index)
      guard hasPage || ordinals.keys.contains(index) || isNextLine(index) else { break }
      hasPages = hasPages || hasPage
      index += 1
    }
    // Entries without pages that the text does not repeat are the text.
    let entries = Set((start..<index).map(key))
    return hasPages || (index..<paragraphs.count).contains { entries.contains(key($0)) } ? index : start
  }

  /// Whether no blank line stands before the paragraph at `index`: a list of titles without ordinals or pages.
  private func isNextLine(_ index: Int) -> Bool {
    let (before, own) = (paragraphs[index - 1].range, paragraphs[index].range)
    return source.lines.line(at: own.start) - source.lines.line(at: before.end) == 1
  }

  private func isRepetition(_ ordinal: Ordinal?, of first: Ordinal?) -> Bool {
    guard let ordinal, let first else { return false }
    return ordinal.numbering == first.numbering && ordinal.value == first.value
  }

  private func key(_ index: Int) -> String { ContentsEntry.key(source[paragraphs[index].range]) }

  private func matches(_ pattern: Pattern, _ index: Int) throws(MatchError) -> Bool {
    try pattern.firstMatch(in: source, range: source.line(of: paragraphs[index])) != nil
  }
}

/// What an entry of a table of contents and the heading that it names have in common.
package enum ContentsEntry {
  /// The words of `entry` without the leaders and the page number at its end.
  package static func key(_ entry: String) -> String {
    var scalars = Array(entry.unicodeScalars)
    removeFillers(&scalars)
    var text = scalars[..<(scalars.lastIndex { $0.properties.numericType != .decimal }.map { $0 + 1 } ?? 0)]
    if let last = text.last, isFiller(last) {
      removeFillers(&text)
      return words(text)
    }
    return words(scalars[...])
  }

  /// `line` without white space.
  package static func words(_ line: String) -> String { words(Array(line.unicodeScalars)[...]) }

  private static func words(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var words = String.UnicodeScalarView()
    words.append(contentsOf: scalars.lazy.filter { !$0.properties.isWhitespace })
    return String(words)
  }

  private static func removeFillers(
    _ text: inout some BidirectionalCollection<Unicode.Scalar> & RangeReplaceableCollection
  ) {
    while let last = text.last, isFiller(last) { text.removeLast() }
  }

  private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || ".…·．-—_⋯•".unicodeScalars.contains(scalar)
  }
}
