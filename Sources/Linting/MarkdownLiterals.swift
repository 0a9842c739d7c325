import DraftText

/// Finds what is no prose in a Markdown draft: what a reader of the page does not see as text.
///
/// Blocks are told line by line, spans paragraph by paragraph. Where Markdown is not closed, what is open ends with its paragraph,
/// a fence with the text.
struct MarkdownLiterals {
  /// Front matter, blocks of code and of formulas, definitions of references.
  private(set) var blocks: [TextRange] = []
  /// Code that is known by its indent alone and may be a paragraph.
  private(set) var indented: [TextRange] = []
  /// Code and formulas in a line, targets of links and pictures.
  private(set) var literals: [TextRange] = []
  /// Tags with their attributes, and comments.
  private(set) var markup: [TextRange] = []
  private let source: SourceText
  private let utf8: [UInt8]
  /// What references are called, in brackets.
  private var labels: Set<String> = []

  init(_ source: SourceText) {
    self.source = source
    utf8 = source.utf8
    for paragraph in readBlocks() { readSpans(paragraph) }
  }

  // MARK: Blocks

  /// Takes in front matter, code, formulas on lines of their own and definitions; returns the paragraphs that are left.
  private mutating func readBlocks() -> [TextRange] {
    var paragraphs: [TextRange] = []
    var isInList = false
    var isAfterBlank = true
    var number = 1
    while number <= source.lines.count {
      let line = source.lines.range(ofLine: number)
      let content = trimmed(line)
      if content.isEmpty {
        isAfterBlank = true
        number += 1
        continue
      }
      if let last = endOfBlock(at: number, content) {
        blocks.append(TextRange(line.start, source.lines.range(ofLine: last).end))
        number = last + 1
        isAfterBlank = true
        continue
      }
      let isIndented = line.start < content.start && isCodeIndent(TextRange(line.start, content.start))
      if isIndented, isAfterBlank, !isInList {
        indented.append(line)
      } else {
        if !isIndented || isInList {
          if let last = paragraphs.last, !isAfterBlank {
            paragraphs[paragraphs.count - 1] = TextRange(last.start, line.end)
          } else {
            paragraphs.append(line)
          }
        }
        if !isIndented, isAfterBlank || !isInList { isInList = beginsItem(content) }
        isAfterBlank = false
      }
      number += 1
    }
    return paragraphs
  }

  /// The last line of what begins at line `number` and is no paragraph; nil where a paragraph does.
  private mutating func endOfBlock(at number: Int, _ content: TextRange) -> Int? {
    let text = utf8[content.start..<content.end]
    if number == 1, text.elementsEqual("---".utf8) {
      return line(from: 2) { $0.elementsEqual("---".utf8) || $0.elementsEqual("...".utf8) }
    }
    if number == 1, text.elementsEqual("+++".utf8) { return line(from: 2) { $0.elementsEqual("+++".utf8) } }
    if let name = Self.rawElements.first(where: { text.starts(with: "<\($0)".utf8) }) {
      return line(from: number) { String(decoding: $0, as: UTF8.self).contains("</\(name)>") }
    }
    let marks = text.drop { $0 == UInt8(ascii: ">") || $0 == 0x20 }
    if let fence = marks.first, fence == UInt8(ascii: "`") || fence == UInt8(ascii: "~") {
      let length = marks.prefix { $0 == fence }.count
      let info = marks.dropFirst(length)
      guard length >= 3, fence != UInt8(ascii: "`") || !info.contains(fence) else { return nil }
      return line(from: number + 1) { line in
        let line = line.drop { $0 == UInt8(ascii: ">") || $0 == 0x20 }
        return line.count >= length && line.allSatisfy { $0 == fence }
      } ?? source.lines.count
    }
    if text.elementsEqual("$$".utf8) { return line(from: number + 1) { $0.suffix(2).elementsEqual("$$".utf8) } }
    return definition(content) ? number : nil
  }

  /// The elements of HTML whose contents are no prose.
  private static let rawElements = ["script", "style", "pre", "svg", "math"]

  /// Whether a line defines a reference, `[label]: target`; its label is kept.
  private mutating func definition(_ content: TextRange) -> Bool {
    let text = utf8[content.start..<content.end]
    guard text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]")),
      close + 1 < content.end, utf8[close + 1] == UInt8(ascii: ":"), close > content.start + 1
    else { return false }
    labels.insert(source[TextRange(content.start, close + 1)])
    // A footnote is prose behind its label.
    return utf8[content.start + 1] != UInt8(ascii: "^")
  }

  /// The first line from `number` on that satisfies `isLast`.
  private func line(from number: Int, where isLast: (ArraySlice<UInt8>) -> Bool) -> Int? {
    guard number <= source.lines.count else { return nil }
    return (number...source.lines.count).first { number in
      let content = trimmed(source.lines.range(ofLine: number))
      return isLast(utf8[content.start..<content.end])
    }
  }

  private func trimmed(_ line: TextRange) -> TextRange {
    var (start, end) = (line.start, line.end)
    while start < end, utf8[start] <= 0x20 { start += 1 }
    while end > start, utf8[end - 1] <= 0x20 { end -= 1 }
    return TextRange(start, end)
  }

  /// Whether an indent is that of code: a tab, or four blanks.
  private func isCodeIndent(_ indent: TextRange) -> Bool {
    indent.count >= 4 || utf8[indent.start..<indent.end].contains(0x09)
  }

  private func beginsItem(_ content: TextRange) -> Bool {
    let text = utf8[content.start..<content.end]
    if let first = text.first, "-*+".utf8.contains(first) { return text.dropFirst().first == 0x20 }
    let rest = text.drop { (0x30...0x39).contains($0) }
    return rest.count < text.count && rest.first.map { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ")") } ?? false
  }

  // MARK: Spans

  private mutating func readSpans(_ paragraph: TextRange) {
    var spans = SpanScan(utf8, paragraph)
    while let span = spans.next() {
      switch span {
      case .literal(let range): literals.append(range)
      case .markup(let range): markup.append(range)
      case .brackets(let range): if labels.contains(source[range]) { literals.append(range) }
      }
    }
  }
}

