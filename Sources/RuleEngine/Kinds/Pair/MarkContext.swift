import DraftText

/// The text around the marks of a unit, and its meaning for them.
struct MarkContext {
  /// The longest name in quotation marks, in UTF-8 bytes.
  private static let longestQuotedName = 90

  let source: SourceText
  /// The range in which pairs must be closed.
  let unit: TextRange
  /// The start of the marks at the end of the unit that can follow a closing mark; found once for each unit, so that
  /// the scan stays linear.
  private lazy var startOfLastMarks = source.tail(of: unit, while: \.followsClosingMark).start
  /// The start of the last `2）` of the unit; -1 if there is none.
  private lazy var startOfLastSecond = findLastSecond()

  init(_ source: SourceText, unit: TextRange) {
    self.source = source
    self.unit = unit
  }

  func before(_ range: TextRange) -> Unicode.Scalar? {
    range.start > unit.start ? source.scalar(before: range.start) : nil
  }

  func after(_ range: TextRange) -> Unicode.Scalar? {
    range.end < unit.end ? source.scalar(at: range.end) : nil
  }

  /// Whether the closing bracket at `range` is part of an emoticon: `：）`.
  func isEmoticon(_ range: TextRange) -> Bool {
    guard let last = before(range) else { return false }
    return last == "：" || last == ":" || last == "；" || last == ";"
  }

  /// Whether the ’ at `range` closes nothing: it is in or after an English word, before a short year (’98) or after a
  /// figure (92’, minutes or feet).
  func isApostrophe(_ range: TextRange, isOpen: Bool) -> Bool {
    if isShortYear(range, isOpen: isOpen) { return true }
    guard let before = before(range) else { return false }
    if !isOpen, before.isArabicDigit { return true }
    guard before.isASCIILetter else { return false }
    return isOpen ? after(range)?.isASCIILetter ?? false : true
  }

  /// Whether the ’ at `range` belongs to ’98 or 90’s.
  private func isShortYear(_ range: TextRange, isOpen: Bool) -> Bool {
    guard let next = after(range) else { return false }
    if next == "s", before(range)?.isArabicDigit ?? false { return true }
    guard !isOpen, next.isArabicDigit, range.end + 1 < unit.end else { return false }
    guard source.scalar(at: range.end + 1)?.isArabicDigit ?? false else { return false }
    return range.end + 2 >= unit.end || !(source.scalar(at: range.end + 2)?.isArabicDigit ?? false)
  }

  /// Whether the mark at `range` can only be a closing mark.
  func mustClose(at range: TextRange) -> Bool {
    guard let before = before(range), before.isWord || before.isSentenceEnd else { return false }
    return after(range)?.followsClosingMark ?? true
  }

  /// Whether the mark at `range` can only be an opening mark.
  func mustOpen(at range: TextRange) -> Bool {
    guard let after = after(range), after.isWord else { return false }
    return before(range)?.precedesOpeningMark ?? true
  }

  /// Whether the closing mark at `range` was turned round: another follows in the sentence, and no opening mark.
  func isClosedByItsLike(_ range: TextRange, of shape: MarkPairs.Shape) -> Bool {
    guard let next = after(range), next.isWord || next.precedesOpeningMark && !next.followsClosingMark else {
      return false
    }
    return isClosed(after: range, as: shape, inSentence: true) && next != shape.close
  }

  /// Whether a quotation that is open at `range` is closed as `shape` soon after, before another opens.
  func isClosed(after range: TextRange, as shape: MarkPairs.Shape, inSentence: Bool = false) -> Bool {
    var offset = range.end
    while offset < min(unit.end, range.end + Self.longestQuotedName), let scalar = source.scalar(at: offset) {
      if scalar == shape.close { return true }
      if scalar == shape.open || inSentence && scalar.isSentenceEnd { return false }
      offset += scalar.utf8Count
    }
    return false
  }

