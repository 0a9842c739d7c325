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
  /// How far apart the halves of a torn pair stand at most, in UTF-8 bytes: a title of three lines.
  private static let tornReach = 400

  private let scanner: PairScanner
  private let source: SourceText
  private var context: MarkContext
  private var faults: [PairFault] = []
  private var stack: [Opener] = []
  /// How often each shape is open.
  private var openCounts: [Int]
  /// Openers that an outer closing mark has cut off, with that mark, by shape.
  private var crossed: [[(opener: Opener, closer: TextRange)]]
  private var pending: Pending?
  /// A shape that was closed by a mark of the other width in this unit: its own closing mark may still come.
  private var closedByTwin: Int?
  /// An ordinal `1）` may have closed a bracket that was opened before the list, and another ordinal came after it.
  private var listInBracket: (mayHaveClosed: Bool, goesOn: Bool) = (false, false)

  init(_ scanner: PairScanner, _ source: SourceText) {
    self.scanner = scanner
    self.source = source
    self.context = MarkContext(source, unit: TextRange(0, 0))
    self.openCounts = Array(repeating: 0, count: scanner.shapes.count)
    self.crossed = Array(repeating: [], count: scanner.shapes.count)
  }
}

// MARK: Units

extension PairScan {
  mutating func begin(_ unit: TextRange) {
    context = MarkContext(source, unit: unit)
    listInBracket = (false, false)
    closedByTwin = nil
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
    return joiningTorn(faults.sorted { $0.range < $1.range })
  }

  /// One fault for both halves of a pair that a line end in the middle of a sentence tore, and for all between them.
  private func joiningTorn(_ faults: [PairFault]) -> [PairFault] {
    var joined: [PairFault] = []
    for fault in faults {
      // Only what is near is looked at, so that all stays linear.
      let near = joined.reversed().prefix { fault.range.start - $0.range.end <= Self.tornReach }.count
      guard fault.kind == .unbalanced,
        let place = joined.indices.suffix(near).last(where: { isTorn(joined[$0], from: fault) })
      else {
        joined.append(fault)
        continue
      }
      joined.replaceSubrange((place + 1)..., with: joined[(place + 1)...].filter { $0.kind != .unbalanced })
      joined[place].closing = fault.range
      joined[place].certainty = .likely
    }
    return joined
  }

  /// Whether `opener` waits for what stands at `closer`, on a later line, and its own line ends inside a sentence.
  private func isTorn(_ opener: PairFault, from closer: PairFault) -> Bool {
    guard opener.kind == .unbalanced, opener.opening == nil, opener.closing == nil, closer.opening == nil,
      opener.expected == source[closer.range], closer.expected == source[opener.range]
    else { return false }
    let line = source.lines.range(ofLine: source.lines.line(at: opener.range.start))
    let words = source.trimmed(line)
    guard words.end < closer.range.start, let last = source.scalar(before: words.end) else { return false }
    return !last.isSentenceEnd && !["：", "；", "…"].contains(last)
  }

