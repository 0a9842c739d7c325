import DraftText

/// Converts the syntax tree of cmark to structure marks and literals.
struct BlockReader {
  private(set) var marks: [StructureMark] = []
  var literals: [Literal] = []

  private let source: SourceText
  private let input: [UInt8]
  /// The bytes of the draft with blanks in place of suppression comments.
  private let prose: [UInt8]
  private let start: Int
  /// The number of lines before the first line that cmark reads.
  private let linesBefore: Int
  /// For each list around the current node, the number of its next item; nil for bullets.
  private var lists: [Int?] = []
  private var table = TableReader()
  private var inline: InlineReader?
  /// The last line that belongs to a leaf block.
  private var lastRead: Int
  private var lastBlockIsDefinition = false
  /// Whether a search for the end of an open formula has found none in the rest of the text.
  private var hasNoFormulaEnd = false

  /// Prepares to read `source` from `start` on, where a line begins.
  init(_ source: SourceText, input: CMarkInput, prose: [UInt8], from start: Int) {
    self.source = source
    self.input = input.utf8
    self.prose = prose
    self.start = start
    linesBefore = source.lines.line(at: start) - 1
    lastRead = linesBefore
  }

  /// Walks through the tree without recursion.
  mutating func read() {
    let tree = SyntaxTree(input[start...])
    while let (node, isEntering) = tree.next() {
      if isEntering { enter(node) } else { exit(node) }
    }
    readDefinitions(before: source.lines.count + 1)
  }

  private mutating func enter(_ node: SyntaxTree.Node) {
    switch node.kind {
    case .list: lists.append(node.firstNumber)
    case .item, .task: readItem(node)
    case .quotation: marks.append(StructureMark(.quotation, range(of: node)))
    case .code: readCode(node)
    case .html: readHTML(node)
    case .heading: readHeading(node)
    case .paragraph: readParagraph(node)
    case .thematicBreak:
      let line = assignLines(draftLine(node.line), count: 1)
      let start = offset(of: node)
      literals.append(Literal(range: TextRange(start, max(start, line.end)), isContent: false))
    case .table: readTable(node)
    case .head: table.beginRow(in: source, line: nil)
    case .row: table.beginRow(in: source, line: draftLine(node.line))
    case .cell: readCell(node)
    default: inline?.enter(node)
    }
  }

  private mutating func exit(_ node: SyntaxTree.Node) {
    switch node.kind {
    case .list: lists.removeLast()
    case .heading, .paragraph, .cell: endInline()
    default: inline?.exit(node)
    }
  }

  // MARK: Places

  /// Converts a line number of cmark to a line number of the draft.
  private func draftLine(_ number: Int) -> Int { min(max(1, number + linesBefore), source.lines.count) }

  private func offset(of node: SyntaxTree.Node) -> Int {
    let line = source.lines.range(ofLine: draftLine(node.line))
    return min(line.start + max(0, node.column - 1), line.end)
  }

  /// The range of a container block, without the white space at its end.
  private func range(of node: SyntaxTree.Node) -> TextRange {
    let start = offset(of: node)
    let end = source.lines.range(ofLine: draftLine(node.lastLine)).end
    return TextRange(start, source.trimmedEnd(of: TextRange(start, max(start, end))))
  }

  /// Assigns `count` lines from line `first` on to a leaf block. Returns their range, without the white space at the
  /// end.
  private mutating func assignLines(_ first: Int, count: Int) -> TextRange {
    let first = min(first, source.lines.count)
    readDefinitions(before: first)
    let last = min(max(first, first + count - 1), source.lines.count)
    lastRead = max(lastRead, last)
    let range = TextRange(source.lines.range(ofLine: first).start, source.lines.range(ofLine: last).end)
    return TextRange(range.start, source.trimmedEnd(of: range))
  }

  // MARK: Blocks

