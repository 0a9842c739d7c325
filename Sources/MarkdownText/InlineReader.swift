import DraftText

/// Reads what stands in one paragraph, heading or cell, node by node: code, tags, links, pictures.
///
/// cmark counts a column from the last line end that it took for a break, so that the places of all nodes are known when the
/// breaks are followed in their order.
struct InlineReader {
  private let inline: InlinePlaces
  /// What cmark adds to the columns.
  private let columnOffset: Int
  /// Where the line begins from which columns are counted.
  private var base = 0
  /// Up to here the text has been read.
  private var cursor = 0
  /// The links and pictures around the node; where each begins, nil for an address in angle brackets.
  private var open: [Int?] = []
  private var spans: [SpanScan.Span] = []
  private var pictures: [Range<Int>] = []

  /// Begins to read `inline`, whose first byte has the column `column`.
  init(_ inline: InlinePlaces, column: Int) {
    self.inline = inline
    columnOffset = column - 1
  }

  private var text: [UInt8] { inline.text }

  /// Takes in the start of a node, or all of one that holds no others.
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
      add(span, isContent: text[span].starts(with: "<img".utf8))
    case .link, .image: open.append(start(of: node))
    default: break
    }
  }

  /// Takes in the end of a node.
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
      // `[label]`: changed, it would not be found any more.
      add(start..<end, isContent: true)
    } else {
      add(start..<(start + 1), isContent: false)
      add(closing..<end, isContent: false)
    }
  }

  /// What was found, when all nodes have been read; and where a formula is open that goes on behind the paragraph.
  func found() -> (literals: [Literal], pictures: [StructureMark], openFormula: Int?) {
    let known = spans.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var scan = SpanScan(text, without: known)
    var all = known
    while let span = scan.next() { all.append(span) }
    return (
      all.filter { !$0.range.isEmpty }.map { Literal(inline.range($0.range), isContent: $0.isContent) },
      pictures.map { StructureMark(.picture, inline.range($0)) }, scan.openFormula.map { inline.places[$0] }
    )
  }

  private mutating func add(_ range: Range<Int>, isContent: Bool) {
    spans.append(SpanScan.Span(range: range, isContent: isContent))
    cursor = max(cursor, range.upperBound)
  }

  /// A text holds no line end, whatever its columns say.
  private mutating func readText(_ node: SyntaxTree.Node) {
    let range = range(of: node)
    let end = text[range].firstIndex(of: 0x0A) ?? range.upperBound
    cursor = max(cursor, end)
  }

  private mutating func readBreak() {
    guard let end = text[min(cursor, text.count)...].firstIndex(of: 0x0A) else { return }
    cursor = end + 1
    // cmark overlooks the line end behind a backslash.
    if end == 0 || text[end - 1] != UInt8(ascii: "\\") || !isEscaping(end - 1) { base = cursor }
  }

  private func isEscaping(_ backslash: Int) -> Bool {
    text[...backslash].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  /// Where a link or a picture begins; an address in angle brackets, which has but one text in it, is taken in at once.
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

  /// The place of a node in the text, as far as there is such a place.
  private func range(of node: SyntaxTree.Node) -> Range<Int> {
    let start = min(max(0, base + node.column - 1 - columnOffset), text.count)
    return start..<min(max(start, base + node.lastColumn - columnOffset), text.count)
  }
}

/// Where each byte stands of a paragraph as cmark reads it: without what stands for the blocks around it, its lines ended by line
/// feeds.
struct InlinePlaces {
  /// The bytes as they stand in the draft, line ends as line feeds.
  private(set) var text: [UInt8] = []
  /// The offset of each of them.
  private(set) var places: [Int] = []
  /// The lines of the draft, from 1.
  let lines: ClosedRange<Int>

  /// Finds `content` in the lines of `source` from line `first` on; nil where it does not stand there. Each of its lines ends with a line
  /// of the draft.
  init?(_ content: [UInt8], from first: Int, in source: SourceText, tamed: [UInt8]) {
    let parts = Self.lines(of: content)
    guard first >= 1, first + parts.count - 1 <= source.lines.count else { return nil }
    lines = first...(first + parts.count - 1)
    for (index, part) in parts.enumerated() {
      let line = source.lines.range(ofLine: first + index)
      guard let found = Self.places(of: part, endingIn: line, of: tamed) else { return nil }
      append(found, of: source)
      if index + 1 < parts.count {
        places.append(line.end)
        text.append(0x0A)
      }
    }
  }

  /// Finds `content`, which has one line, at `start`.
  init?(_ content: [UInt8], at start: Int, in source: SourceText, tamed: [UInt8]) {
    let number = source.lines.line(at: start)
    lines = number...number
    var offset = start
    let end = source.lines.range(ofLine: number).end
    var found: [Int] = []
    for byte in content {
      // In a cell, `\|` stands for a bar.
      if offset + 1 < end, tamed[offset] == UInt8(ascii: "\\"), byte == UInt8(ascii: "|") { offset += 1 }
      guard offset < end, tamed[offset] == byte else { return nil }
      found.append(offset)
      offset += 1
    }
    append(found, of: source)
  }

  /// How many lines `content` has; what is behind the last line feed is one, if there is anything.
  static func lines(of content: [UInt8]) -> [ArraySlice<UInt8>] {
    var content = content[...]
    if content.last == 0x0A { content.removeLast() }
    return content.split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  /// The range of the draft for `range` of the text, which is not empty.
  func range(_ range: Range<Int>) -> TextRange {
    TextRange(places[range.lowerBound], places[range.upperBound - 1] + 1)
  }

  private mutating func append(_ found: [Int], of source: SourceText) {
    places += found
    text += found.map { source.utf8[$0] }
  }

  /// The offsets of `part`, behind which nothing but white space is left of the line.
  private static func places(of part: ArraySlice<UInt8>, endingIn line: TextRange, of tamed: [UInt8]) -> [Int]? {
    var end = line.end
    if part.last.map({ $0 != 0x20 && $0 != 0x09 }) ?? true {
      while end > line.start, tamed[end - 1] == 0x20 || tamed[end - 1] == 0x09 { end -= 1 }
    }
    var found: [Int] = []
    var following: UInt8 = 0
    for byte in part.reversed() {
      if following == UInt8(ascii: "|"), end > line.start, tamed[end - 1] == UInt8(ascii: "\\"), byte != tamed[end - 1]
      {
        end -= 1
      }
      guard end > line.start, tamed[end - 1] == byte else { return nil }
      end -= 1
      found.append(end)
      following = byte
    }
    return found.reversed()
  }
}
