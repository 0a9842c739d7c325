/// The place of a table cell. All indices count from 0: tables through the document, columns in the grid of the table.
struct TableCell: Hashable {
  var table: Int
  var row: Int
  var column: Int
}

/// The open tables, the innermost last.
struct TableStack {
  private struct Table {
    let number: Int
    var row = -1
    /// The column of the open cell or of the next one.
    var column = 0
    /// The number of columns of the open cell.
    var span = 1
    var isInCell = false
    var isCovered = false
    var isRowDeleted = false
  }

  /// The most columns that Word allows.
  private static let mostColumns = 63

  private var tables: [Table] = []
  private var count = 0

  /// The open cell of the innermost table.
  var cell: TableCell? {
    tables.last.flatMap { $0.isInCell ? TableCell(table: $0.number, row: $0.row, column: $0.column) : nil }
  }

  /// Whether the open cell is covered by another cell or is in a deleted row.
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

  /// Sets the number of columns of the open cell.
  mutating func span(_ columns: Int?) { change { $0.span = max(1, Self.width(columns)) } }

  /// Merges the open cell with others. The first of the merged cells has the value `restart`; it covers all the others.
  mutating func merge(_ value: String?) { change { $0.isCovered = $0.isCovered || value != "restart" } }

  mutating func deleteRow() { change { $0.isRowDeleted = true } }

  private static func width(_ columns: Int?) -> Int { min(max(columns ?? 0, 0), mostColumns) }

  private mutating func change(_ body: (inout Table) -> Void) {
    if let last = tables.indices.last { body(&tables[last]) }
  }
}
