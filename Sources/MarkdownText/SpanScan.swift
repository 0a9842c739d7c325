import DraftText

/// Finds the spans of a paragraph that cmark does not know (formulas, labels of footnotes, attributes of headings), and
/// entities, which cmark replaces. Each place is read a limited number of times.
struct SpanScan {
  /// A range of the paragraph that is not text.
  struct Span {
    let range: Range<Int>
    /// Whether a reader sees something there.
    let isContent: Bool
  }

  /// The most bytes of a label or an attribute behind its first sign.
  private static let longestName = 200

  /// The start of the first `$$` that is alone on its line and is not closed in the paragraph.
  private(set) var openFormula: Int?
  private let text: [UInt8]
  /// The spans that are known already, in order, without overlap.
  private let known: [Span]
  private var nextKnown = 0
  private var offset = 0
  /// The closing marks that do not occur in the rest of the text and are not searched for again.
  private var absentMarks: Set<[UInt8]> = []
  /// The offset up to which a search has found no `$` that closes a formula.
  private var formulaSearchEnd = 0

  /// Makes a scan of `text`, whose lines end with line feeds.
  init(_ text: [UInt8], without known: [Span]) {
    self.text = text
    self.known = known
  }

  mutating func next() -> Span? {
    while offset < text.count {
      if nextKnown < known.count, offset >= known[nextKnown].range.lowerBound {
        offset = max(offset, known[nextKnown].range.upperBound)
        nextKnown += 1
        continue
      }
      let start = offset
      offset += 1
      switch text[start] {
      case UInt8(ascii: "\\"):
        if let end = bracketedFormula(at: start) { return Span(range: start..<end, isContent: true) }
        offset = start + 2
      case UInt8(ascii: "$"):
        if let end = formula(at: start) { return Span(range: start..<end, isContent: true) }
      case UInt8(ascii: "{"):
        if let end = name(at: start, after: "#.:", upTo: "}") { return Span(range: start..<end, isContent: false) }
      case UInt8(ascii: "&"):
        if let end = entity(at: start) { return Span(range: start..<end, isContent: false) }
      case UInt8(ascii: "["):
        if let end = name(at: start, after: "^", upTo: "]") {
          let isDefinition = end < text.count && text[end] == UInt8(ascii: ":") && isLineStart(start)
          return Span(range: start..<(isDefinition ? end + 1 : end), isContent: false)
        }
      default: break
      }
    }
    return nil
  }

  private func isLineStart(_ start: Int) -> Bool { start == 0 || text[start - 1] == 0x0A }

  /// Returns the end of the next `mark` from `start` on and continues the scan there; nil if there is none.
  private mutating func find(_ mark: [UInt8], from start: Int) -> Int? {
    guard !absentMarks.contains(mark) else { return nil }
    if let place = text.withUnsafeBufferPointer({ $0.firstOccurrence(of: mark[...], from: start) }) {
      offset = place + mark.count
      return offset
    }
    absentMarks.insert(mark)
    return nil
  }

  /// `$$…$$`, or `$…$` without white space next to its signs, without a digit behind it, and without a line end or 。 in
  /// it.
  private mutating func formula(at start: Int) -> Int? {
    if offset < text.count, text[offset] == UInt8(ascii: "$") {
      offset += 1
      if let end = find([UInt8(ascii: "$"), UInt8(ascii: "$")], from: offset) { return end }
      let isAlone = isLineStart(start) && (offset == text.count || text[offset] == 0x0A)
      if isAlone, openFormula == nil { openFormula = start }
      return nil
    }
    guard start >= formulaSearchEnd, offset < text.count, text[offset] > 0x20 else { return nil }
    var place = offset + 1
    while place < text.count, text[place] != 0x0A, !text[place...].starts(with: [0xE3, 0x80, 0x82]) {
      let isFollowed = place + 1 < text.count && (0x30...0x39).contains(text[place + 1])
      if text[place] == UInt8(ascii: "$"), text[place - 1] > 0x20, text[place - 1] != UInt8(ascii: "\\"), !isFollowed {
        offset = place + 1
        return offset
      }
      place += 1
    }
    formulaSearchEnd = place
    return nil
  }

  /// `\(…\)` or `\[…\]`.
  private mutating func bracketedFormula(at start: Int) -> Int? {
    guard offset < text.count, let closing: UInt8 = [0x28: 0x29, 0x5B: 0x5D][text[offset]] else { return nil }
    return find([UInt8(ascii: "\\"), closing], from: offset + 1)
  }

  /// `{#name .class}` or `[^name]`, on one line.
  private mutating func name(at start: Int, after signs: String, upTo closing: Character) -> Int? {
    guard offset < text.count, signs.utf8.contains(text[offset]) else { return nil }
    let rest = text[(offset + 1)...].prefix(Self.longestName)
    guard let end = rest.firstIndex(where: { $0 == closing.asciiValue || $0 == 0x0A }), text[end] != 0x0A else {
      return nil
    }
    offset = end + 1
    return offset
  }

  /// `&emsp;`, `&#160;`.
  private mutating func entity(at start: Int) -> Int? {
    let name = text[offset...].prefix { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & ~0x20) || $0 == 0x23 }
    guard (2...32).contains(name.count), name.endIndex < text.count, text[name.endIndex] == UInt8(ascii: ";") else {
      return nil
    }
    offset = name.endIndex + 1
    return offset
  }
}
