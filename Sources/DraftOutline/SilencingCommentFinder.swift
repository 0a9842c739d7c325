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
    comments = found.map { scan in
      SilencingComment(
        range: scan.range, word: scan.word, names: scan.names, isClosed: scan.isClosed,
        nextBlock: remaining.block(after: scan.range.end))
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

  /// The block that begins next from `offset` on: a heading, or lines up to a blank one or a heading.
  fileprivate func block(after offset: Int) -> TextRange {
    var number = lines.line(at: offset)
    var rest = trimmed(TextRange(offset, max(offset, lines.range(ofLine: number).end)), in: utf8)
    while rest.isEmpty, number < lines.count {
      number += 1
      rest = trimmed(lines.range(ofLine: number), in: utf8)
    }
    guard !rest.isEmpty else { return TextRange(utf8.count, utf8.count) }
    var end = lines.range(ofLine: number).end
    if !isHeading(rest) {
      while number < lines.count {
        number += 1
        let line = trimmed(lines.range(ofLine: number), in: utf8)
        if line.isEmpty || isHeading(line) { break }
        end = lines.range(ofLine: number).end
      }
    }
    return TextRange(rest.start, end)
  }

  /// Whether a line is a heading of Markdown: one to six `#` and a blank.
  private func isHeading(_ line: TextRange) -> Bool {
    let marks = utf8[line.start..<line.end].prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(marks) else { return false }
    return marks == line.count || utf8[line.start + marks] == 0x20 || utf8[line.start + marks] == 0x09
  }
}