  private mutating func readItem(_ node: SyntaxTree.Node) {
    let range = range(of: node)
    let number = lists.last ?? nil
    marks.append(StructureMark(.item(depth: lists.count - 1, number: number), range))
    if let number { lists[lists.count - 1] = number + 1 }
    guard node.kind == .task else { return }
    // `- [ ]`
    let text = source.utf8[range.start..<range.end]
    if let box = text.firstIndex(of: UInt8(ascii: "[")), box + 3 <= range.end {
      literals.append(Literal(range: TextRange(box, box + 3), isContent: false))
    }
  }

  private mutating func readCode(_ node: SyntaxTree.Node) {
    let first = draftLine(node.line)
    guard node.isFenced else {
      let range = assignLines(first, count: node.countOfLines)
      let text = prose[range.start..<range.end]
      // Nothing is left of a suppression comment by itself: it is no code.
      if text.contains(where: { $0 > 0x20 }), !IndentedCode.isProse(text) {
        literals.append(Literal(range: range, isContent: true))
      }
      return
    }
    let last = first + node.countOfLines
    let isClosed = last + 1 <= draftLine(node.lastLine) && isFence(last + 1)
    let range = assignLines(first, count: node.countOfLines + (isClosed ? 2 : 1))
    let start = offset(of: node)
    literals.append(Literal(range: TextRange(start, max(start, range.end)), isContent: true))
  }

  /// Whether a line consists of a fence, behind the marks of the blocks around it.
  private func isFence(_ number: Int) -> Bool {
    let line = source.lines.range(ofLine: number)
    let text = input[line.start..<source.trimmedEnd(of: line)].drop { " \t>".utf8.contains($0) }
    guard let first = text.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else { return false }
    return text.count >= 3 && text.allSatisfy { $0 == first }
  }

  private mutating func readHTML(_ node: SyntaxTree.Node) {
    let range = assignLines(draftLine(node.line), count: node.countOfLines)
    let start = offset(of: node)
    let block = HTMLBlock(source.utf8[start..<max(start, range.end)])
    literals.append(Literal(range: TextRange(start, block.end), isContent: block.isContent))
  }

  private mutating func readHeading(_ node: SyntaxTree.Node) {
    let content = node.content
    let start = offset(of: node)
    let signs = input[start...].prefix { $0 == UInt8(ascii: "#") }
    guard (1...6).contains(signs.count), input[signs.endIndex...].first.map({ $0 <= 0x20 }) ?? true else {
      readUnderlined(node, content)
      return
    }
    let end = assignLines(draftLine(node.line), count: 1).end
    marks.append(StructureMark(.heading(level: node.level), TextRange(start, max(start, end))))
    let text = input[signs.endIndex..<max(signs.endIndex, end)].prefix { $0 == 0x20 || $0 == 0x09 }
    begin(
      InlinePlaces(content, at: text.endIndex, in: source, input: input), column: node.column + text.endIndex - start)
  }

  /// Reads an underlined heading. A sentence above a rule, or a paragraph of several lines, is not meant as a heading.
  private mutating func readUnderlined(_ node: SyntaxTree.Node, _ content: [UInt8]) {
    let places = places(of: content, from: draftLine(node.line), upTo: draftLine(node.lastLine) - 1)
    begin(places, column: node.column)
    guard let lines = places?.lines else {
      _ = assignLines(draftLine(node.line), count: draftLine(node.lastLine) - draftLine(node.line) + 1)
      return
    }
    let text = assignLines(lines.lowerBound, count: lines.count)
    let underline = assignLines(lines.upperBound + 1, count: 1)
    let start = lines.lowerBound == draftLine(node.line) ? offset(of: node) : text.start
    if lines.count == 1, start < text.end, !"。！？；…".contains(source[TextRange(start, text.end)].last ?? "。") {
      marks.append(StructureMark(.heading(level: node.level), TextRange(start, text.end)))
    }
    let line = source.contentStart(of: underline)
    literals.append(Literal(range: TextRange(min(line, underline.end), underline.end), isContent: false))
  }

