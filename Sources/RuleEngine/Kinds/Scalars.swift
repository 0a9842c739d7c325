import DraftOutline
import DraftText

extension SourceText {
  /// The scalar that begins at `offset`, which must be a scalar border; nil at the end of the text.
  func scalar(at offset: Int) -> Unicode.Scalar? {
    guard offset < utf8.count else { return nil }
    let lead = UInt32(utf8[offset])
    let value: UInt32
    switch lead {
    case ..<0x80: value = lead
    case ..<0xE0: value = (lead & 0x1F) << 6 | trail(offset + 1)
    case ..<0xF0: value = (lead & 0x0F) << 12 | trail(offset + 1) << 6 | trail(offset + 2)
    default: value = (lead & 0x07) << 18 | trail(offset + 1) << 12 | trail(offset + 2) << 6 | trail(offset + 3)
    }
    return Unicode.Scalar(value)
  }

  /// The scalar that ends at `offset`, which must be a scalar border; nil at the beginning of the text.
  func scalar(before offset: Int) -> Unicode.Scalar? {
    guard offset > 0 else { return nil }
    var start = offset - 1
    while start > 0, utf8[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start)
  }

  private func trail(_ offset: Int) -> UInt32 { UInt32(utf8[offset] & 0x3F) }

  /// The number of code points in `range`, in one pass over it.
  func scalarCount(in range: TextRange) -> Int {
    utf8[range.start..<range.end].reduce(0) { $1 & 0xC0 != 0x80 ? $0 + 1 : $0 }
  }

  /// The beginning of `range` for a message: one line, and no more than `limit` code points before an “…”.
  func excerpt(of range: TextRange, limit: Int = 40) -> String {
    var end = range.start
    var count = 0
    while end < range.end, let scalar = scalar(at: end), !scalar.isLineEnd {
      guard count < limit else { return self[TextRange(range.start, end)] + "…" }
      end += scalar.utf8Count
      count += 1
    }
    return self[TextRange(range.start, end)] + (end < range.end ? "…" : "")
  }

  /// `range` without the white space around it.
  func trimmed(_ range: TextRange) -> TextRange {
    var (start, end) = (range.start, range.end)
    while start < end, let first = scalar(at: start), first.isWhiteSpace { start += first.utf8Count }
    while end > start, let last = scalar(before: end), last.isWhiteSpace { end -= last.utf8Count }
    return TextRange(start, end)
  }

  /// The words of a heading: without ordinal, white space around them and final marks.
  func words(of heading: Heading) -> TextRange {
    var words = trimmed(heading.text)
    while let last = scalar(before: words.end), words.start < words.end, last.isFinalMark || last.isWhiteSpace {
      words = TextRange(words.start, words.end - last.utf8Count)
    }
    return words
  }
}

extension Unicode.Scalar {
  /// The number of UTF-8 bytes.
  var utf8Count: Int { value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4 }

  /// Whether a line ends here.
  var isLineEnd: Bool { value == 0x0A || value == 0x0D }

  /// White space, and what is invisible: no-break and zero-width characters.
  var isWhiteSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// Whether a sentence ends here.
  var isSentenceEnd: Bool {
    switch self {
    case "。", "！", "？", "!", "?": true
    default: false
    }
  }

  /// Whether it may stand at the end of a heading without being a part of its words.
  var isFinalMark: Bool {
    switch self {
    case "。", "．", ".", "：", ":", "；", ";", "，", ",", "、", "！", "!", "？", "?": true
    default: false
    }
  }
}

extension String {
  /// The beginning, for a message, as ``SourceText/excerpt(of:limit:)`` has it.
  var shortened: String {
    let source = SourceText(self)
    return source.excerpt(of: source.range)
  }
}
