import Diagnostics
import DraftText

/// A fault of paired marks.
package struct PairFault: Hashable, Sendable {
  /// The kinds of faults.
  package enum Kind: String, Decodable, Sendable, CaseIterable {
    /// A mark without its partner, or with the wrong one.
    case unbalanced
    /// A pair inside a pair of the same shape, or single quotation marks outside double ones.
    case nesting
  }

  let kind: Kind
  /// The faulty mark.
  var range: TextRange
  /// For `unbalanced` the missing mark, for `nesting` the correct pair.
  let expected: String
  /// The opening mark that explains the fault.
  var opening: TextRange?
  /// For `nesting`, the closing mark, if the pair can be replaced by another; for `unbalanced`, the partner after a
  /// line end.
  var closing: TextRange?
  /// The certainty of the fault.
  var certainty: Certainty = .certain
}

/// Finds the partners of marks in one pass, with one stack.
///
/// A unit is a paragraph. A fault ends with its unit, except that a quotation can continue in the next one.
struct PairScanner {
  /// An opening mark without its partner so far.
  private struct Opener {
    let shape: Int
    let range: TextRange
    /// Pairs directly inside, which are wrong only if this mark gets a partner.
    var nested: [PairFault] = []
    /// Whether it opens again a quotation that began in an earlier unit.
    var continues = false
    /// Whether it was reported already, as a closing mark in place of an opening one.
    var isReported = false
  }

  /// Opening marks of earlier units whose quotation can continue: one for each unit.
  private struct Pending {
    let shape: Int
    var openers: [TextRange]
    /// Whether a colon is before the first mark, so that a quotation follows.
    let isIntroduced: Bool
    /// Whether the first mark begins its unit or is introduced, so that a later unit can close it directly.
    let maySpan: Bool
    /// The number of units since the last opening mark.
    var age = 0
  }

  /// The most units for which a quotation is followed that is not opened again.
  private static let mostUnits = 10
  /// The largest distance between the halves of a pair on two lines, in UTF-8 bytes: a title of three lines.
  private static let mostSplitDistance = 400

  private let pairs: MarkPairs
  private let source: SourceText
  private var context: MarkContext
  private var faults: [PairFault] = []
  private var stack: [Opener] = []
  /// The number of open marks of each shape.
  private var openCounts: [Int]
  /// The openers of each shape that an outer closing mark has cut off, with that mark.
  private var cutOff: [[(opener: Opener, closer: TextRange)]]
  private var pending: Pending?
  /// The shape that a mark of the other width closed in this unit; its own closing mark can still follow.
  private var closedByTwin: Int?
  /// Whether an ordinal `1）` can have closed a bracket opened before the list, and whether another ordinal followed.
  private var listInBracket: (mayHaveClosed: Bool, goesOn: Bool) = (false, false)

  init(_ pairs: MarkPairs, _ source: SourceText) {
    self.pairs = pairs
    self.source = source
    context = MarkContext(source, unit: TextRange(0, 0))
    openCounts = Array(repeating: 0, count: pairs.shapes.count)
    cutOff = Array(repeating: [], count: pairs.shapes.count)
  }

  /// Returns the faults in `units`, sorted by position; text in `holes` is ignored. Both are in order.
  mutating func faults(in units: [TextRange], without holes: [TextRange]) -> [PairFault] {
    let pairs = pairs
    var hole = holes[...]
    for unit in units {
      begin(unit)
      pairs.forEachMark(in: source, unit) { mark, range in
        while let first = hole.first, first.end <= range.start { hole.removeFirst() }
        if let first = hole.first, first.overlaps(range) { return }
        if mark.opens { open(mark.shape, at: range) } else { close(mark.shape, at: range) }
      }
      endUnit()
    }
    givePendingUp()
    return joiningSplitPairs(faults.sorted { $0.range < $1.range })
  }
}

// MARK: Units

extension PairScanner {
  private mutating func begin(_ unit: TextRange) {
    context = MarkContext(source, unit: unit)
    listInBracket = (false, false)
    closedByTwin = nil
    guard let pending else { return }
    self.pending?.age += 1
    guard source.scalar(at: unit.start) != pairs.shapes[pending.shape].open else { return }
    if !pending.maySpan || pending.age >= Self.mostUnits { givePendingUp() }
  }

  private mutating func endUnit() {
    for shape in cutOff.indices where !cutOff[shape].isEmpty {
      for (opener, _) in cutOff[shape] { reportUnclosed(opener) }
      cutOff[shape].removeAll()
    }
    guard !stack.isEmpty else { return }
    for shape in openCounts.indices { openCounts[shape] = 0 }
    takeTurned()
    for opener in takePending() { reportUnclosed(opener) }
    stack.removeAll()
  }

