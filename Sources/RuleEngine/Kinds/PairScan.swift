import DraftText

/// The state of a ``PairScanner`` on its way through a text.
struct PairScan {
  /// An opening mark that waits for its partner.
  private struct Opener {
    let shape: Int
    let range: TextRange
    /// Pairs just inside, wrong only if this one turns out to be a pair.
    var nested: [PairFault] = []
    /// It opens a quotation anew that began in an earlier unit.
    var continues = false
    /// It has been reported already, as a closing mark in the place of an opening one.
    var isReported = false
  }

  /// Opening marks of earlier units whose quotation may go on: one for each unit.
  private struct Pending {
    let shape: Int
    var openers: [TextRange]
    /// A colon stands before the first: what follows is a quotation.
    let isIntroduced: Bool
    /// The first stands at the beginning of its unit or is introduced, so that it may close without opening anew.
    let maySpan: Bool
    /// How many units have gone by since.
    var age = 0
  }

  /// How far a quotation that does not open anew is followed, in units.
  private static let span = 10
  /// A name in quotation marks is no longer than this, in UTF-8 bytes.
  private static let longestQuotedName = 90

  private let scanner: PairScanner
  private let source: SourceText
  private var faults: [PairFault] = []
  private var unit = TextRange(0, 0)
  private var stack: [Opener] = []
  /// How often each shape is open.
  private var openCounts: [Int]
  /// Openers that an outer closing mark has cut off, with that mark, by shape.
  private var crossed: [[(opener: Opener, closer: TextRange)]]
  private var pending: Pending?
  /// An ordinal `1）` may have closed a bracket that was opened before the list, and another ordinal came after it.
  private var listInBracket: (mayHaveClosed: Bool, goesOn: Bool) = (false, false)
  /// Where the last `2）` of the unit begins, once somebody has asked.
  private var lastSecond: Int??

  init(_ scanner: PairScanner, _ source: SourceText) {
    self.scanner = scanner
    self.source = source
    self.openCounts = Array(repeating: 0, count: scanner.shapes.count)
    self.crossed = Array(repeating: [], count: scanner.shapes.count)
  }
}

// MARK: Units

extension PairScan {
  mutating func begin(_ unit: TextRange) {
    self.unit = unit
    listInBracket = (false, false)
    lastSecond = nil
    guard let pending else { return }
    self.pending?.age += 1
    guard source.scalar(at: unit.start) != scanner.shapes[pending.shape].open else { return }
    if !pending.maySpan || pending.age >= Self.span { givePendingUp() }
  }

  mutating func endUnit() {
    for shape in crossed.indices where !crossed[shape].isEmpty {
      for (opener, _) in crossed[shape] { reportUnclosed(opener) }
      crossed[shape].removeAll()
    }
    guard !stack.isEmpty else { return }
    for shape in openCounts.indices { openCounts[shape] = 0 }
    for opener in takePending(from: takeTurned(from: stack)) { reportUnclosed(opener) }
    stack.removeAll()
  }

  /// What is wrong, sorted by place.
  mutating func finish() -> [PairFault] {
    givePendingUp()
    return faults.sorted { $0.range < $1.range }
  }

  /// Reports what closes a quotation with an opening mark, and gives back the other openers.
  private mutating func takeTurned(from stack: [Opener]) -> [Opener] {
    var rest: [Opener] = []
    for opener in stack {
      if let last = rest.last, isTurned(opener, after: last) {
        report(.unbalanced, at: opener.range, expected: closeMark(of: last.shape), opening: last.range)
        rest.removeLast()
      } else {
        rest.append(opener)
      }
    }
    return rest
  }

  /// The openers without the first, if its quotation may go on in the next unit.
  private mutating func takePending(from stack: [Opener]) -> ArraySlice<Opener> {
    guard let first = stack.first, !first.isReported, first.shape < scanner.reported else { return stack[...] }
    if first.continues {
      pending?.openers.append(first.range)
      pending?.age = 0
      return stack.dropFirst()
    }
    givePendingUp()
    let shape = scanner.shapes[first.shape]
    let isRun = stack.count > 1 && stack[1].shape == first.shape && stack[1].range.start == first.range.end
    guard shape.isQuotation || shape.isRoundBracket, !isRun else { return stack[...] }
    let before = first.range.start > unit.start ? source.scalar(before: first.range.start) : nil
    let isIntroduced = before == "：" || before == ":"
    pending = Pending(
      shape: first.shape, openers: [first.range], isIntroduced: isIntroduced, maySpan: isIntroduced || before == nil)
    return stack.dropFirst()
  }

