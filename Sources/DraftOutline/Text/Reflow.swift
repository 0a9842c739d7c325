import DraftText
import PatternMatching

/// Restores the intended lines of a draft: joins wrapped lines and separates headings that share a line.
struct Reflow {
  /// The most lines of a draft whose line ends can have been lost.
  private static let fewLines = 3
  /// The shortest line of such a draft that is split, in code points.
  private static let longLine = 300
  /// The longest heading, in code points.
  private static let longestHeading = 30

  /// An ordinal at which a heading can begin.
  private struct HeadingStart {
    let range: TextRange
    let value: Int
    let form: OrdinalForm
    /// The last character before it on its line, without white space; nil if there is none.
    let before: Unicode.Scalar?
    /// Whether white space precedes it.
    let isSpaced: Bool

    var line: Int { form.line }
    var followsSentence: Bool { before.map { $0.isSentenceEnd || $0 == "”" } ?? false }
  }

  /// The form of an ordinal on one line; several ordinals of one form are items of a list.
  private struct OrdinalForm: Hashable {
    let line: Int
    let isBracketed: Bool
  }

  private let source: SourceText
  private let grammar: OutlineGrammar

  /// Reads `source` by `grammar`.
  init(_ source: SourceText, grammar: OutlineGrammar) {
    self.source = source
    self.grammar = grammar
  }

  /// Returns the text with the intended lines; mostly it is the draft itself.
  ///
  /// - Parameter pageNumbers: The page numbers at the beginnings of lines, which get lines of their own.
  func text(without pageNumbers: [TextRange] = []) throws(MatchError) -> ReflowedText {
    let wraps = try hardWraps()
    if !wraps.isEmpty { return ReflowedText(source, edits: wraps.map { Edit($0, joint(at: $0)) }) }
    let ends = pageNumbers.map { TextRange($0.end, $0.end) }
    let separators = lineSeparators()
    let lost = try breaks().filter { separators.isEmpty || $0.isEmpty }
    let breaks = Set(separators + lost + ends).sorted()
    return breaks.isEmpty ? ReflowedText(source) : ReflowedText(source, edits: breaks.map { Edit($0, "\n") })
  }

  // MARK: Wrapped lines

  private func hardWraps() throws(MatchError) -> [TextRange] {
    guard source.format.features.hasHardWraps, let wraps = HardWraps(source) else { return [] }
    return try wraps.find { () throws(MatchError) in
      var numbered: Set<Int> = []
      for level in grammar.levels where level.numerals != .none {
        try level.pattern.forEachMatch(in: source) { match in
          numbered.insert(source.lines.line(at: match.range.end))
          return true
        }
      }
      return numbered
    }
  }

  /// Returns the text that replaces a line end: a space between Latin words, else nothing.
  private func joint(at range: TextRange) -> String {
    let isLatin = { (offset: Int) in source.utf8[offset] < 0x80 && source.utf8[offset] > 0x20 }
    return isLatin(range.start - 1) && isLatin(range.end) ? " " : ""
  }

  // MARK: Lost line ends

  /// Returns the U+2028 line breaks of a Word document, which often stand for the end of a paragraph.
  private func lineSeparators() -> [TextRange] {
    guard source.format.features.hasParagraphPerLine else { return [] }
    let utf8 = source.utf8
    return utf8.indices.dropLast(2).filter { utf8[$0] == 0xE2 && utf8[$0 + 1] == 0x80 && utf8[$0 + 2] == 0xA8 }
      .map { TextRange($0, $0 + 3) }
  }

  /// Returns the ranges, mostly empty, of white space that a line end should replace.
  private func breaks() throws(MatchError) -> [TextRange] {
    let candidates = try grammar.patterns[.inlineHeading]?.matches(in: source).compactMap(candidate) ?? []
    guard !candidates.isEmpty else { return [] }
    let lines = source.paragraphs
    if lines.count <= Self.fewLines { return lines.flatMap { breaks(of: $0, at: candidates) } }
    return try startsWithoutSeparator(candidates, lines: lines)
  }

  private func candidate(_ match: Match) -> HeadingStart? {
    guard let numeral = match.range(of: "ordinal"),
      let value = Numeral.value(of: source[numeral], in: .han)
    else { return nil }
    let start = numeral.start - (match.range(of: "opening")?.count ?? 0)
    let line = source.lines.line(at: start)
    let text = source.trimmed(TextRange(source.lines.range(ofLine: line).start, start))
    return HeadingStart(
      range: TextRange(start, match.range.end), value: value,
      form: OrdinalForm(line: line, isBracketed: start < numeral.start), before: source.lastScalar(in: text),
      isSpaced: source.lastScalar(in: TextRange(0, start))?.properties.isWhitespace ?? false)
  }

