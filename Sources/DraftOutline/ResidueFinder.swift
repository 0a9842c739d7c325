import DraftText
import PatternMatching

/// Finds what a draft brought along from where it was copied.
struct ResidueFinder {
  /// Longer lines are text, whatever they contain.
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
  private let forms: [OutlineGrammar.ResidueForms]

  init(source: SourceText, grammar: OutlineGrammar) {
    self.source = source
    forms = grammar.residue.filter { source.format != .markdown || $0.residueClass != .markdown }
  }

  /// The residue among `lines`, in the order of the text.
  ///
  /// - Parameter knownPages: The numbers of lines that are page numbers, whatever the grammar says.
  func find(in lines: [LineScan.Line], knownPages: Set<Int> = []) throws(MatchError) -> [Residue] {
    let places = try forms.map { forms throws(MatchError) in (forms, try ranges(hintedBy: forms.hint)) }
    var verdicts = try verdicts(on: lines, at: places)
    for (index, line) in lines.enumerated() where knownPages.contains(line.number) {
      verdicts[index] = Verdict(residueClass: .page)
    }
    judgePages(&verdicts, lines)
    let blocks = blocks(of: lines, verdicts)
    return disjoint(try (blocks + spans(at: places, outside: blocks)).sorted { $0.range < $1.range })
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

  /// What each line is taken for; nil for a line of the draft itself.
  private func verdicts(on lines: [LineScan.Line], at places: [Places]) throws(MatchError) -> [Verdict?] {
    let none = [Verdict?](repeating: nil, count: lines.count)
    var verdicts = none
    var weak = none
    var enclosed = none
    for (forms, ranges) in places {
      try mark(&verdicts, of: lines, by: forms.lines, in: ranges, as: forms.residueClass)
      try mark(&weak, of: lines, by: forms.anchored, in: ranges, as: forms.residueClass)
      try mark(&enclosed, of: lines, by: forms.between, in: ranges, as: forms.residueClass)
    }
    // A weak line counts beside one that counts by itself, and then carries the next weak one.
    spread(&verdicts, weak: weak, along: lines.indices.dropFirst().lazy.map { ($0, $0 - 1) })
    spread(&verdicts, weak: weak, along: lines.indices.dropLast().reversed().lazy.map { ($0, $0 + 1) })
    enclose(&verdicts, possible: enclosed)
    return verdicts
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

  private func spread(
    _ verdicts: inout [Verdict?], weak: [Verdict?], along steps: some Sequence<(line: Int, neighbour: Int)>
  ) {
    for step in steps where verdicts[step.line] == nil && weak[step.line] != nil && verdicts[step.neighbour] != nil {
      verdicts[step.line] = weak[step.line]
    }
  }

  /// Makes certain what stands between two sure lines of its class, with nothing else between them.
  private func enclose(_ verdicts: inout [Verdict?], possible: [Verdict?]) {
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

  private func mark(
    _ verdicts: inout [Verdict?], of lines: [LineScan.Line], by pattern: Pattern?, in ranges: [TextRange],
    as residueClass: Residue.Class
  ) throws(MatchError) {
    guard let pattern else { return }
    var index = 0
    for range in ranges {
      try pattern.forEachMatch(in: source, range: range) { match in
        while index < lines.count, lines[index].range.end <= match.range.start { index += 1 }
        guard index < lines.count else { return false }
        let line = lines[index].range
        if verdicts[index] == nil, match.range.start < line.end, match.range.end > line.start,
          source.lines.scalarCount(in: line) <= Self.longestLine
        {
          verdicts[index] = Verdict(
            residueClass: residueClass, isSure: match.isSure,
            number: match.range(of: OutlineGrammar.ResidueForms.number).flatMap { Numeral.value(of: source[$0]) })
        }
        return true
      }
    }
  }

  /// A page number in a proper form is certain where it cuts a sentence or where the next or the last page stands, too.
  private func judgePages(_ verdicts: inout [Verdict?], _ lines: [LineScan.Line]) {
    let pages = verdicts.indices.filter { verdicts[$0]?.residueClass == .page }
    for (place, index) in pages.enumerated() {
      guard let number = verdicts[index]?.number else { continue }
      let next = place + 1 < pages.count ? pages[place + 1] : nil
      let last = place > 0 ? pages[place - 1] : nil
      let isInRow =
        next.map { verdicts[$0]?.number == number + 1 && $0 > index + 1 } ?? false
        || last.map { verdicts[$0]?.number == number - 1 && $0 < index - 1 } ?? false
      let isCertain = isInRow || isCut(at: index, verdicts, lines)
      verdicts[index]?.isCertain = isCertain
    }
  }

  /// Whether the line at `index` stands inside a sentence: one with a comma that has not come to its end.
  private func isCut(at index: Int, _ verdicts: [Verdict?], _ lines: [LineScan.Line]) -> Bool {
    guard index > 0, index + 1 < lines.count, verdicts[index - 1] == nil, verdicts[index + 1] == nil else {
      return false
    }
    let before = source[lines[index - 1].range]
    return before.contains("，") && !"。！？；：…”）".contains(before.last ?? "。")
  }

  /// Neighbouring lines of one class; a blank line ends a block.
  private func blocks(of lines: [LineScan.Line], _ verdicts: [Verdict?]) -> [Residue] {
    var blocks: [Residue] = []
    var previous: (residueClass: Residue.Class, number: Int)?
    for (line, verdict) in zip(lines, verdicts) {
      if let verdict {
        let certainty: Residue.Certainty = verdict.isCertain ? .whole : .likely
        if let previous, previous == (verdict.residueClass, line.number - 1), let last = blocks.popLast() {
          blocks.append(
            Residue(
              residueClass: verdict.residueClass, range: TextRange(last.range.start, line.range.end),
              coversLines: true, certainty: last.certainty == certainty ? certainty : .inPart))
        } else {
          blocks.append(
            Residue(
              residueClass: verdict.residueClass, range: line.range, coversLines: true, certainty: certainty))
        }
      }
      previous = verdict.map { ($0.residueClass, line.number) }
    }
    return blocks
  }

  private func spans(at places: [Places], outside blocks: [Residue]) throws(MatchError) -> [Residue] {
    var spans: [Residue] = []
    for (forms, ranges) in places {
      guard let pattern = forms.spans else { continue }
      var block = 0
      for range in ranges {
        try pattern.forEachMatch(in: source, range: range) { match in
          while block < blocks.count, blocks[block].range.end <= match.range.start { block += 1 }
          let isInBlock = block < blocks.count && blocks[block].range.overlaps(match.range)
          if !isInBlock, !match.range.isEmpty {
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
}

extension Match {
  fileprivate var isSure: Bool { range(of: OutlineGrammar.ResidueForms.sure) != nil }
}
