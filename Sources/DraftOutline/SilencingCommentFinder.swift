import DraftText

/// Finds the comments of a Markdown draft that begin with `zhangfa-`.
///
/// They are no part of the draft: it is read with blanks in their place.
struct SilencingCommentFinder {
  /// What was found, in the order of the text.
  let comments: [SilencingComment]
  /// The draft without the comments, every place where it was.
  let remaining: SourceText

  /// Looks through `source`; a draft that is no Markdown has no comments.
  init(_ source: SourceText) {
    let found = source.format == .markdown ? Self.starts(in: source).compactMap { Scan(source, at: $0) } : []
    guard !found.isEmpty else {
      comments = []
      remaining = source
      return
    }
    let remaining = source.blanking(found.map(\.range))
    self.remaining = remaining
    var blocks = Blocks(remaining)
    comments = found.map { scan in
      SilencingComment(
        range: scan.range, word: scan.word, names: scan.names, isClosed: scan.isClosed,
        nextBlock: blocks.block(after: scan.range.end))
    }
  }

  private static let opening = Array("<!--".utf8)

  private static func starts(in source: SourceText) -> [Int] {
    var starts: [Int] = []
    source.utf8.withUnsafeBufferPointer { $0.forEachOccurrence(of: opening[...]) { starts.append($0) } }
    return starts
  }

  /// One comment, taken apart.
  private struct Scan {
    private(set) var range: TextRange
    private(set) var word = SilencingComment.Word(text: "", range: TextRange(0, 0))
    private(set) var names: [SilencingComment.Word] = []
    let isClosed: Bool

    /// Reads the comment that begins at `start`. Nil where it is not for zhangfa.
    init?(_ source: SourceText, at start: Int) {
      let from = start + opening.count
      guard let first = source.utf8[from...].firstIndex(where: { $0 > 0x20 }),
        source.utf8[first...].starts(with: "zhangfa-".utf8)
      else { return nil }
      let line = source.lines.range(ofLine: source.lines.line(at: first))
      let stop = source.endOfComment(from: first)
      isClosed = stop.isClosed
      let end = isClosed ? stop.offset : min(line.end, stop.offset)
      range = TextRange(start, isClosed ? end + 3 : end)
      let content = trimmed(TextRange(from, end), in: source.utf8)
      let length = source.utf8[content.start..<content.end].prefix(while: Self.isOfWord).count
      word = source.word(TextRange(content.start, content.start + length))
      names = Self.names(TextRange(content.start + length, content.end), source)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }

    /// The names before the colon, between commas. Marks may be full-width, as a Chinese keyboard writes them.
    private static func names(_ range: TextRange, _ source: SourceText) -> [SilencingComment.Word] {
      var names: [SilencingComment.Word] = []
      var start = range.start
      var offset = range.start
      func add(upTo end: Int) {
        let name = trimmed(TextRange(start, end), in: source.utf8)
        if !name.isEmpty { names.append(source.word(name)) }
      }
      for scalar in source[range].unicodeScalars {
        if ":：".unicodeScalars.contains(scalar) { break }
        let length = UTF8.width(scalar)
        if ",，、".unicodeScalars.contains(scalar) {
          add(upTo: offset)
          start = offset + length
        }
        offset += length
      }
      add(upTo: offset)
      return names
    }
  }
}

/// Finds the blocks of a text that follow its comments, asked for in the order of the text.
///
/// What was read for one comment is not read again for the next: a thousand comments may stand in one block, or before it.
private struct Blocks {
  private let source: SourceText
  /// What is left of a line without the white space at its ends, from some place in it on.
  private var rest = (from: 0, range: TextRange(0, 0))
  /// The first line that is not blank, from some line on.
  private var text = (from: 1, line: 0)
  /// The last line of a block, from some line of it on.
  private var block = (from: 1, last: 0)

  init(_ source: SourceText) { self.source = source }

  /// The block that begins next from `offset` on: a heading, or lines up to a blank one or a heading.
  mutating func block(after offset: Int) -> TextRange {
    let lines = source.lines
    var number = lines.line(at: offset)
    var rest = rest(of: number, from: offset)
    if rest.isEmpty {
      number = textLine(from: number + 1)
      guard number <= lines.count else { return TextRange(source.utf8.count, source.utf8.count) }
      rest = line(number)
    }
    let last = source.isHeading(rest) ? number : lastLine(from: number)
    return TextRange(rest.start, lines.range(ofLine: last).end)
  }

  /// A hundred comments in a row leave white space, of which each byte is to be looked at once.
  private mutating func rest(of number: Int, from offset: Int) -> TextRange {
    if rest.from <= offset, offset <= rest.range.start { return rest.range }
    rest = (offset, trimmed(TextRange(offset, max(offset, source.lines.range(ofLine: number).end)), in: source.utf8))
    return rest.range
  }

  private func line(_ number: Int) -> TextRange { trimmed(source.lines.range(ofLine: number), in: source.utf8) }

  /// The first line from `start` on that is not blank; one too many where there is none.
  private mutating func textLine(from start: Int) -> Int {
    if text.from <= start, start <= text.line { return text.line }
    var number = start
    while number <= source.lines.count, line(number).isEmpty { number += 1 }
    text = (start, number)
    return number
  }

  /// The last line of the block to which line `start` belongs.
  private mutating func lastLine(from start: Int) -> Int {
    if block.from <= start, start <= block.last { return block.last }
    var number = start
    while number < source.lines.count {
      let next = line(number + 1)
      if next.isEmpty || source.isHeading(next) { break }
      number += 1
    }
    block = (start, number)
    return number
  }
}

extension SourceText {
  fileprivate func word(_ range: TextRange) -> SilencingComment.Word { .init(text: self[range], range: range) }

  /// Where the comment that goes on at `start` ends: before `-->`, or where the next comment or the text does.
  fileprivate func endOfComment(from start: Int) -> (offset: Int, isClosed: Bool) {
    for offset in start..<utf8.count {
      if utf8[offset] == UInt8(ascii: "-"), utf8[offset...].starts(with: "-->".utf8) { return (offset, true) }
      if utf8[offset] == UInt8(ascii: "<"), utf8[offset...].starts(with: "<!--".utf8) { return (offset, false) }
    }
    return (utf8.count, false)
  }

  /// Whether a line is a heading of Markdown: one to six `#` and a blank.
  fileprivate func isHeading(_ line: TextRange) -> Bool {
    let marks = utf8[line.start..<line.end].prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(marks) else { return false }
    return marks == line.count || utf8[line.start + marks] == 0x20 || utf8[line.start + marks] == 0x09
  }
}
