import DraftText
import PatternMatching

/// Finds a table of contents before the text: its heading and its entries.
struct ContentsFinder {
  /// A table of contents begins within this many paragraphs.
  private static let latestStart = 12
  /// An entry is no longer than this, in code points.
  private static let longestEntry = 60
  /// This many lines with page numbers are a table of contents without a heading of its own.
  private static let fewestEntries = 3

  let source: SourceText
  let grammar: OutlineGrammar
  let paragraphs: [Paragraph]

  /// The indices of the lines of the table of contents, its heading included; nil where there is none.
  func find() throws(MatchError) -> (lines: Range<Int>, entries: Range<Int>)? {
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

  /// The end of the entries: where the first of them comes again, or something that is no entry.
  private func end(from start: Int, _ entry: Pattern) throws(MatchError) -> Int {
    guard start < paragraphs.count else { return start }
    let numbered = Set(
      try HeadingFinder(source: source, grammar: grammar).find(in: paragraphs)
        .filter { $0.heading.layout == .ownLine }.map(\.paragraph))
    let first = ContentsEntry.key(source[paragraphs[start].range])
    var hasPages = false
    var index = start
    while index < paragraphs.count, source.lines.scalarCount(in: paragraphs[index].range) <= Self.longestEntry {
      if index > start, ContentsEntry.key(source[paragraphs[index].range]) == first { break }
      let hasPage = try matches(entry, index)
      guard hasPage || numbered.contains(index) else { break }
      hasPages = hasPages || hasPage
      index += 1
    }
    // Entries without pages that the text does not repeat are the text.
    let isRepeated = paragraphs[index...].contains { ContentsEntry.key(source[$0.range]) == first }
    return hasPages || isRepeated ? index : start
  }

  private func matches(_ pattern: Pattern, _ index: Int) throws(MatchError) -> Bool {
    try pattern.firstMatch(in: source, range: source.line(of: paragraphs[index])) != nil
  }
}

/// What an entry of a table of contents and the heading that it names have in common.
package enum ContentsEntry {
  /// `line` without white space, and without the leaders and the page number at its end.
  package static func key(_ line: String) -> String {
    var scalars = Array(line.unicodeScalars)
    while let last = scalars.last, isFiller(last) { scalars.removeLast() }
    let text = scalars[..<(scalars.lastIndex { !$0.properties.isDigit }.map { $0 + 1 } ?? 0)]
    if let last = text.last, isFiller(last) { scalars = Array(text) }
    while let last = scalars.last, isFiller(last) { scalars.removeLast() }
    var key = String.UnicodeScalarView()
    key.append(contentsOf: scalars.filter { !$0.properties.isWhitespace })
    return String(key)
  }

  private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || ".…·．-—_⋯•".unicodeScalars.contains(scalar)
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isDigit: Bool { numericType == .decimal }
}