/// Finds the spans of one paragraph, each place looked at a bounded number of times.
private struct SpanScan {
  enum Span {
    /// Code, a formula, a target.
    case literal(TextRange)
    /// A tag or a comment.
    case markup(TextRange)
    /// `[…]`, which may be what a reference is called.
    case brackets(TextRange)
  }

  private let utf8: [UInt8]
  private let end: Int
  private var offset: Int
  /// The mark that was looked for in vain from some place on, which is not looked for again.
  private var missing: Set<[UInt8]> = []
  /// Where a bracket is open.
  private var bracket: Int?

  init(_ utf8: [UInt8], _ paragraph: TextRange) {
    self.utf8 = utf8
    offset = paragraph.start
    end = paragraph.end
  }

  mutating func next() -> Span? {
    while offset < end {
      let start = offset
      offset += 1
      switch utf8[start] {
      case UInt8(ascii: "\\"):
        if let stop = bracketedFormula(at: start) { return .literal(TextRange(start, stop)) }
        offset = min(start + 2, end)
      case UInt8(ascii: "{"): if let stop = attributes(at: start) { return .literal(TextRange(start, stop)) }
      case UInt8(ascii: "`"): if let stop = code(at: start) { return .literal(TextRange(start, stop)) }
      case UInt8(ascii: "$"): if let stop = formula(at: start) { return .literal(TextRange(start, stop)) }
      case UInt8(ascii: "<"): if let stop = tag(at: start) { return .markup(TextRange(start, stop)) }
      case UInt8(ascii: "["): bracket = start
      case UInt8(ascii: "]"):
        if offset < end, utf8[offset] == UInt8(ascii: "("), let stop = target(at: offset) {
          return .literal(TextRange(start, stop))
        }
        if let open = bracket {
          bracket = nil
          return .brackets(TextRange(open, offset))
        }
      default: break
      }
    }
    return nil
  }

  /// Where `mark` stands next from `start` on; the search goes on behind it.
  private mutating func find(_ mark: [UInt8], from start: Int, where isRight: (Int) -> Bool = { _ in true }) -> Int? {
    guard !missing.contains(mark) else { return nil }
    var place = start
    while place + mark.count <= end {
      if utf8[place] == mark[0], utf8[place..<(place + mark.count)].elementsEqual(mark), isRight(place) {
        offset = place + mark.count
        return offset
      }
      place += 1
    }
    missing.insert(mark)
    return nil
  }

  /// A run of backquotes, and the next of the same length.
  private mutating func code(at start: Int) -> Int? {
    let length = utf8[start..<end].prefix { $0 == UInt8(ascii: "`") }.count
    offset = start + length
    let (utf8, end) = (utf8, end)
    return find([UInt8](repeating: UInt8(ascii: "`"), count: length), from: offset) { place in
      utf8[place - 1] != UInt8(ascii: "`")
        && (place + length == end || utf8[place + length] != UInt8(ascii: "`"))
    }
  }

  /// `$…$`, which touches what is in it and is followed by no figure, or `$$…$$`.
  private mutating func formula(at start: Int) -> Int? {
    if offset < end, utf8[offset] == UInt8(ascii: "$") {
      offset += 1
      return find([UInt8(ascii: "$"), UInt8(ascii: "$")], from: offset)
    }
    guard offset < end, utf8[offset] > 0x20 else { return nil }
    let (utf8, end) = (utf8, end)
    return find([UInt8(ascii: "$")], from: offset + 1) { place in
      utf8[place - 1] > 0x20 && utf8[place - 1] != UInt8(ascii: "\\")
        && (place + 1 == end || !(0x30...0x39).contains(utf8[place + 1]))
    }
  }

  /// `\(…\)` or `\[…\]`.
  private mutating func bracketedFormula(at start: Int) -> Int? {
    guard offset < end, let closing: UInt8 = [0x28: 0x29, 0x5B: 0x5D][utf8[offset]] else { return nil }
    return find([UInt8(ascii: "\\"), closing], from: offset + 1)
  }

  /// `{#name .class}`, which some add to headings and pictures.
  private mutating func attributes(at start: Int) -> Int? {
    guard offset < end, "#.:".utf8.contains(utf8[offset]) else { return nil }
    return find([UInt8(ascii: "}")], from: offset)
  }

  /// A tag, a comment or an address in angle brackets.
  private mutating func tag(at start: Int) -> Int? {
    guard offset < end else { return nil }
    if utf8[offset..<end].starts(with: "!--".utf8) { return find(Array("-->".utf8), from: offset + 3) }
    let first = utf8[offset]
    guard (0x41...0x5A).contains(first & ~0x20) || "/!?".utf8.contains(first) else { return nil }
    return find([UInt8(ascii: ">")], from: offset)
  }

  /// From `(` to the bracket that closes it, on one line.
  private mutating func target(at start: Int) -> Int? {
    var depth = 0
    var place = start
    while place < end, utf8[place] != 0x0A {
      switch utf8[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "]") where utf8[place..<end].starts(with: "](".utf8): return nil
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 {
          offset = place + 1
          return offset
        }
      default: break
      }
      place += 1
    }
    return nil
  }
}
