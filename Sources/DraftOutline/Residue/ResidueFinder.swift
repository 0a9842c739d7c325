import DraftText
import PatternMatching

/// Finds the residue in a draft.
struct ResidueFinder {
  /// The longest line of residue, in code points: one and a half lines of a page. Longer lines are always text.
  private static let longestLine = 80

  /// The patterns of residue, with the ranges in which they are looked for.
  private typealias Places = (forms: OutlineGrammar.ResidueForms, ranges: [TextRange])

  /// The reading of a line as residue.
  private struct Verdict {
    let residueClass: Residue.Class
    /// Whether its own words make the reading sure.
    var hasSureWords = false
    /// Whether its own words or the lines around it make the reading certain.
    var isCertain = false
    /// The page number; nil if the line has none.
    var number: Int?
  }

  private let source: SourceText
  private let lines: [Paragraph]
  /// The verdict on each line; nil for a line of the draft itself.
  private var verdicts: [Verdict?]

  /// Prepares to search `lines`, which are all lines of `source` that are not blank.
  init(_ lines: [Paragraph], of source: SourceText) {
    self.source = source
    self.lines = lines
    verdicts = Array(repeating: nil, count: lines.count)
  }

  /// Returns the residue, in the order of the text.
  ///
  /// Lines that are known to be page numbers, whatever the grammar says.
  mutating func find(by grammar: OutlineGrammar, knownPages: Set<Paragraph>) throws(MatchError) -> [Residue] {
    let forms = grammar.residue.filter { !source.format.features.hasMarkdownMarks || $0.residueClass != .markdown }
    let places = try forms.map { forms throws(MatchError) in (forms, try ranges(for: forms)) }
    try classifyLines(at: places)
    for (index, line) in lines.enumerated() where knownPages.contains(line) {
      verdicts[index] = Verdict(residueClass: .page)
    }
    classifyPages()
    let blocks = blocks
    return disjoint(
      try (blocks + spans(at: places, outside: DisjointRanges(blocks.map(\.range)))).sorted { $0.range < $1.range })
  }

  /// Returns the lines in which the hint of `forms` matches; the whole text without a hint.
  private func ranges(for forms: OutlineGrammar.ResidueForms) throws(MatchError) -> [TextRange] {
    guard let hint = forms.hint else { return [source.range] }
    guard forms.needs.areSatisfied(by: source, in: source.range) else { return [] }
    var ranges: [TextRange] = []
    try hint.forEachMatch(in: source) { match in
      if ranges.last.map({ match.range.start > $0.end }) ?? true {
        ranges.append(source.lines.range(ofLine: source.lines.line(at: match.range.start)))
      }
      return true
    }
    return ranges
  }

  // MARK: Lines

  private mutating func classifyLines(at places: [Places]) throws(MatchError) {
    verdicts = try verdicts(by: \.lines, at: places)
    let weak = try verdicts(by: \.anchored, at: places)
    let enclosed = try verdicts(by: \.between, at: places)
    // A weak line counts beside a line that counts, and then makes the next weak line count.
    for index in lines.indices.dropFirst() where verdicts[index] == nil && verdicts[index - 1] != nil {
      verdicts[index] = weak[index]
    }
    for index in lines.indices.dropLast().reversed() where verdicts[index] == nil && verdicts[index + 1] != nil {
      verdicts[index] = weak[index]
    }
    enclose(enclosed)
  }

  /// Returns the verdict on each line by one of the patterns of each class.
  private func verdicts(
    by pattern: KeyPath<OutlineGrammar.ResidueForms, Pattern?>, at places: [Places]
  ) throws(MatchError) -> [Verdict?] {
    var verdicts = [Verdict?](repeating: nil, count: lines.count)
    for (forms, ranges) in places {
      guard let pattern = forms[keyPath: pattern] else { continue }
      for range in ranges {
        try pattern.forEachMatch(in: source, range: range) { match in
          guard let index = lines.index(at: match.range.start) else { return false }
          if verdicts[index] == nil, match.range.overlaps(lines[index].range),
            source.length(of: lines[index]) <= Self.longestLine
          {
            verdicts[index] = Verdict(
              residueClass: forms.residueClass, hasSureWords: match.isSure,
              number: match.range(of: OutlineGrammar.ResidueForms.number).flatMap { Numeral.value(of: source[$0]) })
          }
          return true
        }
      }
    }
    return verdicts
  }

