/// What an enumerator does in a hypothesis.
enum EnumerationMove {
  case drop
  /// Begins an enumeration, inside the open ones or in place of those that count in the same way.
  case begin(closesAlike: Bool)
  /// Continues the open enumeration at the index and ends those inside it.
  case join(Int)
}

/// The prices of what an enumerator can do. The cheapest reading of all enumerators of a draft holds.
///
/// An enumerator continues an open enumeration, begins one, or is dropped as plain text. What is expected costs
/// nothing: the next number, in the same words, in the same position. A wrong number costs one fault. Every other price
/// is set so that a reading is chosen before or after one with a fault, as a reader would choose; `thresholds:` in
/// outline.yaml gives each value with its reason.
///
/// - To **continue** costs the sum of these prices, or is impossible:
///   - the number, if it is not due: a fault, and more if it is repeated or leaves out several; less if it is late,
///     because the gap before it has been paid for;
///   - other words than before (一是…。第二，…), only if the number is due;
///   - another position: one item opens a paragraph or is a heading, the other is inside a paragraph;
///   - a barrier between the items: inner headings, or a possible end of the enumeration;
///   - passing over a nearer enumeration of the same words in its own sentence;
///   - a 1 after a colon, which more likely begins an enumeration;
///   - ``closing`` for each enumeration inside the continued one, which ends there. So of two enumerations in which the
///     item is equally right, the inner goes on.
/// - To **begin** costs the price of staying alone, and more if the number is not 1, if the item is weak, or if an
///   enumeration of the same words is open. It is paid at the beginning because nobody knows yet whether another item
///   follows. The first item that continues the enumeration gets the price of staying alone back.
/// - To be **dropped** costs more the clearer the enumerator is: 一是 is hardly ever plain text, a ① often is.
///
/// A weak enumerator is ambiguous: 首先 can be an adverb. It costs less to drop it or to leave it alone.
struct EnumerationPrices {
  /// The price of ending an open enumeration that is inside the one that goes on.
  private static let closing = 1

  private let thresholds: Thresholds
  private let enumerators: [Enumerator]

  init(of enumerators: [Enumerator], thresholds: Thresholds) {
    self.enumerators = enumerators
    self.thresholds = thresholds
  }

  /// The price of a wrong number.
  var fault: Int { thresholds[.fault] }

  /// Returns what `item` can do while `open` is open, and the price of each move.
  func moves(of item: Enumerator, in open: [OpenEnumeration]) -> [(EnumerationMove, Int)] {
    if item.position == .line { return [(.begin(closesAlike: false), 0)] }
    var moves: [(EnumerationMove, Int)] = open.indices.compactMap { depth in
      price(of: item, joining: depth, in: open).map { (.join(depth), $0) }
    }
    let start = startPrice(of: item, in: open)
    if open.contains(where: { enumerators[$0.last].isAlike(item) }) {
      // After a colon, or where the text runs into it, the item can begin an enumeration inside an item.
      let isInner = item.followsColon || item.runsIn
      moves.append((.begin(closesAlike: false), start + thresholds[isInner ? .beginsInside : .beginsInsideAlike]))
      if !isInner { moves.append((.begin(closesAlike: true), start + thresholds[.beginsAfterAlike])) }
    } else {
      moves.append((.begin(closesAlike: false), start))
    }
    moves.append((.drop, dropPrice(of: item, in: open)))
    return moves
  }

  // MARK: To continue

  /// Returns the price at which `item` continues the enumeration at `depth`; nil if it cannot.
  private func price(of item: Enumerator, joining depth: Int, in open: [OpenEnumeration]) -> Int? {
    let enumeration = open[depth]
    let last = enumerators[enumeration.last]
    let isNext = enumeration.isNext(item.value)
    guard last.place.enclosure == item.place.enclosure, isNext || !item.isWeak || !item.numbering.needsCompany,
      let words = priceOfWords(of: item, in: enumeration),
      let layout = priceOfLayout(of: item, after: last, isNext: isNext, among: open[..<depth]),
      let barrier = priceOfBarrier(enumeration.barrier, isNext: isNext)
    else { return nil }
    let inner = open[(depth + 1)...]
    // 其中：一是…；二是…；四是…: this 四是 does not continue an outer enumeration that has reached three.
    let leavesNearer = inner.contains { other in
      let nearer = enumerators[other.last]
      return nearer.family == item.family && nearer.sharesSentence(with: item) && !last.sharesSentence(with: item)
    }
    let again = item.value == 1 && (item.followsColon || item.runsIn) ? thresholds[.firstAgain] : 0
    let refund = enumeration.count == 1 ? priceAlone(enumerators[enumeration.first]) : 0
    return priceOfNumber(item.value, in: enumeration) + words + layout + barrier
      + (leavesNearer ? thresholds[.passesNearer] : 0) + again + inner.count * Self.closing - refund
  }