  private mutating func readParagraph(_ node: SyntaxTree.Node) {
    // The lines above the head of a table are a paragraph to which cmark gives no place.
    let placed = node.line > 0 ? node : node.next ?? node
    let places = places(of: node.content, from: draftLine(placed.line), upTo: draftLine(placed.lastLine))
    begin(places, column: node.line > 0 ? node.column : 0)
    guard let lines = places?.lines else {
      _ = assignLines(draftLine(placed.line), count: draftLine(placed.lastLine) - draftLine(placed.line) + 1)
      return
    }
    _ = assignLines(lines.lowerBound, count: lines.count)
  }

  /// Finds the lines of `content`. cmark drops definitions from the beginning of a paragraph, but the paragraph keeps
  /// its place.
  private func places(of content: [UInt8], from first: Int, upTo last: Int) -> InlinePlaces? {
    let count = InlinePlaces.lines(of: content).count
    for start in [first, last - count + 1, last - count, last - count - 1] where start >= first {
      if let places = InlinePlaces(content, from: start, in: source, input: input) { return places }
    }
    return nil
  }

  // MARK: Tables

  private mutating func readTable(_ node: SyntaxTree.Node) {
    let body = node.firstChild?.next
    let head = (body.map { draftLine($0.line) } ?? draftLine(node.lastLine) + 1) - 2
    let number = min(max(1, head), source.lines.count)
    let lines = assignLines(number, count: draftLine(node.lastLine) - number + 1)
    let isAtStart = number == draftLine(node.line)
    let line = source.lines.range(ofLine: number)
    table.begin(headLine: number, headStart: isAtStart ? offset(of: node) : source.contentStart(of: line))
    guard number < source.lines.count else { return }
    let delimiters = source.lines.range(ofLine: number + 1)
    let start = source.contentStart(of: delimiters)
    literals.append(
      Literal(range: TextRange(start, max(start, min(source.trimmedEnd(of: delimiters), lines.end))), isContent: false))
  }

  private mutating func readCell(_ node: SyntaxTree.Node) {
    inline = nil
    // cmark adds the cells that a row lacks. They have no place.
    guard node.column > 0, let cell = table.nextCell(node.content, in: source, input: input) else { return }
    marks.append(StructureMark(.cell(table: table.index, row: table.row, column: table.column), cell.range))
    begin(cell.places, column: node.column + cell.indent)
  }

  // MARK: Paragraphs

  private mutating func begin(_ places: InlinePlaces?, column: Int) {
    inline = places.map { InlineReader($0, column: column) }
  }

  private mutating func endInline() {
    guard let found = inline?.found() else { return }
    inline = nil
    literals += found.literals
    marks += found.pictures
    if let start = found.openFormula { readFormula(from: start) }
  }

  /// Reads a formula between lines `$$`, which can contain blank lines.
  private mutating func readFormula(from start: Int) {
    guard !hasNoFormulaEnd else { return }
    var number = source.lines.line(at: start) + 1
    while number <= source.lines.count {
      let line = source.lines.range(ofLine: number)
      let end = source.trimmedEnd(of: line)
      if source.utf8[line.start..<end].suffix(2).elementsEqual("$$".utf8) {
        literals.append(Literal(range: TextRange(start, end), isContent: true))
        return
      }
      number += 1
    }
    hasNoFormulaEnd = true
  }

  // MARK: Definitions

  /// Reads the lines before line `number` that belong to no block. They define links: `[label]: target "title"`.
  private mutating func readDefinitions(before number: Int) {
    while lastRead + 1 < number {
      lastRead += 1
      let line = source.lines.range(ofLine: lastRead)
      let text = input[line.start..<source.trimmedEnd(of: line)].drop { " \t>-+*0123456789.)".utf8.contains($0) }
      if text.first == UInt8(ascii: "[") {
        lastBlockIsDefinition = true
      } else if text.isEmpty {
        lastBlockIsDefinition = false
      }
      if lastBlockIsDefinition {
        literals.append(Literal(range: TextRange(text.startIndex, text.endIndex), isContent: false))
      }
    }
    lastBlockIsDefinition = false
  }
}