  /// Whether the ” at `range` means inches: 55”电视. One or two digits are before it, and a word follows.
  func isInchMark(_ range: TextRange) -> Bool {
    guard after(range)?.isWord ?? false else { return false }
    let figure = source.tail(of: TextRange(unit.start, range.start), while: \.isArabicDigit)
    guard (1...2).contains(figure.count) else { return false }
    guard let before = before(figure) else { return true }
    return before.isHan || before.isBlankOrInvisible || before.precedesOpeningMark
  }

  /// Whether only final and closing marks follow in the unit.
  mutating func endsUnit(_ range: TextRange) -> Bool {
    range.end >= startOfLastMarks
  }

  /// Whether the opening mark at `second` is a closing one that was turned round: it is in the sentence of `first` and
  /// follows a word.
  func isTurned(_ second: TextRange, after first: TextRange) -> Bool {
    guard source.scalar(before: second.start)?.isWord ?? false else { return false }
    let between = TextRange(first.end, second.start)
    guard !between.isEmpty, between.count <= Self.longestQuotedName else { return false }
    return !source[between].unicodeScalars.contains(where: \.isSentenceEnd)
  }

  func isNumeral(_ range: TextRange) -> Bool {
    guard !range.isEmpty, range.count <= 12 else { return false }
    return source[range].unicodeScalars.allSatisfy { $0.isHanNumeral || $0.isArabicDigit || $0.isCircledNumber }
  }

  /// Whether the closing round bracket at `range` belongs to an ordinal such as `1）` or `一）`.
  mutating func isOrdinal(_ range: TextRange) -> Bool {
    guard let last = before(range) else { return false }
    let (isPart, limit): ((Unicode.Scalar) -> Bool, Int) =
      last.isArabicDigit
      ? ({ $0.isArabicDigit }, 2)
      : last.isHanNumeral ? ({ $0.isHanNumeral }, 3) : ({ $0.isASCIILetter }, 1)
    var start = range.start
    var count = 0
    while start > unit.start, count <= limit, let scalar = source.scalar(before: start), isPart(scalar) {
      start -= scalar.utf8Count
      count += 1
    }
    guard (1...limit).contains(count) else { return false }
    guard start > unit.start, let before = source.scalar(before: start) else { return true }
    if !before.isWord { return !before.joinsNumbers }
    // 包括1）甲；2）乙: there is no mark before the first ordinal.
    guard last == "1" || last == "１", count == 1, !before.isASCIILetter, !before.isArabicDigit else { return false }
    return range.start < startOfLastSecond
  }

  private func findLastSecond() -> Int {
    var offset = unit.end
    var next: Unicode.Scalar?
    while offset > unit.start, let scalar = source.scalar(before: offset) {
      offset -= scalar.utf8Count
      if scalar == "2" || scalar == "２", next == "）" || next == ")" { return offset }
      next = scalar
    }
    return -1
  }
}

extension Unicode.Scalar {
  fileprivate var isCircledNumber: Bool { (0x2460...0x249B).contains(value) }

  fileprivate var isHanNumeral: Bool { "〇零一二三四五六七八九十百".unicodeScalars.contains(self) }

  /// Whether it continues a number: 3.5, 2-3, 10%.
  fileprivate var joinsNumbers: Bool { ".-–—~～/%％+×".unicodeScalars.contains(self) }

  /// Whether the mark follows closing marks and never opening marks.
  var followsClosingMark: Bool {
    switch self {
    case "，", "。", "、", "；", "：", "！", "？", ",", ";", ":", "!", "?", ".", "）", ")", "》", "〉", "”", "’", "】", "〕": true
    default: false
    }
  }

  /// Whether the mark precedes opening marks and hardly ever closing marks.
  fileprivate var precedesOpeningMark: Bool {
    switch self {
    case "，", "、", "；", "：", ",", ";", ":", "（", "(", "《", "〈", "【", "〔": true
    default: isBlankOrInvisible
    }
  }
}