  /// Returns the price of `number` as the next number.
  private func priceOfNumber(_ number: Int, in enumeration: OpenEnumeration) -> Int {
    if enumeration.isNext(number) { return enumeration.isClosed && number > 0 ? fault : 0 }
    if number == Ordinal.last { return fault }
    if enumeration.has(number) {
      // 一是…二是…一是…四是: a slip is cheaper than a new list that jumps to four, but dearer than one that jumps to three.
      if number == 1 { return fault + (enumeration.count == 1 ? 0 : thresholds[.restart]) }
      return fault + (number == enumeration.value ? 0 : thresholds[.repeated])
    }
    // The price of a late number is low: the gap that it left has been paid for.
    if number < enumeration.highest { return thresholds[.late] }
    return fault + (number > enumeration.highest + 2 ? thresholds[.jump] : 0)
  }

  /// Returns the price of other words than before, if the number is due: 一是…。第二，…。三是…. Nil if they do not fit.
  private func priceOfWords(of item: Enumerator, in enumeration: OpenEnumeration) -> Int? {
    if enumeration.families.contains(item.family) { return 0 }
    guard !item.isWeak, item.value > 1, enumeration.isNext(item.value),
      enumerators[enumeration.last].position != .line
    else { return nil }
    let first = enumerators[enumeration.first]
    let isAkin = first.numbering.needsCompany == item.numbering.needsCompany
    if first.isWeak, enumeration.count == 1 {
      // 首先要…。第二，…: without 要, or far away, 首先 is an adverb.
      let distance = item.place.sentence - first.place.sentence
      let isNear = first.paragraph == item.paragraph && distance <= thresholds[.nearSentences]
      return isAkin && isNear && !first.ordinal.delimiter.isEmpty ? thresholds[.akinWordsWeak] : nil
    }
    let opens = first.position == .paragraph && item.position == .paragraph
    return thresholds[isAkin ? .akinWords : opens ? .openingWords : .otherWords]
  }

  /// Returns the price of another position: items that open paragraphs form one list, items inside a paragraph another.
  private func priceOfLayout(
    of item: Enumerator, after last: Enumerator, isNext: Bool, among outer: ArraySlice<OpenEnumeration>
  ) -> Int? {
    if last.flow == item.flow { return last.position == item.position ? 0 : thresholds[.otherPosition] }
    switch (last.position, item.position) {
    case (.line, _), (.clause, .clause), (.heading, .heading), (.heading, .clause): return nil
    case (.paragraph, .paragraph): return 0
    case (.heading, _), (_, .heading): return isNext ? thresholds[.overHeading] : nil
    case (.paragraph, _): return isNext ? thresholds[.intoClause] : nil
    case (.clause, _):
      guard item.value != 1 else { return nil }
      let isInner = outer.contains { enumeration in
        let other = enumerators[enumeration.last]
        return other.family == item.family && other.position == .paragraph
      }
      return thresholds[isInner ? .outOfInnerClause : .outOfClause]
    }
  }

  private func priceOfBarrier(_ barrier: OpenEnumeration.Barrier, isNext: Bool) -> Int? {
    switch barrier {
    case .none: 0
    case .inner: isNext ? 0 : thresholds[.underInnerHeadings]
    case .possibleEnd: isNext ? thresholds[.behindBorder] : nil
    }
  }

  // MARK: To begin

  /// Returns the price at which `item` begins an enumeration, without that of an open one in the same words.
  private func startPrice(of item: Enumerator, in open: [OpenEnumeration]) -> Int {
    // Dearer than continuing an enumeration in which its number is due.
    if item.position == .heading { return thresholds[.beginsAtHeading] }
    let alone = priceAlone(item) + (item.isWeak ? thresholds[.beginsWeak] : 0)
    if item.value == 1 { return alone }
    let canContinue = open.contains { enumeration in
      let last = enumerators[enumeration.last]
      // 一是…二是…再次，…: where a third item is due, 再次 is not an adverb.
      let isMeant = last.family == item.family || item.value > 1 && enumeration.isNext(item.value)
      return isMeant && last.place.enclosure == item.place.enclosure && enumeration.barrier == .none
        && (last.flow == item.flow || item.position == .paragraph)
    }
    if canContinue { return alone + thresholds[.beginsWhereOneGoesOn] }
    return alone + thresholds[item.numbering.numerals == .words ? .wordNotFirst : .fault]
  }

  /// Returns the price of `item` having no other item beside it: 首先 can be an adverb, and a figure any number.
  private func priceAlone(_ item: Enumerator) -> Int {
    if item.position == .heading { return 0 }
    guard item.numbering.needsCompany || item.position == .paragraph else {
      return thresholds[item.isWeak ? .aloneWeak : .alone]
    }
    if item.isWeak { return 0 }
    return item.numbering.numerals != .words ? thresholds[.aloneCounting] : item.value == 1 ? thresholds[.aloneWord] : 0
  }

  // MARK: To be dropped

  /// Returns the price of taking `item` for plain text; it is higher for a figure where an enumeration has begun.
  private func dropPrice(of item: Enumerator, in open: [OpenEnumeration]) -> Int {
    if item.numbering.needsCompany || item.position == .paragraph {
      return thresholds[item.isWeak ? .dropCountingWeak : .dropCounting]
    }
    let isExpected = open.contains { enumeration in
      let last = enumerators[enumeration.last]
      return last.family == item.family && last.flow == item.flow && last.place.enclosure == item.place.enclosure
    }
    return thresholds[isExpected ? .dropDue : item.isWeak ? .dropFigureWeak : .dropFigure]
  }
}
