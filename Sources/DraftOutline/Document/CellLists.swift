import DraftText
import PatternMatching

/// The table cells of a draft. Each cell is read as a text of its own, with lists and without headings.
struct CellLists {
  private let context: OutlineContext
  /// The paragraphs in cells, in the order of the text.
  private let cells: [(place: (table: Int, row: Int, column: Int), paragraph: Paragraph)]

  /// Looks for the cells among `paragraphs`.
  init(_ paragraphs: [Paragraph], of context: OutlineContext) {
    self.context = context
    cells = (context.structure.isEmpty ? [] : paragraphs).compactMap { paragraph in
      for case .cell(let table, let row, let column) in context.structure.kinds(of: paragraph).reversed() {
        return ((table, row, column), paragraph)
      }
      return nil
    }
  }

  /// Returns the numbered lines of each cell as sections that are list items; cells with one such line are left out.
  func lists() throws(MatchError) -> [[Section]] {
    guard !cells.isEmpty else { return [] }
    let lines = cells.map(\.paragraph)
    let finder = HeadingFinder(context: context.withoutStructure)
    var groups: [[Section]] = []
    var next = try finder.find(in: lines)[...]
    while let first = next.first {
      let place = cells[first.paragraph].place
      let start = cells[...first.paragraph].lastIndex { $0.place != place }.map { $0 + 1 } ?? 0
      let end = cells[first.paragraph...].firstIndex { $0.place != place } ?? cells.endIndex
      let own = Array(next.prefix { $0.paragraph < end })
      next = next.dropFirst(own.count)
      // A single number is a row number.
      guard own.count > 1 else { continue }
      let placed = LevelReader(own, in: lines[start..<end], of: context.source).headings
      let tree = SectionTree(headings: placed, paragraphs: lines[start..<end], of: context.source)
      groups.append(try tree.sections(LineClassifier(placed, of: context, isCell: true)))
    }
    return groups
  }

  /// Returns the cells of sample rows, which show how to fill in a table: one of their cells says only 举例.
  func specimens() throws(MatchError) -> [TextRange] {
    guard let specimen = context.grammar.patterns[.specimen] else { return [] }
    var rows: Set<[Int]> = []
    for cell in cells where try specimen.firstMatch(in: context.source, range: cell.paragraph.range) != nil {
      rows.insert([cell.place.table, cell.place.row])
    }
    return cells.filter { rows.contains([$0.place.table, $0.place.row]) }.map(\.paragraph.range)
  }
}