  /// Reports opening marks that close a quotation, and removes them and their partners from the stack.
  private mutating func takeTurned() {
    var rest: [Opener] = []
    for opener in stack {
      if let last = rest.last, last.shape == opener.shape, !last.isReported,
        context.isTurned(opener.range, after: last.range)
      {
        report(at: opener.range, expected: closeMark(of: last.shape), opening: last.range)
        rest.removeLast()
      } else {
        rest.append(opener)
      }
    }
    stack = rest
  }

  /// Keeps the first opener for the next unit if its quotation can continue there, and returns the other openers.
  private mutating func takePending() -> ArraySlice<Opener> {
    guard let first = stack.first, !first.isReported, first.shape < pairs.reported else { return stack[...] }
    if first.continues {
      pending?.openers.append(first.range)
      pending?.age = 0
      return stack.dropFirst()
    }
    givePendingUp()
    let shape = pairs.shapes[first.shape]
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
    // An introduced quotation of several paragraphs lacks only one mark, at its end.
    let unclosed = pending.isIntroduced ? pending.openers.suffix(1) : pending.openers[...]
    for range in unclosed { reportUnclosed(Opener(shape: pending.shape, range: range)) }
    self.pending = nil
  }

  /// Joins the faults of both halves of a pair that a line end inside a sentence separates, and of all marks between
  /// them.
  private func joiningSplitPairs(_ faults: [PairFault]) -> [PairFault] {
    var joined: [PairFault] = []
    for fault in faults {
      // Only near faults are examined, so that the time stays linear.
      let near = joined.reversed().prefix { fault.range.start - $0.range.end <= Self.mostSplitDistance }.count
      guard fault.kind == .unbalanced,
        let place = joined.indices.suffix(near).last(where: { isSplitPair(joined[$0], from: fault) })
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

  /// Whether `opener` lacks the mark at `closer`, on a later line, and its own line ends inside a sentence.
  private func isSplitPair(_ opener: PairFault, from closer: PairFault) -> Bool {
    guard opener.kind == .unbalanced, opener.opening == nil, opener.closing == nil, closer.opening == nil,
      opener.expected == source[closer.range], closer.expected == source[opener.range]
    else { return false }
    let words = source.trimmed(source.lines.range(ofLine: source.lines.line(at: opener.range.start)))
    guard words.end < closer.range.start, let last = source.scalar(before: words.end) else { return false }
    return !last.isSentenceEnd && !["：", "；", "…"].contains(last)
  }
}

// MARK: Marks

extension PairScanner {
  private mutating func open(_ shape: Int, at range: TextRange) {
    let isQuotation = pairs.shapes[shape].isQuotation
    if isQuotation, stack.last?.shape == shape, context.mustClose(at: range), let opener = popTop() {
      // “甲“，: the second mark is a closing mark that was turned round.
      report(at: range, expected: closeMark(of: shape), opening: opener.range)
      faults += opener.nested
      return
    }
    let continues = isQuotation && range.start == context.unit.start && pending?.shape == shape
    push(Opener(shape: shape, range: range, continues: continues))
  }

  private mutating func close(_ shape: Int, at range: TextRange) {
    if shape == pairs.singleQuotation, context.isApostrophe(range, isOpen: openCounts[shape] > 0) { return }
    if stack.last?.shape == shape {
      closePair(at: range)
    } else if let top = stack.last, top.shape == pairs.twins[shape] {
      closeMixed(shape, at: range)
    } else if openCounts[shape] > 0 {
      guard !isOrdinal(range, of: shape) else { return }
      // The openers inside the innermost one of this shape are set aside.
      while stack.last?.shape != shape, let opener = popTop() { cutOff[opener.shape].append((opener, range)) }
      closePair(at: range)
    } else {
      closeWithoutOpener(shape, at: range)
    }
  }

  private mutating func push(_ opener: Opener) {
    stack.append(opener)
    openCounts[opener.shape] += 1
  }

  private mutating func popTop() -> Opener? {
    guard let opener = stack.popLast() else { return nil }
    openCounts[opener.shape] -= 1
    return opener
  }

  private mutating func closePair(at range: TextRange) {
    guard let opener = popTop() else { return }
    if !opener.nested.isEmpty { faults += opener.nested }
    if opener.continues, let pending {
      // The last paragraph of the quotation shows whether there was a quotation.
      if pending.isIntroduced || endsSentence(before: range) || context.endsUnit(range) {
        self.pending = nil
      } else {
        givePendingUp()
      }
    }
    if isOrdinal(range, of: opener.shape), !context.isNumeral(TextRange(opener.range.end, range.start)) {
      listInBracket = (true, false)
    }
    checkNesting(of: opener, closedAt: range)
  }

  private mutating func checkNesting(of opener: Opener, closedAt closer: TextRange) {
    guard !opener.isReported, opener.shape < pairs.reported else { return }
    if let outer = stack.last, outer.shape == opener.shape {
      // （见第（一）项） cannot be written otherwise.
      guard !context.isNumeral(TextRange(opener.range.end, closer.start)) else { return }
      stack[stack.count - 1].nested.append(nestingFault(of: opener, closedAt: closer, in: outer.range))
    } else if opener.shape == pairs.singleQuotation, let double = pairs.doubleQuotation, openCounts[double] == 0,
      pending?.shape != double, opener.nested.isEmpty
    {
      faults.append(nestingFault(of: opener, closedAt: closer, in: nil))
    }
  }

  private func nestingFault(of opener: Opener, closedAt closer: TextRange, in outer: TextRange?) -> PairFault {
    let shape = pairs.shapes[opener.shape]
    // Single quotation marks can be the habit of a draft.
    return PairFault(
      kind: .nesting, range: opener.range, expected: shape.inner, opening: outer,
      closing: shape.isRoundBracket || shape.inner == MarkPairs.Shape.brackets ? nil : closer,
      certainty: outer == nil ? .guess : .certain)
  }

  /// Reports a bracket that was opened in one width and closed in the other: the half-width mark is to be changed.
  private mutating func closeMixed(_ shape: Int, at range: TextRange) {
    guard let opener = popTop() else { return }
    faults += opener.nested
    guard min(shape, opener.shape) < pairs.reported else { return }
    if pairs.shapes[opener.shape].isFullWidth {
      closedByTwin = opener.shape
      report(at: range, expected: closeMark(of: opener.shape), opening: opener.range)
    } else {
      report(at: opener.range, expected: String(pairs.shapes[shape].open))
    }
  }

  private mutating func closeWithoutOpener(_ shape: Int, at range: TextRange) {
    if let (opener, closer) = cutOff[shape].popLast() {
      let isKnown = faults.last.map { $0.range == closer && $0.kind == .unbalanced } ?? false
      if !isKnown, !opener.isReported, shape < pairs.reported {
        report(at: closer, expected: closeMark(of: shape), opening: opener.range)
      }
      return
    }
    if isOrdinal(range, of: shape) {
      listInBracket.goesOn = true
      return
    }
    guard shape < pairs.reported || isHalfWidthInHan(range, of: shape) else { return }
    if pairs.shapes[shape].isRoundBracket, context.isEmoticon(range) { return }
    if pairs.shapes[shape].isRoundBracket, listInBracket == (true, true) {
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
    if shape == pairs.doubleQuotation, context.isInchMark(range) { return }
    if closesOther(shape, at: range) { return }
    report(at: range, expected: String(pairs.shapes[shape].open))
    if pairs.shapes[shape].isQuotation && context.mustOpen(at: range)
      || context.isClosedByItsLike(range, of: pairs.shapes[shape])
    {
      push(Opener(shape: shape, range: range, isReported: true))
    }
  }

  /// Whether the mark at `range` closes a quotation of the other kind, which is reported: “甲’.
  private mutating func closesOther(_ shape: Int, at range: TextRange) -> Bool {
    guard pairs.shapes[shape].isQuotation, shape < pairs.reported, let top = stack.last, top.shape < pairs.reported,
      pairs.shapes[shape].inner == pairs.shapes[top.shape].text,
      !context.isClosed(after: range, as: pairs.shapes[top.shape]), let opener = popTop()
    else { return false }
    faults += opener.nested
    if !opener.isReported { report(at: range, expected: closeMark(of: opener.shape), opening: opener.range) }
    return true
  }

  private func endsSentence(before range: TextRange) -> Bool {
    source.scalar(before: range.start)?.isSentenceEnd ?? false
  }

  private mutating func isOrdinal(_ range: TextRange, of shape: Int) -> Bool {
    pairs.shapes[shape].isRoundBracket && context.isOrdinal(range)
  }

  /// Whether the half-width bracket at `range` is between Han characters and so belongs to the Chinese text.
  private func isHalfWidthInHan(_ range: TextRange, of shape: Int) -> Bool {
    guard pairs.shapes[shape].text == "()", pairs.twins[shape].map({ $0 < pairs.reported }) ?? false,
      let last = source.scalar(before: range.start), last.isHan
    else { return false }
    let next = source.scalar(at: range.end)
    return source.scalar(at: range.start) == "(" ? next?.isHan ?? false : next?.followsClosingMark ?? true
  }

  // MARK: Reports

  private func closeMark(of shape: Int) -> String { String(pairs.shapes[shape].close) }

  private mutating func report(at range: TextRange, expected: String, opening: TextRange? = nil) {
    // A run of the same mark is one fault.
    if opening == nil, let last = faults.last, last.range.end == range.start,
      last == PairFault(kind: .unbalanced, range: last.range, expected: expected)
    {
      faults[faults.count - 1].range = TextRange(last.range.start, range.end)
    } else {
      faults.append(PairFault(kind: .unbalanced, range: range, expected: expected, opening: opening))
    }
  }

  private mutating func reportUnclosed(_ opener: Opener) {
    guard !opener.isReported else { return }
    guard opener.shape < pairs.reported || isHalfWidthInHan(opener.range, of: opener.shape) else { return }
    report(at: opener.range, expected: closeMark(of: opener.shape))
  }
}
