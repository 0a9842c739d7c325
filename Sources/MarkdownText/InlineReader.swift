import DraftText

/// Reads the inline nodes of one paragraph, heading or cell: code, tags, links, pictures.
///
/// cmark counts columns from the last line end that it took for a break, so the reader follows all breaks in order.
struct InlineReader {
  private let inline: InlinePlaces
  /// The number that cmark adds to the columns.
  private let columnOffset: Int
  /// The start of the line from which columns are counted.
  private var base = 0
  /// The end of the text that has been read.
  private var cursor = 0
  /// The starts of the links and pictures around the node; nil for an address in angle brackets.
  private var open: [Int?] = []
  private var spans: [SpanScan.Span] = []
  private var pictures: [Range<Int>] = []

  /// Makes a reader of `inline`, whose first byte has the column `column`.
  init(_ inline: InlinePlaces, column: Int) {
    self.inline = inline
    columnOffset = column - 1
  }

  private var text: [UInt8] { inline.text }

  /// Reads the start of a node, or all of a leaf node.
  mutating func enter(_ node: SyntaxTree.Node) {
    switch node.kind {
    case .text: readText(node)
    case .softBreak, .lineBreak: readBreak()
    case .codeSpan:
      var span = range(of: node)
      while span.lowerBound > 0, text[span.lowerBound - 1] == UInt8(ascii: "`") {
        span = (span.lowerBound - 1)..<span.upperBound
      }
      while span.upperBound < text.count, text[span.upperBound] == UInt8(ascii: "`") {
        span = span.lowerBound..<(span.upperBound + 1)
      }
      add(span, isContent: true)
    case .tag:
      let span = range(of: node)
      add(span, isContent: text[span].elementName == "img")
    case .link, .image: open.append(start(of: node))
    default: break
    }
  }

  /// Reads the end of a node.
  mutating func exit(_ node: SyntaxTree.Node) {
    guard node.kind == .link || node.kind == .image, let opening = open.popLast(), let start = opening else { return }
    let end = range(of: node).upperBound
    guard start < end, let closing = text[min(max(cursor, start), end)..<end].firstIndex(of: UInt8(ascii: "]")) else {
      return
    }
    let isItsOwnName = closing + 1 == end || text[(closing + 1)..<end].elementsEqual("[]".utf8)
    if node.kind == .image {
      add(start..<end, isContent: true)
      pictures.append(start..<end)
    } else if isItsOwnName {
      // `[label]`: if it is changed, its definition is no longer found.
      add(start..<end, isContent: true)
    } else {
      add(start..<(start + 1), isContent: false)
      add(closing..<end, isContent: false)
    }
  }

  /// Returns what was found, after all nodes have been read, and the start of a formula that continues behind the
  /// paragraph.
  func found() -> (literals: [Literal], pictures: [StructureMark], openFormula: Int?) {
    let known = spans.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var scan = SpanScan(text, without: known)
    var all = known
    while let span = scan.next() { all.append(span) }
    return (
      all.filter { !$0.range.isEmpty }.map { Literal(range: inline.range($0.range), isContent: $0.isContent) },
      pictures.map { StructureMark(.picture, inline.range($0)) }, scan.openFormula.map { inline.places[$0] }
    )
  }

  private mutating func add(_ range: Range<Int>, isContent: Bool) {
    spans.append(SpanScan.Span(range: range, isContent: isContent))
    cursor = max(cursor, range.upperBound)
  }

  /// Reads a text node. It contains no line end, even if its columns say so.
  private mutating func readText(_ node: SyntaxTree.Node) {
    let range = range(of: node)
    let end = text[range].firstIndex(of: 0x0A) ?? range.upperBound
    cursor = max(cursor, end)
  }

  private mutating func readBreak() {
    guard let end = text[min(cursor, text.count)...].firstIndex(of: 0x0A) else { return }
    cursor = end + 1
    // cmark does not notice a line end behind a backslash.
    if end == 0 || text[end - 1] != UInt8(ascii: "\\") || !isEscaping(end - 1) { base = cursor }
  }

  private func isEscaping(_ backslash: Int) -> Bool {
    text[...backslash].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  /// Returns the start of a link or a picture. Reads an address in angle brackets, which has only one text, and returns
  /// nil.
  private mutating func start(of node: SyntaxTree.Node) -> Int? {
    if node.kind == .link, let child = node.firstChild, child.kind == .text {
      let inner = range(of: child)
      if inner.lowerBound > 0, text[inner.lowerBound - 1] == UInt8(ascii: "<") {
        add((inner.lowerBound - 1)..<min(inner.upperBound + 1, text.count), isContent: true)
        return nil
      }
    }
    return range(of: node).lowerBound
  }

  /// The range of a node, limited to the text.
  private func range(of node: SyntaxTree.Node) -> Range<Int> {
    let start = min(max(0, base + node.column - 1 - columnOffset), text.count)
    return start..<min(max(start, base + node.lastColumn - columnOffset), text.count)
  }
}