  private mutating func givePendingUp() {
    guard let pending else { return }
    // An introduced quotation of several paragraphs lacks one mark only, where it should have ended.
    let unclosed = pending.isIntroduced ? pending.openers.suffix(1) : pending.openers[...]
    for range in unclosed { reportUnclosed(Opener(shape: pending.shape, range: range)) }
    self.pending = nil
  }
}

// MARK: Marks

extension PairScan {
  mutating func open(_ shape: Int, at range: TextRange) {
    if scanner.shapes[shape].isQuotation, stack.last?.shape == shape, cannotOpen(at: range), let opener = popTop() {
      // “甲“， has a closing mark that was turned round.
      report(.unbalanced, at: range, expected: closeMark(of: shape), opening: opener.range)
      if !opener.nested.isEmpty { faults += opener.nested }
      return
    }
    let continues = range.start == unit.start && pending?.shape == shape && scanner.shapes[shape].isQuotation
    stack.append(Opener(shape: shape, range: range, continues: continues))
    openCounts[shape] += 1
  }

  mutating func close(_ shape: Int, at range: TextRange) {
    if shape == scanner.singleQuotation, isApostrophe(range, isOpen: openCounts[shape] > 0) { return }
    if let top = stack.last, top.shape == shape {
      closePair(at: range)
    } else if let top = stack.last, top.shape == scanner.twins[shape] {
      closeMixed(shape, at: range)
    } else if openCounts[shape] > 0 {
      guard !isOrdinal(range, of: shape) else { return }
      cutOff(to: shape, at: range)
      closePair(at: range)
    } else {
      closeNothing(shape, at: range)
    }
  }

  private mutating func popTop() -> Opener? {
    guard let opener = stack.popLast() else { return nil }
    openCounts[opener.shape] -= 1
    return opener
  }

  private mutating func closePair(at range: TextRange) {
    guard let opener = popTop() else { return }
    if !opener.nested.isEmpty { faults += opener.nested }
    if opener.continues { settlePending(closedAt: range) }
    if isOrdinal(range, of: opener.shape), !isNumeral(TextRange(opener.range.end, range.start)) {
      listInBracket = (true, false)
    }
    checkNesting(of: opener, closedAt: range)
  }

  private mutating func checkNesting(of opener: Opener, closedAt closer: TextRange) {
    guard !opener.isReported, opener.shape < scanner.reported else { return }
    if let outer = stack.last, outer.shape == opener.shape {
      // （见第（一）项） is the only way to write it.
      guard !isNumeral(TextRange(opener.range.end, closer.start)) else { return }
      stack[stack.count - 1].nested.append(nestingFault(of: opener, closedAt: closer, in: outer.range))
    } else if opener.shape == scanner.singleQuotation, let double = scanner.doubleQuotation, openCounts[double] == 0,
      pending?.shape != double, opener.nested.isEmpty
    {
      faults.append(nestingFault(of: opener, closedAt: closer, in: nil))
    }
  }

  private func nestingFault(of opener: Opener, closedAt closer: TextRange, in outer: TextRange?) -> PairFault {
    let inner = scanner.shapes[opener.shape].inner
    return PairFault(
      kind: .nesting, range: opener.range, expected: inner.text, opening: outer,
      closing: inner.isInterchangeable ? closer : nil)
  }

  /// A bracket that was opened in one width and closed in the other: the half-width mark is the one to change.
  private mutating func closeMixed(_ shape: Int, at range: TextRange) {
    guard let opener = popTop() else { return }
    if !opener.nested.isEmpty { faults += opener.nested }
    guard min(shape, opener.shape) < scanner.reported else { return }
    if scanner.shapes[opener.shape].isFullWidth {
      report(.unbalanced, at: range, expected: closeMark(of: opener.shape), opening: opener.range)
    } else {
      report(.unbalanced, at: opener.range, expected: scanner.shapes[shape].openText)
    }
  }

  /// Sets aside what is open inside the innermost `shape`.
  private mutating func cutOff(to shape: Int, at closer: TextRange) {
    while let top = stack.last, top.shape != shape, let opener = popTop() {
      crossed[opener.shape].append((opener, closer))
    }
  }

