/// Groups enumerators into enumerations, by the hypothesis with the lowest price.
///
/// A hypothesis keeps a stack of open enumerations, one inside the other. Each enumerator continues one of them, begins a
/// new one or is dropped as plain text. Each irregularity has a price, and only the cheapest hypotheses are kept.
struct EnumerationReader {
  /// What a hypothesis does with an enumerator.
  private enum Move {
    case drop
    /// Begins an enumeration, inside the open ones or in place of those that count in the same way.
    case begin(closesAlike: Bool)
    /// Continues the open enumeration at the index and ends those inside it.
    case join(Int)
  }

  private struct Hypothesis {
    var price = 0
    /// The open enumerations, outer before inner.
    var open: [OpenEnumeration] = []
    /// The index of its latest decision; -1 if there is none.
    var latest = -1
  }

  private struct Decision {
    let enumerator: Int
    /// The index of the first enumerator of its enumeration.
    let enumeration: Int
    /// The index of the decision before; -1 if there is none.
    let previous: Int
  }

  /// The most hypotheses that are kept. On 350 real documents, more than four changed nothing.
  private static let mostHypotheses = 8
  /// The most faults by which a hypothesis can exceed the cheapest; a dearer one will not become the cheapest again.
  private static let margin = 4
  /// The most open enumerations, one inside the other.
  private static let mostOpen = 8
  /// The number of enumerators after which the cheapest hypothesis becomes final, so that memory stays bounded.
  private static let mostUnsettled = 256

  private let thresholds: Thresholds
  private let enumerators: [Enumerator]
  private var hypotheses = [Hypothesis()]
  private var decisions: [Decision] = []
  /// For each enumerator, the index of the first enumerator of its enumeration; -1 if it belongs to none.
  private var owners: [Int]

  init(_ enumerators: [Enumerator], thresholds: Thresholds) {
    self.thresholds = thresholds
    self.enumerators = enumerators
    owners = [Int](repeating: -1, count: enumerators.count)
  }

  /// Returns the enumerations as indices of enumerators, in the order of their first enumerators.
  mutating func read() -> [[Int]] {
    for index in enumerators.indices {
      for number in hypotheses.indices {
        hypotheses[number].open = open(in: hypotheses[number], at: enumerators[index])
      }
      take(index)
      if decisions.count > Self.mostUnsettled * Self.mostHypotheses { settle() }
    }
    settle()
    return Dictionary(grouping: owners.indices.filter { owners[$0] >= 0 }, by: { owners[$0] }).values
      .sorted { $0[0] < $1[0] }
  }

  /// Makes the cheapest hypothesis final and drops the others.
  private mutating func settle() {
    var decision = hypotheses[0].latest
    while decision >= 0 {
      owners[decisions[decision].enumerator] = decisions[decision].enumeration
      decision = decisions[decision].previous
    }
    decisions = []
    hypotheses = [Hypothesis(open: hypotheses[0].open)]
  }

  /// Returns the open enumerations that `item` can still continue after the headings before it.
  private func open(in hypothesis: Hypothesis, at item: Enumerator) -> [OpenEnumeration] {
    hypothesis.open.compactMap { enumeration in
      let last = enumerators[enumeration.last]
      guard last.position != .line || last.flow == item.flow else { return nil }
      guard !item.headingsBefore.isEmpty else { return enumeration }
      return enumeration.passing(item.headingsBefore, from: last, in: enumerators[enumeration.first].section)
    }
  }

  private mutating func take(_ index: Int) {
    let item = enumerators[index]
    var candidates: [(price: Int, hypothesis: Int, move: Move)] = []
    for (number, hypothesis) in hypotheses.enumerated() {
      for (move, price) in moves(of: item, in: hypothesis) {
        candidates.append((hypothesis.price + price, number, move))
      }
    }
    candidates.sort { ($0.price, $0.hypothesis) < ($1.price, $1.hypothesis) }
    var next: [Hypothesis] = []
    for candidate in candidates.prefix(while: { $0.price <= candidates[0].price + Self.margin * thresholds[.fault] }) {
      var hypothesis = hypotheses[candidate.hypothesis]
      hypothesis.price = candidate.price
      let owner = apply(candidate.move, to: &hypothesis.open, index)
      guard !next.contains(where: { $0.open == hypothesis.open }) else { continue }
      if let owner {
        decisions.append(Decision(enumerator: index, enumeration: owner, previous: hypothesis.latest))
        hypothesis.latest = decisions.count - 1
      }
      next.append(hypothesis)
      if next.count == Self.mostHypotheses { break }
    }
    hypotheses = next
  }

  /// Applies `move` to the enumerator at `index` and returns the first enumerator of its enumeration; nil if dropped.
  private func apply(_ move: Move, to open: inout [OpenEnumeration], _ index: Int) -> Int? {
    let item = enumerators[index]
    switch move {
    case .drop: return nil
    case .join(let depth):
      open.removeSubrange((depth + 1)...)
      open[depth].append(index, item)
      return open[depth].first
    case .begin(let closesAlike):
      open.removeAll { enumeration in
        let last = enumerators[enumeration.last]
        // An enumeration of this family inside an earlier paragraph is over.
        let isOver = last.family == item.family && last.position == .clause && last.flow != item.flow
        return isOver || closesAlike && last.isAlike(item)
      }
      open.append(OpenEnumeration(index, item))
      if open.count > Self.mostOpen { open.removeFirst() }
      return index
    }
  }

