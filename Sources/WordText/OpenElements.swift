import Archive

/// The open fields. A field has an instruction and then a result; only the result is text.
struct FieldStack {
  private struct Field {
    var instruction: [UInt8] = []
    var hasResult = false
    /// The purpose of the field, known when its result begins.
    var purpose = FieldPurpose.other
    /// The paragraph in which its result begins.
    var paragraph = 0
  }

  /// The most bytes of an instruction that are kept. Its kind and its target are at the beginning.
  private static let longestInstruction = 256

  private var fields: [Field] = []
  private var instructions = 0
  /// The index of the outermost field whose instruction is open, if any: fields around it need not be checked again.
  private var firstInstruction = 0
  private var contents = 0

  var isInInstruction: Bool { instructions > 0 }

  /// Whether the result of a field that makes a table of contents is open.
  var isInContents: Bool { contents > 0 }

  /// The paragraph in which the outermost open table of contents begins.
  var openContents: Int? { fields.first { $0.purpose == .contents }?.paragraph }

  /// Adds a piece of the instruction.
  mutating func instruct(_ piece: [UInt8]) {
    guard let last = fields.indices.last, !fields[last].hasResult else { return }
    fields[last].instruction += piece.prefix(max(0, Self.longestInstruction - fields[last].instruction.count))
  }

  mutating func begin() {
    if !isInInstruction { firstInstruction = fields.count }
    fields.append(Field())
    instructions += 1
  }

  /// Begins the result, in the paragraph with this number, and returns its purpose.
  mutating func separate(in paragraph: Int) -> FieldPurpose? {
    guard let last = fields.indices.last, !fields[last].hasResult else { return nil }
    let purpose = FieldPurpose(instruction: fields[last].instruction)
    fields[last] = Field(hasResult: true, purpose: purpose, paragraph: paragraph)
    instructions -= 1
    if purpose == .contents { contents += 1 }
    return purpose
  }

  /// Ends a field and returns its purpose; nil if it had no result.
  mutating func end() -> FieldPurpose? {
    guard let field = fields.popLast() else { return nil }
    if field.purpose == .contents { contents -= 1 }
    if !field.hasResult { instructions -= 1 }
    return field.hasResult ? field.purpose : nil
  }

  /// Drops the fields with an open instruction. An instruction seldom continues in the next paragraph: probably its end
  /// is missing, and the text that follows must not be lost.
  mutating func endParagraph() {
    guard isInInstruction else { return }
    let withResult = fields[firstInstruction...].filter(\.hasResult)
    fields.replaceSubrange(firstInstruction..., with: withResult)
    instructions = 0
  }
}

/// The purpose of a field.
enum FieldPurpose: Hashable {
  /// A table of contents, of figures or of tables.
  case contents
  /// The page number in a line of such a table.
  case contentsPage
  case other

  /// Reads the beginning of an instruction, ` TOC \o "1-3" \h ` for instance.
  init(instruction: [UInt8]) {
    let words = String(decoding: instruction, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    switch words.first?.uppercased() {
    case "TOC": self = .contents
    // Word names the bookmarks of headings so, if a table of contents refers to them.
    case "PAGEREF" where words.dropFirst().first?.hasPrefix("_Toc") == true: self = .contentsPage
    default: self = .other
    }
  }
}

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

/// The open drawings. Each can be a picture, contain text boxes, or be no more than a line.
struct DrawingStack {
  /// The properties of a drawing that have been read.
  struct Drawing {
    var showsPicture = false
    var holdsText = false
    /// Whether it floats on the page and is in no line.
    var isFloating = false

    /// Whether it counts as a picture. If it contains text, only the text is read.
    var isPicture: Bool { showsPicture && !holdsText }
  }

  private var drawings: [Drawing] = []

  mutating func begin() { drawings.append(Drawing()) }

  mutating func end() -> Drawing? {
    guard let drawing = drawings.popLast() else { return nil }
    if drawing.holdsText { beginBox() }
    return drawing
  }

  /// Reads a property of the innermost drawing.
  mutating func take(_ part: Element.DrawingPart, _ attributes: XMLAttributes) {
    guard let last = drawings.indices.last else { return }
    switch part {
    case .picture: drawings[last].showsPicture = true
    case .floating: drawings[last].isFloating = true
    case .shape:
      let style = attributes["style"]?.filter { $0 != " " }
      if style?.contains("position:absolute") == true { drawings[last].isFloating = true }
    }
  }

  /// Begins a box with text in the innermost drawing.
  mutating func beginBox() {
    if let last = drawings.indices.last { drawings[last].holdsText = true }
  }
}

/// The open content controls, and whether they contain a table of contents.
struct ControlStack {
  private var holdingContents: [Bool] = []
  private var contents = 0

  /// Whether the next content is part of a table of contents.
  var holdContents: Bool { contents > 0 }

  mutating func begin() { holdingContents.append(false) }

  mutating func end() {
    if holdingContents.popLast() == true { contents -= 1 }
  }

  /// Reads the kind of building block in the innermost control.
  mutating func take(gallery: String?) {
    guard gallery == "Table of Contents", holdingContents.last == false else { return }
    holdingContents[holdingContents.count - 1] = true
    contents += 1
  }

  /// Ends the table of contents with its field: text that an author wrote behind the field belongs to the draft.
  mutating func endContents() {
    guard contents > 0 else { return }
    for index in holdingContents.indices { holdingContents[index] = false }
    contents = 0
  }
}