  /// Reports what closes a quotation with an opening mark, and gives back the other openers.
  private mutating func takeTurned(from stack: [Opener]) -> [Opener] {
    var rest: [Opener] = []
    for opener in stack {
      if let last = rest.last, last.shape == opener.shape, !last.isReported,
        context.isTurned(opener.range, after: last.range)
      {
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
    let before = context.before(first.range)
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
    if scanner.shapes[shape].isQuotation, stack.last?.shape == shape, context.cannotOpen(at: range),
      let opener = popTop()
    {
      // “甲“， has a closing mark that was turned round.
      report(.unbalanced, at: range, expected: closeMark(of: shape), opening: opener.range)
      if !opener.nested.isEmpty { faults += opener.nested }
      return
    }
    let continues = range.start == context.unit.start && pending?.shape == shape && scanner.shapes[shape].isQuotation
    stack.append(Opener(shape: shape, range: range, continues: continues))
    openCounts[shape] += 1
  }

  mutating func close(_ shape: Int, at range: TextRange) {
    if shape == scanner.singleQuotation, context.isApostrophe(range, isOpen: openCounts[shape] > 0) { return }
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
    if isOrdinal(range, of: opener.shape), !context.isNumeral(TextRange(opener.range.end, range.start)) {
      listInBracket = (true, false)
    }
    checkNesting(of: opener, closedAt: range)
  }

  private mutating func checkNesting(of opener: Opener, closedAt closer: TextRange) {
    guard !opener.isReported, opener.shape < scanner.reported else { return }
    if let outer = stack.last, outer.shape == opener.shape {
      // （见第（一）项） is the only way to write it.
      guard !context.isNumeral(TextRange(opener.range.end, closer.start)) else { return }
      stack[stack.count - 1].nested.append(nestingFault(of: opener, closedAt: closer, in: outer.range))
    } else if opener.shape == scanner.singleQuotation, let double = scanner.doubleQuotation, openCounts[double] == 0,
      pending?.shape != double, opener.nested.isEmpty
    {
      faults.append(nestingFault(of: opener, closedAt: closer, in: nil))
    }
  }

  private func nestingFault(of opener: Opener, closedAt closer: TextRange, in outer: TextRange?) -> PairFault {
    let inner = scanner.shapes[opener.shape].inner
    // Single marks may be the habit of a draft.
    return PairFault(
      kind: .nesting, range: opener.range, expected: inner.text, opening: outer,
      closing: inner.isInterchangeable ? closer : nil, certainty: outer == nil ? .guess : .certain)
  }

  /// A bracket that was opened in one width and closed in the other: the half-width mark is the one to change.
  private mutating func closeMixed(_ shape: Int, at range: TextRange) {
    guard let opener = popTop() else { return }
    if !opener.nested.isEmpty { faults += opener.nested }
    guard min(shape, opener.shape) < scanner.reported else { return }
    if scanner.shapes[opener.shape].isFullWidth {
      closedByTwin = opener.shape
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
    if scanner.shapes[shape].isRoundBracket, context.isEmoticon(range) { return }
    if scanner.shapes[shape].isRoundBracket, listInBracket == (true, true) {
      listInBracket = (false, false)
      return
    }
    if let pending, pending.shape == shape, pending.maySpan, endsSentence(before: range) || context.endsUnit(range) {
      self.pending = nil
      return
    }
    if closedByTwin == shape {
      closedByTwin = nil
      return
    }
    if shape == scanner.doubleQuotation, context.isInchMark(range) { return }
    if closesOther(shape, at: range) { return }
    report(.unbalanced, at: range, expected: scanner.shapes[shape].openText)
    if scanner.shapes[shape].isQuotation && context.canOpen(at: range)
      || context.isClosedByItsLike(range, of: scanner.shapes[shape])
    {
      stack.append(Opener(shape: shape, range: range, isReported: true))
      openCounts[shape] += 1
    }
  }

  private func endsSentence(before range: TextRange) -> Bool {
    source.scalar(before: range.start)?.isSentenceEnd ?? false
  }

  /// Whether the mark at `range` closes what was opened as the other kind of quotation, and reports it: “甲’.
  private mutating func closesOther(_ shape: Int, at range: TextRange) -> Bool {
    guard scanner.shapes[shape].isQuotation, shape < scanner.reported, let top = stack.last,
      top.shape < scanner.reported,
      scanner.shapes[shape].inner.text == scanner.shapes[top.shape].text,
      !context.isClosed(after: range, as: scanner.shapes[top.shape]), let opener = popTop()
    else { return false }
    faults += opener.nested
    if !opener.isReported {
      report(.unbalanced, at: range, expected: closeMark(of: opener.shape), opening: opener.range)
    }
    return true
  }

  /// Decides, now that the last paragraph of a quotation is known, whether it was one.
  private mutating func settlePending(closedAt range: TextRange) {
    guard let pending else { return }
    if pending.isIntroduced || endsSentence(before: range) || context.endsUnit(range) {
      self.pending = nil
    } else {
      givePendingUp()
    }
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

// MARK: Brackets that are no pair of the text

extension PairScan {
  private mutating func isOrdinal(_ range: TextRange, of shape: Int) -> Bool {
    scanner.shapes[shape].isRoundBracket && context.isOrdinal(range)
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
}
