import DraftText
import PatternMatching

/// A table of contents before the text.
struct Contents {
  /// A table of contents begins within this many paragraphs: a cover and a foreword stand before it.
  private static let latestStart = 60
  /// An entry is no longer than this, in code points.
  private static let longestEntry = 60

  /// The indices of its lines, its heading included.
  let lines: Range<Int>
  /// The indices of its entries.
  let entries: Range<Int>

  /// Looks for it among `paragraphs`; nil where there is none.
  init?(in paragraphs: [Paragraph], of draft: Draft) throws(MatchError) {
    let finder = Finder(draft: draft, paragraphs: paragraphs)
    var found = finder.knownLines()
    if found == nil { found = try finder.find() }
    guard let found else { return nil }
    lines = found
    entries = try finder.isHeading(found.lowerBound) ? found.dropFirst() : found
  }

  private struct Finder {
    let draft: Draft
    let paragraphs: [Paragraph]

    func isHeading(_ index: Int) throws(MatchError) -> Bool {
      try draft.matches(.contents, paragraphs[index])
    }

    private func isEntry(_ index: Int) throws(MatchError) -> Bool {
      try draft.matches(.contentsEntry, paragraphs[index])
    }

    /// The lines that the format knows to be a table of contents.
    ///
    /// Another table of contents, of figures for instance, is one of its own.
    func knownLines() -> Range<Int>? {
      guard !draft.structure.isEmpty else { return nil }
      let isKnown = { (index: Int) in draft.structure.kinds(of: paragraphs[index]).contains(.contents) }
      guard let first = paragraphs.indices.first(where: isKnown) else { return nil }
      return first..<(paragraphs.indices[first...].first { !isKnown($0) } ?? paragraphs.count)
    }

    func find() throws(MatchError) -> Range<Int>? {
      for start in paragraphs.indices.prefix(Contents.latestStart) {
        if try isHeading(start) {
          let end = try self.end(from: start + 1)
          return end > start + 1 ? start..<end : nil
        }
        var end = start
        while end < paragraphs.count, try isEntry(end) { end += 1 }
        // So many lines with page numbers need no heading.
        if end - start >= draft.grammar.thresholds[.fewestEntries] { return start..<end }
      }
      return nil
    }

    /// The end of the entries: where the text begins to count anew, or something comes that is no entry.
    private func end(from start: Int) throws(MatchError) -> Int {
      let headings = try HeadingFinder(draft: draft).find(in: paragraphs)
        .filter { $0.shape == .ownLine }
      let ordinals = Dictionary(headings.map { ($0.paragraph, $0.heading.ordinal) }) { first, _ in first }
      var hasPages = false
      var index = start
      while index < paragraphs.count, draft.source.length(of: paragraphs[index]) <= Contents.longestEntry {
        if index > start, isRepetition(ordinals[index] ?? nil, of: ordinals[start] ?? nil) || key(index) == key(start) {
          break
        }
        let hasPage = try isEntry(index)
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
      draft.source.number(of: paragraphs[index]) == draft.source.lines.line(at: paragraphs[index - 1].range.end) + 1
    }

    private func isRepetition(_ ordinal: Ordinal?, of first: Ordinal?) -> Bool {
      ordinal != nil && ordinal?.numbering == first?.numbering && ordinal?.value == first?.value
    }

    private func key(_ index: Int) -> String { ContentsEntry.key(draft.source[paragraphs[index].range]) }
  }
}

/// What an entry of a table of contents and the heading that it names have in common.
package enum ContentsEntry {
  /// The words of `entry` without the leaders and the page number at its end.
  package static func key(_ entry: String) -> String {
    let text = withoutFillers(Array(entry.unicodeScalars)[...])
    let name = text[..<(text.lastIndex { $0.properties.numericType != .decimal }.map { $0 + 1 } ?? 0)]
    return words(name.last.map(isFiller) ?? false ? withoutFillers(name) : text)
  }

  /// `line` without white space.
  package static func words(_ line: String) -> String { words(Array(line.unicodeScalars)[...]) }

  private static func words(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(scalars: scalars.lazy.filter { !$0.properties.isWhitespace })
  }

  private static func withoutFillers(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    text[..<(text.lastIndex { !isFiller($0) }.map { $0 + 1 } ?? text.startIndex)]
  }

  private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || ".…·．-—_⋯•".unicodeScalars.contains(scalar)
  }
}
