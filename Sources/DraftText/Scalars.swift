// MARK: Text by code points

extension SourceText {
  /// The scalar that begins at `offset`, which must be a scalar border; nil at the end of the text.
  package func scalar(at offset: Int) -> Unicode.Scalar? {
    guard offset < utf8.count else { return nil }
    return Unicode.Scalar(utf8.withUnsafeBufferPointer { $0.scalar(at: offset).scalar })
  }

  /// The scalar that ends at `offset`, which must be a scalar border; nil at the beginning of the text.
  package func scalar(before offset: Int) -> Unicode.Scalar? {
    offset > 0 ? scalar(at: scalarBorder(atOrBefore: offset - 1)) : nil
  }

  /// The last code point of `range`; nil if that is empty.
  package func lastScalar(in range: TextRange) -> Unicode.Scalar? { range.isEmpty ? nil : scalar(before: range.end) }

  /// Whether one of `marks` stands at the end of `range`.
  package func ends(_ range: TextRange, with marks: String) -> Bool {
    lastScalar(in: range).map(marks.unicodeScalars.contains) ?? false
  }

  /// Whether `range` ends like a sentence.
  package func endsSentence(_ range: TextRange) -> Bool { lastScalar(in: range)?.isSentenceEnd ?? false }

  /// Whether `range` ends like a sentence, a list item or a lead-in.
  package func endsClause(_ range: TextRange) -> Bool { lastScalar(in: range)?.isClauseEnd ?? false }

  /// The nearest scalar border at `offset` or before it.
  package func scalarBorder(atOrBefore offset: Int) -> Int {
    var border = min(offset, utf8.count)
    while border > 0, border < utf8.count, utf8[border] & 0xC0 == 0x80 { border -= 1 }
    return border
  }

  /// The nearest scalar border at `offset` or after it.
  package func scalarBorder(atOrAfter offset: Int) -> Int {
    var border = max(offset, 0)
    while border < utf8.count, utf8[border] & 0xC0 == 0x80 { border += 1 }
    return border
  }

  /// The first `count` code points of `range`.
  package func head(of range: TextRange, _ count: Int) -> TextRange {
    var end = range.start
    for _ in 0..<count where end < range.end { end += scalar(at: end)?.utf8Count ?? 1 }
    return TextRange(range.start, end)
  }

  /// The last `count` code points of `range`.
  package func tail(of range: TextRange, _ count: Int) -> TextRange {
    var start = range.end
    for _ in 0..<count where start > range.start { start -= scalar(before: start)?.utf8Count ?? 1 }
    return TextRange(start, range.end)
  }

  /// The beginning of `range` for a message: one line, and no more than `limit` code points before an “…”.
  package func excerpt(of range: TextRange, limit: Int = 40) -> String {
    var end = range.start
    var count = 0
    while end < range.end, count < limit, let scalar = scalar(at: end), !scalar.isLineEnd {
      end += scalar.utf8Count
      count += 1
    }
    return self[TextRange(range.start, end)] + (end < range.end ? "…" : "")
  }

  /// The longest beginning of `range` whose characters all meet `condition`.
  package func head(of range: TextRange, while condition: (Unicode.Scalar) -> Bool) -> TextRange {
    var end = range.start
    while end < range.end, let next = scalar(at: end), condition(next) { end += next.utf8Count }
    return TextRange(range.start, end)
  }

  /// The longest end of `range` whose characters all meet `condition`.
  package func tail(of range: TextRange, while condition: (Unicode.Scalar) -> Bool) -> TextRange {
    var start = range.end
    while start > range.start, let last = scalar(before: start), condition(last) { start -= last.utf8Count }
    return TextRange(start, range.end)
  }

  /// `range` without the white space around it.
  package func trimmed(_ range: TextRange) -> TextRange {
    let rest = TextRange(head(of: range, while: \.isBlankOrInvisible).end, range.end)
    return TextRange(rest.start, tail(of: rest, while: \.isBlankOrInvisible).start)
  }
}

extension String {
  /// Makes a string of `scalars`.
  package init(scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }

  /// The beginning of the string for a message; see ``SourceText/excerpt(of:limit:)``.
  package var excerpt: String {
    let source = SourceText(self)
    return source.excerpt(of: source.range)
  }
}

extension Sequence<Unicode.Scalar> {
  /// The number of UTF-8 bytes.
  package var utf8Count: Int { reduce(0) { $0 + $1.utf8Count } }
}

// MARK: Classes of characters

extension Unicode.Scalar {
  /// The number of UTF-8 bytes.
  package var utf8Count: Int { UTF8.width(self) }

  /// Whether this is LF or CR.
  package var isLineEnd: Bool { value == 0x0A || value == 0x0D }

  /// Whether this is white space or an invisible character: no-break and zero-width characters count.
  package var isBlankOrInvisible: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// Whether this mark ends a sentence.
  package var isSentenceEnd: Bool {
    switch self {
    case "。", "！", "？", "!", "?": true
    default: false
    }
  }

  /// Whether this mark ends a sentence, a list item or a lead-in, so that a line with it at the end is complete. In
  /// most drafts no heading ends with one of these marks.
  package var isClauseEnd: Bool {
    switch self {
    case "；", ";", "：", ":", "…": true
    default: isSentenceEnd
    }
  }

  /// Whether this mark can end a heading without being part of its words.
  package var isFinalMark: Bool {
    switch self {
    case "。", "．", ".", "：", ":", "；", ";", "，", ",", "、", "！", "!", "？", "?": true
    default: false
    }
  }

  package var isASCIILetter: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }

  package var isArabicDigit: Bool { (0x30...0x39).contains(value) || (0xFF10...0xFF19).contains(value) }

  package var isHan: Bool { value >= 0x3400 && isWord && !(0xFF00...0xFFFF).contains(value) }

  /// Whether this is a letter, a Han character or a digit.
  package var isWord: Bool {
    if value < 0x80 { return isASCIILetter || isArabicDigit }
    switch value {
    case 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A,
      0x20000...0x3FFFF:
      return true
    default: return value < 0x3000 && properties.isAlphabetic
    }
  }
}

extension StringProtocol where SubSequence == Substring {
  /// The text without white space at its ends.
  package var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    return start.prefix(start.count - start.reversed().prefix(while: \.isWhitespace).count)
  }
}
