import DraftText
import PatternMatching

/// Finds what a draft brought along from where it was copied.
struct ResidueFinder {
  /// Longer lines are text, whatever they contain.
  private static let longestLine = 80

  /// Forms of residue, with the ranges in which they are looked for.
  private typealias Places = (forms: OutlineGrammar.ResidueForms, ranges: [TextRange])

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
    var classes = try lineClasses(of: lines, at: places)
    for (index, line) in lines.enumerated() where knownPages.contains(line.number) { classes[index] = .page }
    let blocks = blocks(of: lines, classes: classes)
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

  /// The class of each line; nil for a line of the draft itself.
  private func lineClasses(of lines: [LineScan.Line], at places: [Places]) throws(MatchError) -> [Residue.Class?] {
    var classes = [Residue.Class?](repeating: nil, count: lines.count)
    var weak = classes
    for (forms, ranges) in places {
      try mark(&classes, of: lines, by: forms.lines, in: ranges, as: forms.residueClass)
      try mark(&weak, of: lines, by: forms.anchored, in: ranges, as: forms.residueClass)
    }
    // A weak line counts beside a sure one, and then carries the next weak one.
    spread(&classes, weak: weak, along: lines.indices.dropFirst().lazy.map { ($0, $0 - 1) })
    spread(&classes, weak: weak, along: lines.indices.dropLast().reversed().lazy.map { ($0, $0 + 1) })
    return classes
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
    _ classes: inout [Residue.Class?], weak: [Residue.Class?], along steps: some Sequence<(line: Int, neighbour: Int)>
  ) {
    for step in steps where classes[step.line] == nil && weak[step.line] != nil && classes[step.neighbour] != nil {
      classes[step.line] = weak[step.line]
    }
  }

  private func mark(
    _ classes: inout [Residue.Class?], of lines: [LineScan.Line], by pattern: Pattern?, in ranges: [TextRange],
    as residueClass: Residue.Class
  ) throws(MatchError) {
    guard let pattern else { return }
    var index = 0
    for range in ranges {
      try pattern.forEachMatch(in: source, range: range) { match in
        while index < lines.count, lines[index].range.end <= match.range.start { index += 1 }
        guard index < lines.count else { return false }
        let line = lines[index].range
        if classes[index] == nil, match.range.start < line.end, match.range.end > line.start,
          source.lines.scalarCount(in: line) <= Self.longestLine
        {
          classes[index] = residueClass
        }
        return true
      }
    }
  }

  /// Neighbouring lines of one class; a blank line ends a block.
  private func blocks(of lines: [LineScan.Line], classes: [Residue.Class?]) -> [Residue] {
    var blocks: [Residue] = []
    var previous: (residueClass: Residue.Class, number: Int)?
    for (line, residueClass) in zip(lines, classes) {
      if let residueClass {
        if let previous, previous == (residueClass, line.number - 1), let last = blocks.popLast() {
          blocks.append(
            Residue(
              residueClass: residueClass, range: TextRange(last.range.start, line.range.end), coversLines: true))
        } else {
          blocks.append(Residue(residueClass: residueClass, range: line.range, coversLines: true))
        }
      }
      previous = residueClass.map { ($0, line.number) }
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
            spans.append(Residue(residueClass: forms.residueClass, range: match.range, coversLines: false))
          }
          return true
        }
      }
    }
    return spans
  }
}