  private mutating func closeNothing(_ shape: Int, at range: TextRange) {
    if let (opener, closer) = crossed[shape].popLast() {
      let isKnown = faults.last.map { $0.range == closer && $0.kind == .unbalanced } ?? false
      if !isKnown, !opener.isReported, shape < scanner.reported {
        report(.unbalanced, at: closer, expected: closeMark(of: shape), opening: opener.range)
      }
      return
    }
    if isOrdinal(range, of: shape) {
      listInBracket.goesOn = true
      return
    }
    guard shape < scanner.reported || isHalfWidthInHan(range, of: shape) else { return }
    if scanner.shapes[shape].isRoundBracket, isEmoticon(range) { return }
    if scanner.shapes[shape].isRoundBracket, listInBracket == (true, true) {
      listInBracket = (false, false)
      return
    }
    if let pending, pending.shape == shape, pending.maySpan, endsUnit(range) {
      self.pending = nil
      return
    }
    if shape == scanner.doubleQuotation, isInchMark(range) { return }
    report(.unbalanced, at: range, expected: scanner.shapes[shape].openText)
    if scanner.shapes[shape].isQuotation && canOpen(at: range) || isClosedByItsLike(range, of: shape) {
      stack.append(Opener(shape: shape, range: range, isReported: true))
      openCounts[shape] += 1
    }
  }

  /// Decides, now that the last paragraph of a quotation is known, whether it was one.
  private mutating func settlePending(closedAt range: TextRange) {
    guard let pending else { return }
    let endsSentence = source.scalar(before: range.start)?.isSentenceEnd ?? false
    if pending.isIntroduced || endsSentence || endsUnit(range) { self.pending = nil } else { givePendingUp() }
  }
}

// MARK: Reports

extension PairScan {
  private func closeMark(of shape: Int) -> String { scanner.shapes[shape].closeText }

  private mutating func report(
    _ kind: PairFault.Kind, at range: TextRange, expected: String, opening: TextRange? = nil
  ) {
    let fault = PairFault(kind: kind, range: range, expected: expected, opening: opening)
    // A run of one mark is one fault.
    if opening == nil, let last = faults.last, last == fault.moved(to: last.range), last.range.end == range.start {
      faults[faults.count - 1] = fault.moved(to: TextRange(last.range.start, range.end))
    } else {
      faults.append(fault)
    }
  }

  private mutating func reportUnclosed(_ opener: Opener) {
    guard !opener.isReported else { return }
    guard opener.shape < scanner.reported || isHalfWidthInHan(opener.range, of: opener.shape) else { return }
    report(.unbalanced, at: opener.range, expected: closeMark(of: opener.shape))
  }
}

// MARK: What stands around a mark

extension PairScan {
  private func before(_ range: TextRange) -> Unicode.Scalar? {
    range.start > unit.start ? source.scalar(before: range.start) : nil
  }

  private func after(_ range: TextRange) -> Unicode.Scalar? {
    range.end < unit.end ? source.scalar(at: range.end) : nil
  }

  /// Whether the half-width bracket at `range` stands between Han characters and so belongs to the Chinese text.
  private func isHalfWidthInHan(_ range: TextRange, of shape: Int) -> Bool {
    guard scanner.shapes[shape].text == "()", scanner.twins[shape].map({ $0 < scanner.reported }) ?? false else {
      return false
    }
    guard let last = source.scalar(before: range.start), last.isHan else { return false }
    let next = source.scalar(at: range.end)
    return source.scalar(at: range.start) == "(" ? next?.isHan ?? false : next?.followsClosingMark ?? true
  }

  /// Whether the closing bracket at `range` is the mouth of a face: `：）`.
  private func isEmoticon(_ range: TextRange) -> Bool {
    guard let last = before(range) else { return false }
    return last == "：" || last == ":" || last == "；" || last == ";"
  }