  /// Makes the lines certain that are between two sure lines of their class, with nothing else between them.
  private mutating func enclose(_ possible: [Verdict?]) {
    var open: (index: Int, residueClass: Residue.Class)?
    for index in verdicts.indices {
      let verdict = verdicts[index] ?? possible[index]
      if let verdict, verdict.hasSureWords {
        if let open, open.residueClass == verdict.residueClass {
          for inner in (open.index + 1)..<index {
            verdicts[inner] = verdicts[inner] ?? possible[inner]
            verdicts[inner]?.isCertain = true
          }
        }
        verdicts[index]?.isCertain = true
        open = (index, verdict.residueClass)
      } else if verdict?.residueClass != open?.residueClass {
        open = nil
      }
    }
  }

  /// Makes a page number in a proper form certain if it cuts a sentence or if the page before or after it is there too.
  private mutating func classifyPages() {
    let pages = verdicts.indices.filter { verdicts[$0]?.residueClass == .page }
    for (place, index) in pages.enumerated() {
      guard let number = verdicts[index]?.number else { continue }
      let isInRow = [(place - 1, number - 1), (place + 1, number + 1)].contains { place, number in
        pages.indices.contains(place) && verdicts[pages[place]]?.number == number && abs(pages[place] - index) > 1
      }
      let isCertain = isInRow || isCut(at: index)
      verdicts[index]?.isCertain = isCertain
    }
  }

  /// Whether the line at `index` is inside a sentence: the line before has a comma and does not end its sentence.
  private func isCut(at index: Int) -> Bool {
    guard index > 0, index + 1 < lines.count, verdicts[index - 1] == nil, verdicts[index + 1] == nil else {
      return false
    }
    return !source.isWhole(lines[index - 1]) && source[lines[index - 1].range].contains("，")
  }

  // MARK: Results

  /// The blocks of neighbouring lines of one class; a blank line ends a block.
  private var blocks: [Residue] {
    var blocks: [Residue] = []
    var previous: (residueClass: Residue.Class, number: Int)?
    for (line, verdict) in zip(lines, verdicts) {
      guard let verdict else {
        previous = nil
        continue
      }
      let number = source.number(of: line)
      var certainShare: Residue.CertainShare = verdict.isCertain ? .all : .none
      var start = line.range.start
      if let previous, previous == (verdict.residueClass, number - 1), let last = blocks.popLast() {
        start = last.range.start
        certainShare = last.certainShare == certainShare ? certainShare : .some
      }
      blocks.append(
        Residue(
          residueClass: verdict.residueClass, range: TextRange(start, line.range.end), coversLines: true,
          certainShare: certainShare))
      previous = (verdict.residueClass, number)
    }
    return blocks
  }

  /// Returns the residue inside lines that is outside `blocks`.
  private func spans(at places: [Places], outside blocks: DisjointRanges) throws(MatchError) -> [Residue] {
    var spans: [Residue] = []
    for (forms, ranges) in places {
      for range in ranges {
        try forms.spans?.forEachMatch(in: source, range: range) { match in
          if !match.range.isEmpty, !blocks.overlaps(match.range) {
            spans.append(
              Residue(
                residueClass: forms.residueClass, range: match.range, coversLines: false,
                certainShare: match.isSure ? .all : .none))
          }
          return true
        }
      }
    }
    return spans
  }

  /// Returns `residue` without pieces that overlap an earlier one: a no-break space inside a tag belongs to the tag.
  private func disjoint(_ residue: [Residue]) -> [Residue] {
    var end = 0
    return residue.filter { piece in
      guard piece.range.start >= end else { return false }
      end = piece.range.end
      return true
    }
  }
}

extension SourceText {
  /// Whether `paragraph` ends like a complete one, with no page break or line end put inside it. True also after a
  /// closing quotation mark or bracket, where nobody can tell.
  func isWhole(_ paragraph: Paragraph) -> Bool {
    endsClause(paragraph.range) || ends(paragraph.range, with: "”）)")
  }
}

extension Match {
  fileprivate var isSure: Bool { range(of: OutlineGrammar.ResidueForms.sure) != nil }
}
