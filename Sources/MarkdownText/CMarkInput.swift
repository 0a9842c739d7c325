import DraftText

/// A copy of a text for cmark, of the same length. `x` replaces bytes that would cost cmark more than linear time or
/// memory.
///
/// No author writes such text. Measured on cmark-gfm 0.29.0.gfm.6, with the patterns of its own tests and of its
/// advisories; CMarkInputTests has one of each.
struct CMarkInput {
  /// The most bytes at the beginning of a line that can open blocks, because every line walks through all open blocks.
  private static let longestOpening = 256
  /// The deepest nesting of brackets, because every link looks at the brackets before it.
  private static let deepestBrackets = 100
  /// The most lines in one paragraph that look like a delimiter row (`|---|`): each makes cmark read the paragraph
  /// again.
  private static let mostDelimiterRows = 20

  /// The copy of the whole text, including the part before `start`, which is not parsed.
  private(set) var utf8: [UInt8]
  private var depthOfBrackets = 0
  /// The possible delimiter rows since the last blank line.
  private var delimiterRows: [DelimiterRow] = []

  private struct DelimiterRow {
    let range: TextRange
    let columns: Int
    let line: Int
  }

  /// Copies `source` and replaces bytes from `start` on, where a line begins, and `comments`, which are suppression
  /// comments.
  init(_ source: SourceText, from start: Int, without comments: [TextRange]) {
    utf8 = source.utf8
    for offset in start..<utf8.count where utf8[offset] == 0 { utf8[offset] = UInt8(ascii: "x") }
    replace(comments, of: source)
    var first: Int?
    for number in source.lines.line(at: start)...source.lines.count {
      let line = source.lines.range(ofLine: number)
      if utf8[line.start..<line.end].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        if let first {
          endParagraphs(lines: first..<number, bytes: line.start - source.lines.range(ofLine: first).start)
        }
        first = nil
      } else {
        if first == nil { first = number }
        replaceCostlyBytes(in: line, number)
      }
    }
    let last = source.lines.count + 1
    if let first { endParagraphs(lines: first..<last, bytes: utf8.count - source.lines.range(ofLine: first).start) }
  }

  /// Replaces suppression comments, which readers of the draft do not see: by `x` beside text, because spaces at the
  /// beginning of a line would make it code, and otherwise by spaces.
  private mutating func replace(_ comments: [TextRange], of source: SourceText) {
    for comment in comments { utf8.fill(comment) }
    var known = (line: 0, hasText: false)
    func hasText(_ offset: Int) -> Bool {
      let number = source.lines.line(at: offset)
      if known.line != number {
        let line = source.lines.range(ofLine: number)
        known = (number, utf8[line.start..<line.end].contains { $0 > 0x20 })
      }
      return known.hasText
    }
    for comment in comments {
      let isBesideText = hasText(comment.start)
      if hasText(comment.end) || isBesideText { utf8.fill(comment, with: UInt8(ascii: "x")) }
    }
  }

  private mutating func replaceCostlyBytes(in line: TextRange, _ number: Int) {
    cutOpening(of: line)
    recordDelimiterRow(line, number)
    lazy var closers = Closers(utf8[line.start..<line.end])
    for offset in line.start..<line.end {
      switch utf8[offset] {
      case UInt8(ascii: "["):
        // cmark would take a footnote for the definition of a link, and its text for the target.
        if depthOfBrackets == Self.deepestBrackets || offset + 1 < line.end && utf8[offset + 1] == UInt8(ascii: "^") {
          utf8[offset] = UInt8(ascii: "x")
        } else {
          depthOfBrackets += 1
        }
      case UInt8(ascii: "]"): depthOfBrackets = max(0, depthOfBrackets - 1)
      case UInt8(ascii: "<") where offset + 1 < line.end && !closers.close(utf8[(offset + 1)..<line.end]):
        let isBlock = offset - line.start <= 3 && utf8[line.start..<offset].allSatisfy { $0 == 0x20 }
        if !isBlock { utf8[offset] = UInt8(ascii: "x") }
      default: break
      }
    }
  }

  private mutating func cutOpening(of line: TextRange) {
    guard line.count > Self.longestOpening else { return }
    let opening = utf8[line.start..<line.end].prefix { " \t>-+*0123456789.)".utf8.contains($0) }
    for offset in opening.indices.dropFirst(Self.longestOpening) { utf8[offset] = UInt8(ascii: "x") }
  }

  private mutating func recordDelimiterRow(_ line: TextRange, _ number: Int) {
    let text = utf8[line.start..<line.end]
    guard text.allSatisfy({ "|:->\t ".utf8.contains($0) }), text.contains(UInt8(ascii: "-")) else { return }
    let pipes = text.count { $0 == UInt8(ascii: "|") }
    guard pipes > 0 || text.contains(UInt8(ascii: ":")) else { return }
    delimiterRows.append(DelimiterRow(range: line, columns: pipes + 1, line: number))
  }

  /// Breaks delimiter rows in the `bytes` bytes since the last blank line: those above the limit, and those of tables
  /// with more cells than bytes. Such a table has hardly a cell written out, and cmark would create all the others.
  private mutating func endParagraphs(lines: Range<Int>, bytes: Int) {
    for (index, row) in delimiterRows.enumerated() {
      let cells = row.columns * (lines.upperBound - row.line)
      if index >= Self.mostDelimiterRows || cells > bytes + Self.longestOpening {
        for offset in row.range.start..<row.range.end where utf8[offset] == UInt8(ascii: "-") {
          utf8[offset] = UInt8(ascii: "x")
          break
        }
      }
    }
    delimiterRows = []
    depthOfBrackets = 0
  }
}

/// The last end marks in a line for constructs whose end cmark searches up to the end of the paragraph.
private struct Closers {
  private let instruction: Int?
  private let section: Int?
  private let declaration: Int?

  init(_ line: ArraySlice<UInt8>) {
    declaration = line.lastIndex(of: UInt8(ascii: ">"))
    instruction = Self.last("?>", in: line)
    section = Self.last("]]>", in: line)
  }

  private static func last(_ text: String, in line: ArraySlice<UInt8>) -> Int? {
    line.indices.last { line[$0...].starts(with: text.utf8) }
  }

  /// Whether the construct that `text` begins, behind `<`, ends in the line. True for constructs without such an end
  /// mark.
  func close(_ text: ArraySlice<UInt8>) -> Bool {
    let closer: Int?
    if text.first == UInt8(ascii: "?") {
      closer = instruction
    } else if text.starts(with: "![".utf8) {
      closer = section
    } else if text.first == UInt8(ascii: "!"), !text.starts(with: "!--".utf8) {
      closer = declaration
    } else {
      return true
    }
    return closer.map { $0 > text.startIndex } ?? false
  }
}