  /// Whether the ’ at `range` stands in or after an English word or before a short year (’98) and closes nothing.
  private func isApostrophe(_ range: TextRange, isOpen: Bool) -> Bool {
    if isShortYear(range, isOpen: isOpen) { return true }
    guard let before = before(range), before.isASCIILetter else { return false }
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

  /// Whether only a closing mark makes sense here.
  private func cannotOpen(at range: TextRange) -> Bool {
    guard let before = before(range), before.isWord || before.isSentenceEnd else { return false }
    return after(range)?.followsClosingMark ?? true
  }

  /// Whether only an opening mark makes sense here.
  private func canOpen(at range: TextRange) -> Bool {
    guard let after = after(range), after.isWord else { return false }
    return before(range)?.precedesOpeningMark ?? true
  }

  /// Whether the closing mark at `range` was turned round: in the same clause comes one like it, and none that opens.
  private func isClosedByItsLike(_ range: TextRange, of shape: Int) -> Bool {
    guard let next = after(range), next.isWord || next.precedesOpeningMark && !next.followsClosingMark else {
      return false
    }
    var offset = range.end
    while offset < min(unit.end, range.end + Self.longestQuotedName), let scalar = source.scalar(at: offset) {
      if scalar == scanner.shapes[shape].close { return offset > range.end }
      if scalar == scanner.shapes[shape].open || scalar.isSentenceEnd { return false }
      offset += scalar.utf8Count
    }
    return false
  }

  /// Whether the ” at `range` means inches: 55”电视. One or two digits stand before it, and a word after it.
  private func isInchMark(_ range: TextRange) -> Bool {
    guard after(range)?.isWord ?? false else { return false }
    var start = range.start
    while start > unit.start, let scalar = source.scalar(before: start), scalar.isArabicDigit {
      start -= scalar.utf8Count
    }
    guard (1...2).contains(range.start - start) else { return false }
    guard start > unit.start, let before = source.scalar(before: start) else { return true }
    return before.isHan || before.isWhiteSpace || before.precedesOpeningMark
  }

  /// Whether nothing but final and closing marks follows in the unit.
  private func endsUnit(_ range: TextRange) -> Bool {
    var offset = range.end
    while offset < unit.end, let scalar = source.scalar(at: offset), scalar.followsClosingMark {
      offset += scalar.utf8Count
    }
    return offset == unit.end
  }

  /// Whether `second` is a closing mark that was turned round: it stands in the clause of the first and follows a word.
  private func isTurned(_ second: Opener, after first: Opener) -> Bool {
    guard first.shape == second.shape, !first.isReported, source.scalar(before: second.range.start)?.isWord ?? false
    else { return false }
    let between = TextRange(first.range.end, second.range.start)
    guard !between.isEmpty, between.count <= Self.longestQuotedName else { return false }
    return !source[between].unicodeScalars.contains(where: \.isSentenceEnd)
  }

  private func isNumeral(_ range: TextRange) -> Bool {
    guard !range.isEmpty, range.count <= 12 else { return false }
    return source[range].unicodeScalars.allSatisfy { $0.isHanNumeral || $0.isArabicDigit || $0.isCircledNumber }
  }

  /// Whether the closing bracket at `range` belongs to an ordinal such as `1）` or `一）`.
  private mutating func isOrdinal(_ range: TextRange, of shape: Int) -> Bool {
    guard scanner.shapes[shape].isRoundBracket, let last = before(range) else { return false }
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
    // 包括1）甲；2）乙: without a mark before the first.
    guard last == "1" || last == "１", count == 1, !before.isASCIILetter, !before.isArabicDigit else { return false }
    return range.start < startOfLastSecond
  }

  /// Where the last `2）` of the unit begins; looked for once a unit, so that all stays linear.
  private var startOfLastSecond: Int {
    mutating get {
      if let known = lastSecond { return known ?? -1 }
      var offset = unit.end
      var next: Unicode.Scalar?
      while offset > unit.start, let scalar = source.scalar(before: offset) {
        offset -= scalar.utf8Count
        if scalar == "2" || scalar == "２", next == "）" || next == ")" {
          lastSecond = .some(offset)
          return offset
        }
        next = scalar
      }
      lastSecond = .some(nil)
      return -1
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIILetter: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }

  fileprivate var isArabicDigit: Bool { (0x30...0x39).contains(value) || (0xFF10...0xFF19).contains(value) }

  fileprivate var isHan: Bool { value >= 0x3400 && isWord && !(0xFF00...0xFFFF).contains(value) }

  fileprivate var isCircledNumber: Bool { (0x2460...0x249B).contains(value) }

  fileprivate var isHanNumeral: Bool {
    switch self {
    case "〇", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百": true
    default: false
    }
  }

  /// A letter, a Han character or a digit.
  var isWord: Bool {
    if value < 0x80 { return isASCIILetter || isArabicDigit }
    switch value {
    case 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A,
      0x20000...0x3FFFF:
      return true
    default: return value < 0x3000 && properties.isAlphabetic
    }
  }

  /// Whether it goes on with a number: 3.5, 2-3, 10%.
  fileprivate var joinsNumbers: Bool {
    switch self {
    case ".", "-", "–", "—", "~", "～", "/", "%", "％", "+", "×": true
    default: false
    }
  }

  /// Marks that follow a closing mark and never an opening one.
  fileprivate var followsClosingMark: Bool {
    switch self {
    case "，", "。", "、", "；", "：", "！", "？", ",", ";", ":", "!", "?", ".", "）", ")", "》", "〉", "”", "’", "】", "〕": true
    default: false
    }
  }

  /// Marks that stand before an opening mark and hardly before a closing one.
  fileprivate var precedesOpeningMark: Bool {
    switch self {
    case "，", "、", "；", "：", ",", ";", ":", "（", "(", "《", "〈", "【", "〔": true
    default: isWhiteSpace
    }
  }
}
