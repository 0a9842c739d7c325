import DraftText
import PatternMatching

/// What is left in a draft from where it was copied, and is no part of it.
public struct Residue: Hashable, Sendable {
  /// The classes of residue, as named in the outline grammar.
  public enum Class: String, CaseIterable, Sendable, Codable {
    /// Lines of the site or library that the draft was taken from.
    case watermark
    /// Tags, entities and attributes of a web page.
    case html
    /// Markdown in a draft that is not Markdown.
    case markdown
    /// What a chat assistant says before and after the text it was asked for.
    case assistant
    /// Page numbers and running heads.
    case page
    /// No-break and zero-width characters.
    case invisible
  }

  /// How sure it is that no author wrote it.
  public enum Certainty: Comparable, Sendable {
    /// It may be the author's own.
    case likely
    /// A line of it is surely residue, the others may be the author's own.
    case inPart
    /// All of it is surely residue: said by nobody but a site, a page or a program, or standing between two such lines.
    case whole
  }

  /// What kind of residue it is.
  public let residueClass: Class
  /// One block: neighbouring lines of one class, or a piece of a line.
  public let range: TextRange
  /// Whether whole lines are meant, which the outline leaves out.
  public let coversLines: Bool
  /// How sure it is.
  public let certainty: Certainty
}

/// Finds what a draft brought along from where it was copied.
struct ResidueFinder {
  /// Longer lines, in code points, are text, whatever they contain: one and a half of a page.
  private static let longestLine = 80

  /// Forms of residue, with the ranges in which they are looked for.
  private typealias Places = (forms: OutlineGrammar.ResidueForms, ranges: [TextRange])

  /// What a line is taken for.
  private struct Verdict {
    let residueClass: Residue.Class
    /// Whether its own words say so for sure.
    var isSure = false
    /// Whether it is sure, by its own words or by those around it.
    var isCertain = false
    /// The number of a page.
    var number: Int?
  }

  private let source: SourceText
  private let lines: [Paragraph]
  /// What each line is taken for; nil for a line of the draft itself.
  private var verdicts: [Verdict?]

  /// Prepares to look among `lines`, all of `source` that are not blank.
  init(_ lines: [Paragraph], of source: SourceText) {
    self.source = source
    self.lines = lines
    verdicts = Array(repeating: nil, count: lines.count)
  }

  /// The residue, in the order of the text.
  ///
  /// - Parameter knownPages: Lines that are page numbers, whatever the grammar says.
  mutating func find(by grammar: OutlineGrammar, knownPages: Set<Paragraph>) throws(MatchError) -> [Residue] {
    let forms = grammar.residue.filter { source.format != .markdown || $0.residueClass != .markdown }
    let places = try forms.map { forms throws(MatchError) in (forms, try ranges(hintedBy: forms.hint)) }
    try judgeLines(at: places)
    for (index, line) in lines.enumerated() where knownPages.contains(line) {
      verdicts[index] = Verdict(residueClass: .page)
    }
    judgePages()
    let blocks = blocks
    return disjoint(
      try (blocks + spans(at: places, outside: DisjointRanges(blocks.map(\.range)))).sorted { $0.range < $1.range })
  }

  /// The lines in which `hint` matches; the whole text without a hint.
  private func ranges(hintedBy hint: Pattern?) throws(MatchError) -> [TextRange] {
    guard let hint else { return [source.range] }
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

  private mutating func judgeLines(at places: [Places]) throws(MatchError) {
    verdicts = try verdicts(by: \.lines, at: places)
    let weak = try verdicts(by: \.anchored, at: places)
    let enclosed = try verdicts(by: \.between, at: places)
    // A weak line counts beside one that counts by itself, and then carries the next weak one.
    for index in lines.indices.dropFirst() where verdicts[index] == nil && verdicts[index - 1] != nil {
      verdicts[index] = weak[index]
    }
    for index in lines.indices.dropLast().reversed() where verdicts[index] == nil && verdicts[index + 1] != nil {
      verdicts[index] = weak[index]
    }
    enclose(enclosed)
  }

  /// What each line is taken for by one of the patterns of each class.
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
              residueClass: forms.residueClass, isSure: match.isSure,
              number: match.range(of: OutlineGrammar.ResidueForms.number).flatMap { Numeral.value(of: source[$0]) })
          }
          return true
        }
      }
    }
    return verdicts
  }

  /// Makes certain what stands between two sure lines of its class, with nothing else between them.
  private mutating func enclose(_ possible: [Verdict?]) {
    var open: (index: Int, residueClass: Residue.Class)?
    for index in verdicts.indices {
      let verdict = verdicts[index] ?? possible[index]
      if let verdict, verdict.isSure {
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

  /// A page number in a proper form is certain where it cuts a sentence or where the next or the last page stands, too.
  private mutating func judgePages() {
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

  /// Whether the line at `index` stands inside a sentence: one with a comma that has not come to its end.
  private func isCut(at index: Int) -> Bool {
    guard index > 0, index + 1 < lines.count, verdicts[index - 1] == nil, verdicts[index + 1] == nil else {
      return false
    }
    return !source.isWhole(lines[index - 1]) && source[lines[index - 1].range].contains("，")
  }

  // MARK: Results

  /// Neighbouring lines of one class; a blank line ends a block.
  private var blocks: [Residue] {
    var blocks: [Residue] = []
    var previous: (residueClass: Residue.Class, number: Int)?
    for (line, verdict) in zip(lines, verdicts) {
      guard let verdict else {
        previous = nil
        continue
      }
      let number = source.number(of: line)
      var certainty: Residue.Certainty = verdict.isCertain ? .whole : .likely
      var start = line.range.start
      if let previous, previous == (verdict.residueClass, number - 1), let last = blocks.popLast() {
        start = last.range.start
        certainty = last.certainty == certainty ? certainty : .inPart
      }
      blocks.append(
        Residue(
          residueClass: verdict.residueClass, range: TextRange(start, line.range.end), coversLines: true,
          certainty: certainty))
      previous = (verdict.residueClass, number)
    }
    return blocks
  }

  /// The pieces of lines outside `blocks`.
  private func spans(at places: [Places], outside blocks: DisjointRanges) throws(MatchError) -> [Residue] {
    var spans: [Residue] = []
    for (forms, ranges) in places {
      for range in ranges {
        try forms.spans?.forEachMatch(in: source, range: range) { match in
          if !match.range.isEmpty, !blocks.overlaps(match.range) {
            spans.append(
              Residue(
                residueClass: forms.residueClass, range: match.range, coversLines: false,
                certainty: match.isSure ? .whole : .likely))
          }
          return true
        }
      }
    }
    return spans
  }

  /// Without what overlaps something before it: a no-break space inside a tag is the tag's.
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
  /// Whether `paragraph` ends as a whole one does: so that no page and no line end was put inside it. Behind a quotation or
  /// an aside nobody can tell.
  func isWhole(_ paragraph: Paragraph) -> Bool {
    endsClause(paragraph.range) || ends(paragraph.range, with: "”）)")
  }
}

extension Match {
  fileprivate var isSure: Bool { range(of: OutlineGrammar.ResidueForms.sure) != nil }
}