  /// Returns the breaks in a line that holds a whole draft.
  private func breaks(of line: Paragraph, at candidates: [HeadingStart]) -> [TextRange] {
    guard source.length(of: line) >= Self.longLine else { return [] }
    let number = source.number(of: line)
    let own = Dictionary(grouping: candidates.filter { $0.line == number }, by: \.form.isBracketed)
    let outer = own[false, default: []].filter { $0.followsSentence || $0.before == "：" || $0.isSpaced }
    guard outer.count > 1, outer[0].value == 1 else { return [] }
    let borders = outer.map(\.range.start) + [line.range.end]
    let bracketed = own[true, default: []]
    let inner = zip(borders, borders.dropFirst()).flatMap { start, end in
      let inside = bracketed[bracketed.partitioningIndex { $0.range.start > start }...].prefix { $0.range.start < end }
      return inside.count > 1 ? inside : []
    }
    let headings = (outer + inner).map(\.range)
    let ends = ([line.range.start] + headings.map(\.end)).compactMap { whiteSpace(after: $0, in: line.range) }
    return Set(headings.map { TextRange($0.start, $0.start) } + ends).sorted()
  }

  /// Returns the white space after the short text without marks that begins at `start`; nil if there is none.
  private func whiteSpace(after start: Int, in line: TextRange) -> TextRange? {
    var text = source[TextRange(start, min(line.end, start + 4 * Self.longestHeading))][...]
    if let broken = text.firstIndex(of: "\u{FFFD}") { text = text[..<broken] }
    guard let end = text.firstIndex(where: { $0.isWhitespace || $0.isPunctuation && $0 != "、" }),
      text[end].isWhitespace, text.startIndex < end
    else { return nil }
    let from = start + text[..<end].utf8.count
    let length = text[end...].prefix { $0.isWhitespace }.utf8.count
    return TextRange(from, from + length)
  }

  /// Returns the starts of headings at the end of the paragraph before them, or of several run into one line.
  private func startsWithoutSeparator(_ candidates: [HeadingStart], lines: [Paragraph]) throws(MatchError)
    -> [TextRange]
  {
    let inside = candidates.filter(\.followsSentence)
    guard !inside.isEmpty, let last = lines.last.map(source.number) else { return [] }
    let starts = try headings()
    let values = Set(starts.map(\.value))
    let alone = Dictionary(grouping: candidates, by: \.form).filter { $0.value.count == 1 }
    let tails = inside.filter { candidate in
      candidate.line < last && (values.contains(candidate.value - 1) || values.contains(candidate.value + 1))
        && alone[candidate.form] != nil && isTail(candidate)
    }
    let first = Dictionary(starts.map { ($0.line, $0) }) { first, _ in first }
    let alike = Dictionary(grouping: starts, by: \.form.isBracketed).mapValues { $0.sorted { $0.line < $1.line } }
    let runIn = Dictionary(grouping: inside, by: \.line).flatMap { line, candidates -> [HeadingStart] in
      guard let start = first[line], let alike = alike[start.form.isBracketed] else { return [] }
      // If the next line continues the count of this one, the ordinals inside this one are a list of their own.
      let next = alike[alike.partitioningIndex { $0.line > line }...].first
      return next?.value == start.value + 1 ? [] : countingOn(candidates, from: start)
    }
    return Set((tails + runIn).map { TextRange($0.range.start, $0.range.start) }).sorted()
  }

  /// Returns the candidates that continue the count of `start` in its form.
  private func countingOn(_ candidates: [HeadingStart], from start: HeadingStart) -> [HeadingStart] {
    var found: [HeadingStart] = []
    for candidate in candidates
    where candidate.form == start.form && candidate.value == start.value + found.count + 1 {
      found.append(candidate)
    }
    return found
  }

  /// Returns the headings at line starts that have the form of those inside lines.
  private func headings() throws(MatchError) -> [HeadingStart] {
    var found: [HeadingStart] = []
    for level in grammar.levels where level.numerals == .han {
      found += try level.pattern.matches(in: source).compactMap(candidate)
    }
    return found
  }

  /// Whether the text up to the end of the line can be a heading.
  private func isTail(_ candidate: HeadingStart) -> Bool {
    let text = source.trimmed(TextRange(candidate.range.end, source.lines.range(ofLine: candidate.line).end))
    guard (2...Self.longestHeading).contains(source.lines.scalarCount(in: text)) else { return false }
    return !source[text].unicodeScalars.contains(where: \.isClauseEnd)
  }
}