  // MARK: Prices

  private func moves(of item: Enumerator, in hypothesis: Hypothesis) -> [(Move, Int)] {
    if item.position == .line { return [(.begin(closesAlike: false), 0)] }
    var moves: [(Move, Int)] = hypothesis.open.indices.compactMap { depth in
      price(of: item, joining: depth, in: hypothesis.open).map { (.join(depth), $0) }
    }
    let start = startPrice(of: item, in: hypothesis.open)
    if hypothesis.open.contains(where: { enumerators[$0.last].isAlike(item) }) {
      // After a colon, or where the text runs into it, the item can begin an enumeration inside an item.
      let isInner = item.followsColon || item.runsIn
      moves.append((.begin(closesAlike: false), start + thresholds[isInner ? .beginsInside : .beginsInsideAlike]))
      if !isInner { moves.append((.begin(closesAlike: true), start + thresholds[.beginsAfterAlike])) }
    } else {
      moves.append((.begin(closesAlike: false), start))
    }
    moves.append((.drop, dropPrice(of: item, in: hypothesis.open)))
    return moves
  }

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
    let refund = enumeration.count == 1 ? priceAlone(enumerators[enumeration.first]) : 0
    let again = item.value == 1 && (item.followsColon || item.runsIn) ? thresholds[.firstAgain] : 0
    return priceOfNumber(item.value, in: enumeration) + words + layout + barrier
      + (leavesNearer ? thresholds[.passesNearer] : 0) + again + inner.count - refund
  }

  /// Returns the price of `number` as the next number.
  private func priceOfNumber(_ number: Int, in enumeration: OpenEnumeration) -> Int {
    let fault = thresholds[.fault]
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
}

/// An enumeration that can continue.
private struct OpenEnumeration: Equatable {
  /// The headings between its last item and the next enumerator.
  enum Barrier {
    case none
    /// Headings further in than the heading above the enumeration: 第一，… （一）… （二）… 第二，….
    case inner
    /// A possible end of the enumeration: only the number that is due continues it.
    case possibleEnd
  }

  /// The indices of its first enumerator and of its last.
  let first: Int
  private(set) var last: Int
  private(set) var count = 1
  private(set) var barrier = Barrier.none
  /// The families of its items.
  private(set) var families: Set<Int>
  /// The number of the last item; a word without a number counts as the next number.
  private(set) var value: Int
  /// The numbers of its items.
  private var numbers = ItemNumbers()
  /// Whether a word that closes an enumeration has been read, such as 最后.
  private(set) var isClosed: Bool

  init(_ index: Int, _ item: Enumerator) {
    first = index
    last = index
    families = [item.family]
    value = max(item.value, 1)
    numbers.insert(value)
    isClosed = item.value == Ordinal.last
  }

  /// The greatest number.
  var highest: Int { numbers.greatest }

  /// Whether an item has the number `value`.
  func has(_ value: Int) -> Bool { numbers.contains(value) }

  mutating func append(_ index: Int, _ item: Enumerator) {
    value = item.value > 0 ? item.value : value + 1
    numbers.insert(value)
    isClosed = isClosed || item.value == Ordinal.last
    families.insert(item.family)
    last = index
    count += 1
    barrier = .none
  }

  /// Returns the enumeration after `headings`; nil if they end it.
  func passing(_ headings: HeadingsBetween, from last: Enumerator, in section: Int) -> OpenEnumeration? {
    guard headings.rank > section else { return nil }
    var passed = self
    if headings.includesBare || last.position == .clause {
      passed.barrier = .possibleEnd
    } else if headings.rank < .max, barrier == .none {
      passed.barrier = .inner
    }
    return passed
  }

  /// Whether `number` is due: it follows the last number or the greatest, or is the position of the item.
  func isNext(_ number: Int) -> Bool {
    if number == Ordinal.last { return !isClosed }
    if number == 0 { return true }
    // 一、四、三、四: the second 四 is right.
    if has(number) { return count > 1 && number == count + 1 }
    return number == value + 1 || number == highest + 1 || number == count + 1
  }
}

/// The numbers of the items of an enumeration, in two words of memory: those below 64, and those less than 64 below the
/// greatest. All others count as absent.
private struct ItemNumbers: Equatable {
  private(set) var greatest = 0
  /// A bit for each number from 0 on.
  private var small: UInt64 = 0
  /// A bit for each number from ``greatest`` down.
  private var recent: UInt64 = 0

  func contains(_ number: Int) -> Bool {
    if number < 64 { return small & 1 << number != 0 }
    return number <= greatest && recent & 1 << (greatest - number) != 0
  }

  mutating func insert(_ number: Int) {
    if number < 64 { small |= 1 << number }
    if number > greatest {
      recent = recent << (number - greatest) | 1
      greatest = number
    } else {
      recent |= 1 << (greatest - number)
    }
  }
}
