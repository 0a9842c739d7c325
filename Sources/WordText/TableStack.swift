/// A cell of a table; all are counted from 0, the tables through the document, columns by the grid of the table.
struct TableCell: Hashable {
  var table: Int
  var row: Int
  var column: Int
}

/// The tables that are open, the innermost last.
struct TableStack {
  private struct Table {
    let number: Int
    var row = -1
    /// The column of the cell that is open, or comes next.
    var column = 0
    /// How many columns the open cell takes.
    var span = 1
    var isInCell = false
    var isCovered = false
    var isRowDeleted = false
  }

  /// Word allows as many columns.
  private static let mostColumns = 63

  private var tables: [Table] = []
  private var count = 0

  /// The cell that is open, of the innermost table.
  var cell: TableCell? {
    tables.last.flatMap { $0.isInCell ? TableCell(table: $0.number, row: $0.row, column: $0.column) : nil }
  }

  /// Whether the open cell is covered by another, or in a deleted row.
  var isCovered: Bool { tables.last.map { $0.isInCell && ($0.isCovered || $0.isRowDeleted) } ?? false }

  mutating func beginTable() {
    tables.append(Table(number: count))
    count += 1
  }

  mutating func endTable() { _ = tables.popLast() }

  mutating func beginRow() {
    change { table in
      table.row += 1
      table.column = 0
      table.isRowDeleted = false
    }
  }

  mutating func beginCell() {
    change { table in
      table.isInCell = true
      table.isCovered = false
      table.span = 1
    }
  }

  mutating func endCell() {
    change { table in
      table.isInCell = false
      table.column += table.span
    }
  }

  /// Leaves columns free before the first cell of the row.
  mutating func skip(_ columns: Int?) { change { $0.column += Self.width(columns) } }

  /// Makes the open cell take so many columns.
  mutating func span(_ columns: Int?) { change { $0.span = max(1, Self.width(columns)) } }

  /// Says that the open cell is merged: the first of those that are one says `restart`, and all others go on from it.
  mutating func merge(_ value: String?) { change { $0.isCovered = $0.isCovered || value != "restart" } }

  mutating func deleteRow() { change { $0.isRowDeleted = true } }

  private static func width(_ columns: Int?) -> Int { min(max(columns ?? 0, 0), mostColumns) }

  private mutating func change(_ body: (inout Table) -> Void) {
    if let last = tables.indices.last { body(&tables[last]) }
  }
}
