import DraftText
import PatternMatching

/// A table of contents before the text.
struct Contents {
  /// The number of paragraphs within which a table of contents begins: a cover and a foreword can precede it.
  private static let latestStart = 60
  /// The longest entry, in code points.
  private static let longestEntry = 60

  /// The indices of its paragraphs, including its heading.
  let lines: Range<Int>
  /// The indices of its entries, without its heading.
  let entries: Range<Int>

  /// Finds the table of contents in `paragraphs`; nil if there is none.
  init?(in paragraphs: [Paragraph], of context: OutlineContext) throws(MatchError) {
    let finder = Finder(context: context, paragraphs: paragraphs)
    var found = finder.knownLines()
    if found == nil { found = try finder.find() }
    guard let found else { return nil }
    lines = found
    entries = try finder.isHeading(found.lowerBound) ? found.dropFirst() : found
  }

  private struct Finder {
    let context: OutlineContext
    let paragraphs: [Paragraph]

    func isHeading(_ index: Int) throws(MatchError) -> Bool {
      try context.matches(.contents, paragraphs[index])
    }

    private func isEntry(_ index: Int) throws(MatchError) -> Bool {
      try context.matches(.contentsEntry, paragraphs[index])
    }

    /// Returns the lines that the format marks as a table of contents.
    ///
    /// Only the first block of such lines counts; a second one, for example a list of figures, is separate.
    func knownLines() -> Range<Int>? {
      guard !context.structure.isEmpty else { return nil }
      let isKnown = { (index: Int) in context.structure.kinds(of: paragraphs[index]).contains(.contents) }
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
        // This many lines with page numbers are a table of contents even without a heading.
        if end - start >= context.grammar.thresholds[.fewestEntries] { return start..<end }
      }
      return nil
    }

    /// Returns the end of the entries: the first line that repeats the first entry or its ordinal, or is not an entry.
    private func end(from start: Int) throws(MatchError) -> Int {
      let headings = try HeadingFinder(context: context).find(in: paragraphs)
        .filter { $0.shape == .ownLine }
      let ordinals = Dictionary(headings.map { ($0.paragraph, $0.heading.ordinal) }) { first, _ in first }
      var hasPages = false
      var index = start
      while index < paragraphs.count, context.source.length(of: paragraphs[index]) <= Contents.longestEntry {
        if index > start, isRepetition(ordinals[index] ?? nil, of: ordinals[start] ?? nil) || key(index) == key(start) {
          break
        }
        let hasPage = try isEntry(index)
        guard hasPage || ordinals.keys.contains(index) || isNextLine(index) else { break }
        hasPages = hasPages || hasPage
        index += 1
      }
      // Entries that have no page numbers and do not recur in the text are the text itself.
      let entries = Set((start..<index).map(key))
      return hasPages || (index..<paragraphs.count).contains { entries.contains(key($0)) } ? index : start
    }

    /// Whether the paragraph at `index` follows the one before without a blank line, as in a list of bare titles.
    private func isNextLine(_ index: Int) -> Bool {
      context.source.number(of: paragraphs[index]) == context.source.lines.line(at: paragraphs[index - 1].range.end) + 1
    }

    private func isRepetition(_ ordinal: Ordinal?, of first: Ordinal?) -> Bool {
      ordinal != nil && ordinal?.numbering == first?.numbering && ordinal?.value == first?.value
    }

    private func key(_ index: Int) -> String { ContentsEntry.key(context.source[paragraphs[index].range]) }
  }
}

/// The key by which an entry of a table of contents is matched with its heading.
package enum ContentsEntry {
  /// Returns `entry` without white space, leaders and the page number at its end.
  package static func key(_ entry: String) -> String {
    let text = withoutFillers(Array(entry.unicodeScalars)[...])
    let name = text[..<(text.lastIndex { $0.properties.numericType != .decimal }.map { $0 + 1 } ?? 0)]
    return words(name.last.map(isFiller) ?? false ? withoutFillers(name) : text)
  }

  /// Returns `line` without white space.
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
