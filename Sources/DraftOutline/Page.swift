import DraftText
import PatternMatching

/// The first look at a draft: what is set aside, and the paragraphs that are left.
struct Page {
  let residue: [Residue]
  /// The entries of a table of contents.
  let contents: [Paragraph]
  /// The lines that are neither.
  let paragraphs: [Paragraph]

  /// Looks at a draft.
  ///
  /// - Parameter pageNumbers: Lines of the text that are page numbers, as ranges of the draft as it was written.
  init(
    _ draft: ReflowedText, pageNumbers: [TextRange], grammar: OutlineGrammar, structure: Structure
  ) throws(MatchError) {
    let source = draft.text
    let lines = LineScan(source).lines
    residue = try ResidueFinder(source: source, grammar: grammar)
      .find(in: lines, knownPages: Self.lines(lines, at: Set(pageNumbers), of: draft))
    let all = Self.paragraphs(lines, without: residue, of: source)
    if let found = try ContentsFinder(source: source, grammar: grammar, paragraphs: all, structure: structure)
      .find()
    {
      contents = Array(all[found.entries])
      paragraphs = Array(all[..<found.lines.lowerBound] + all[found.lines.upperBound...])
    } else {
      contents = []
      paragraphs = all
    }
  }

  /// The numbers of those of `lines` that are `places` of the draft as it was written.
  private static func lines(_ lines: [LineScan.Line], at places: Set<TextRange>, of draft: ReflowedText) -> Set<Int> {
    guard !places.isEmpty else { return [] }
    return Set(lines.lazy.filter { places.contains(draft.original(of: $0.range)) }.map(\.number))
  }

  /// The lines that are no residue; a paragraph that a page number cuts in two is one.
  private static func paragraphs(
    _ lines: [LineScan.Line], without residue: [Residue], of source: SourceText
  ) -> [Paragraph] {
    let blocks = residue.filter(\.coversLines)
    var block = 0
    var isCut = false
    var paragraphs: [Paragraph] = []
    for line in lines {
      while block < blocks.count, blocks[block].range.end <= line.range.start { block += 1 }
      if block < blocks.count, blocks[block].range.overlaps(line.range) {
        isCut = blocks[block].residueClass == .page && (isCut || paragraphs.last.map(source.breaksOff) ?? false)
      } else if isCut, let first = paragraphs.popLast() {
        paragraphs.append(Paragraph(range: TextRange(first.range.start, line.range.end)))
        isCut = false
      } else {
        paragraphs.append(Paragraph(range: line.range))
      }
    }
    return paragraphs
  }
}

extension SourceText {
  /// Whether `paragraph` ends inside a sentence: long, and with no mark that ends one.
  fileprivate func breaksOff(_ paragraph: Paragraph) -> Bool {
    lines.scalarCount(in: paragraph.range) > 30 && !"。！？；：…”）".contains(self[paragraph.range].last ?? "。")
  }
}
