import DraftText
import PatternMatching

/// Finds the lists in the cells of tables: each cell is a text of its own, with lists and without headings.
struct CellLists {
  private struct Place: Hashable {
    let table, row, column: Int
  }

  let source: SourceText
  let grammar: OutlineGrammar
  let structure: Structure

  /// The lines of each cell of which any begins with an ordinal, as sections without headings.
  func find(in paragraphs: [Paragraph]) throws(MatchError) -> [[Section]] {
    guard !structure.isEmpty else { return [] }
    let cells = paragraphs.compactMap { paragraph in place(of: paragraph).map { (place: $0, paragraph: paragraph) } }
    let lines = cells.map(\.paragraph)
    let found = try HeadingFinder(source: source, grammar: grammar, structure: .unknown(source)).find(in: lines)
    var groups: [[Section]] = []
    var next = found[...]
    while let first = next.first {
      let place = cells[first.paragraph].place
      let start = cells[...first.paragraph].lastIndex { $0.place != place }.map { $0 + 1 } ?? 0
      let end = cells[first.paragraph...].firstIndex { $0.place != place } ?? cells.endIndex
      let own = next.prefix { $0.paragraph < end }
      next = next.dropFirst(own.count)
      // A number alone is that of a row.
      guard own.count > 1 else { continue }
      let read = LevelReader(Array(own), paragraphs: lines[start..<end], in: source).read()
      let tree = SectionTree(headings: read, paragraphs: lines[start..<end])
      groups.append(
        try tree.sections(
          LineJudge(read, paragraphs: lines[start..<end], source: source, grammar: grammar, isCell: true)))
    }
    return groups
  }

  /// The cells of rows that show how to fill in a table: one of them says 举例 and nothing else.
  func specimens(in paragraphs: [Paragraph]) throws(MatchError) -> [TextRange] {
    guard !structure.isEmpty, let specimen = grammar.specimen else { return [] }
    var rows: Set<[Int]> = []
    var cells: [(row: [Int], range: TextRange)] = []
    for paragraph in paragraphs {
      guard let place = place(of: paragraph) else { continue }
      let row = [place.table, place.row]
      cells.append((row, paragraph.range))
      if try specimen.firstMatch(in: source, range: paragraph.range) != nil { rows.insert(row) }
    }
    return cells.filter { rows.contains($0.row) }.map(\.range)
  }

  private func place(of paragraph: Paragraph) -> Place? {
    for case .cell(let table, let row, let column) in structure.kinds(of: paragraph).reversed() {
      return Place(table: table, row: row, column: column)
    }
    return nil
  }
}
