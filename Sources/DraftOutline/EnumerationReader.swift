/// Groups enumerators into enumerations: of all the ways to read them, the one that leaves the fewest faults.
///
/// A reading keeps the enumerations that may go on, one inside the other. Each enumerator goes on with one of them, begins
/// another, or is none at all; everything that asks for an explanation has a price, and the cheapest readings are kept.
struct EnumerationReader {
  /// How an enumerator is taken.
  private enum Move {
    case drop
    /// Begins an enumeration, inside of the open ones or in the place of those that count in the same way.
    case begin(closesAlike: Bool)
    /// Goes on with the open one at the index and ends those inside of it.
    case join(Int)
  }

  private struct Reading {
    var price = 0
    /// Outer before inner.
    var open: [OpenEnumeration] = []
    /// The index of the latest of its decisions; -1 for none.
    var latest = -1
  }

  private struct Decision {
    let enumerator: Int
    /// The first enumerator of its enumeration.
    let enumeration: Int
    /// The index of the decision before; -1 for none.
    let previous: Int
  }

  /// How many readings are kept. More than four have changed nothing on 350 real documents.
  private static let mostReadings = 8
  /// A reading that is dearer by more faults than this will not become the cheapest again.
  private static let margin = 4
  /// How many enumerations may wait to go on, one inside the other.
  private static let mostOpen = 8
  /// After so many enumerators the cheapest reading is settled, so that memory stays bounded.
  private static let longestOpen = 256

  private let thresholds: Thresholds
  private let enumerators: [Enumerator]
  private var readings = [Reading()]
  private var decisions: [Decision] = []
  /// For each enumerator the first of its enumeration; -1 for none.
  private var owners: [Int]

  init(_ enumerators: [Enumerator], thresholds: Thresholds) {
    self.thresholds = thresholds
    self.enumerators = enumerators
    owners = [Int](repeating: -1, count: enumerators.count)
  }

  /// The enumerations, each as the indices of its enumerators, in the order of their first.
  mutating func read() -> [[Int]] {
    for index in enumerators.indices {
      for number in readings.indices { readings[number].open = open(in: readings[number], at: enumerators[index]) }
      take(index)
      if decisions.count > Self.longestOpen * Self.mostReadings { settle() }
    }
    settle()
    return Dictionary(grouping: owners.indices.filter { owners[$0] >= 0 }, by: { owners[$0] }).values
      .sorted { $0[0] < $1[0] }
  }

  /// Makes the cheapest reading the only one.
  private mutating func settle() {
    var decision = readings[0].latest
    while decision >= 0 {
      owners[decisions[decision].enumerator] = decisions[decision].enumeration
      decision = decisions[decision].previous
    }
    decisions = []
    readings = [Reading(open: readings[0].open)]
  }

  /// The open enumerations that `item` may still go on with, after the headings before it.
  private func open(in reading: Reading, at item: Enumerator) -> [OpenEnumeration] {
    reading.open.compactMap { enumeration in
      let last = enumerators[enumeration.last]
      guard last.position != .line || last.flow == item.flow else { return nil }
      guard !item.border.isEmpty else { return enumeration }
      return enumeration.passing(item.border, from: last, in: enumerators[enumeration.first].section)
    }
  }

  private mutating func take(_ index: Int) {
    let item = enumerators[index]
    var candidates: [(price: Int, reading: Int, move: Move)] = []
    for (number, reading) in readings.enumerated() {
      for (move, price) in moves(of: item, in: reading) { candidates.append((reading.price + price, number, move)) }
    }
    candidates.sort { ($0.price, $0.reading) < ($1.price, $1.reading) }
    var next: [Reading] = []
    for candidate in candidates.prefix(while: { $0.price <= candidates[0].price + Self.margin * thresholds[.fault] }) {
      var reading = readings[candidate.reading]
      reading.price = candidate.price
      let owner = apply(candidate.move, to: &reading.open, index)
      guard !next.contains(where: { $0.open == reading.open }) else { continue }
      if let owner {
        decisions.append(Decision(enumerator: index, enumeration: owner, previous: reading.latest))
        reading.latest = decisions.count - 1
      }
      next.append(reading)
      if next.count == Self.mostReadings { break }
    }
    readings = next
  }

  /// Takes the enumerator at `index` by `move`, and returns the first of its enumeration.
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
        // One inside another paragraph has no more to go on with.
        let isOver = last.family == item.family && last.position == .clause && last.flow != item.flow
        return isOver || closesAlike && last.isAlike(item)
      }
      open.append(OpenEnumeration(index, item))
      if open.count > Self.mostOpen { open.removeFirst() }
      return index
    }
  }

  // MARK: Prices

  private func moves(of item: Enumerator, in reading: Reading) -> [(Move, Int)] {
    if item.position == .line { return [(.begin(closesAlike: false), 0)] }
    var moves: [(Move, Int)] = reading.open.indices.compactMap { depth in
      price(of: item, joining: depth, in: reading.open).map { (.join(depth), $0) }
    }
    let start = startPrice(of: item, in: reading.open)
    if reading.open.contains(where: { enumerators[$0.last].isAlike(item) }) {
      // After a colon, and where the text runs into it, the first item may be one of an item.
      let isInner = item.followsColon || item.runsIn
      moves.append((.begin(closesAlike: false), start + thresholds[isInner ? .beginsInside : .beginsInsideAlike]))
      if !isInner { moves.append((.begin(closesAlike: true), start + thresholds[.beginsAfterAlike])) }
    } else {
      moves.append((.begin(closesAlike: false), start))
    }
    moves.append((.drop, dropPrice(of: item, in: reading.open)))
    return moves
  }

  /// A figure is one of the items where others have begun, and may be anything elsewhere.
  private func dropPrice(of item: Enumerator, in open: [OpenEnumeration]) -> Int {
    if item.numbering.needsCompany || item.position == .paragraph {
      return thresholds[item.isWeak ? .dropCountingWeak : .dropCounting]
    }
    let isDue = open.contains { enumeration in
      let last = enumerators[enumeration.last]
      return last.family == item.family && last.flow == item.flow && last.place.enclosure == item.place.enclosure
    }
    return thresholds[isDue ? .dropDue : item.isWeak ? .dropFigureWeak : .dropFigure]
  }

  private func startPrice(of item: Enumerator, in open: [OpenEnumeration]) -> Int {
    // Dearer than to go on where its number is due.
    if item.position == .heading { return thresholds[.beginsAtHeading] }
    let alone = priceAlone(item) + (item.isWeak ? thresholds[.beginsWeak] : 0)
    if item.value == 1 { return alone }
    let mayGoOn = open.contains { enumeration in
      let last = enumerators[enumeration.last]
      // 一是…二是…再次，…: where a third is due, 再次 is no adverb.
      let isMeant = last.family == item.family || item.value > 1 && enumeration.isNext(item.value)
      return isMeant && last.place.enclosure == item.place.enclosure && enumeration.barrier == .none
        && (last.flow == item.flow || item.position == .paragraph)
    }
    if mayGoOn { return alone + thresholds[.beginsWhereOneGoesOn] }
    return alone + thresholds[item.numbering.numerals == .words ? .wordNotFirst : .fault]
  }

  /// What it costs that `item` has no other beside it: 首先 may be an adverb, a figure of anything.
  private func priceAlone(_ item: Enumerator) -> Int {
    if item.position == .heading { return 0 }
    guard item.numbering.needsCompany || item.position == .paragraph else {
      return thresholds[item.isWeak ? .aloneWeak : .alone]
    }
    if item.isWeak { return 0 }
    return item.numbering.numerals != .words ? thresholds[.aloneCounting] : item.value == 1 ? thresholds[.aloneWord] : 0
  }

  /// What it costs that `item` goes on with the enumeration at `depth`; nil where it cannot.
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
    // 其中：一是…；二是…；四是…: the 四是 is none of an enumeration further out that has come to three.
    let leavesNearer = inner.contains { other in
      let nearer = enumerators[other.last]
      return nearer.family == item.family && nearer.sharesSentence(with: item) && !last.sharesSentence(with: item)
    }
    let refund = enumeration.count == 1 ? priceAlone(enumerators[enumeration.first]) : 0
    let again = item.value == 1 && (item.followsColon || item.runsIn) ? thresholds[.firstAgain] : 0
    return priceOfNumber(item.value, in: enumeration) + words + layout + barrier
      + (leavesNearer ? thresholds[.passesNearer] : 0) + again + inner.count - refund
  }

  /// What it costs that `number` comes next.
  private func priceOfNumber(_ number: Int, in enumeration: OpenEnumeration) -> Int {
    let fault = thresholds[.fault]
    if enumeration.isNext(number) { return enumeration.isClosed && number > 0 ? fault : 0 }
    if number == Ordinal.last { return fault }
    if enumeration.has(number) {
      // 一是…二是…一是…四是: rather a slip than a list of its own that jumps to four, but not one that jumps to three.
      if number == 1 { return fault + (enumeration.count == 1 ? 0 : thresholds[.restart]) }
      return fault + (number == enumeration.value ? 0 : thresholds[.repeated])
    }
    // What comes late has been paid for by the gap that it left.
    if number < enumeration.highest { return thresholds[.late] }
    return fault + (number > enumeration.highest + 2 ? thresholds[.jump] : 0)
  }

  /// Words stand in for words, and figures for figures, where the number is due: 一是…。第二，…。三是….
  private func priceOfWords(of item: Enumerator, in enumeration: OpenEnumeration) -> Int? {
    if enumeration.families & item.familyBit != 0 { return 0 }
    guard !item.isWeak, item.value > 1, enumeration.isNext(item.value),
      enumerators[enumeration.last].position != .line
    else { return nil }
    let first = enumerators[enumeration.first]
    let isAkin = first.numbering.needsCompany == item.numbering.needsCompany
    if first.isWeak, enumeration.count == 1 {
      // 首先要…。第二，…. Without 要 and far off 首先 is an adverb.
      let distance = item.place.sentence - first.place.sentence
      let isNear = first.paragraph == item.paragraph && distance <= thresholds[.nearSentences]
      return isAkin && isNear && !first.ordinal.delimiter.isEmpty ? thresholds[.akinWordsWeak] : nil
    }
    let opens = first.position == .paragraph && item.position == .paragraph
    return thresholds[isAkin ? .akinWords : opens ? .openingWords : .otherWords]
  }

  /// Items that open paragraphs count on from each other, and so do items inside a paragraph.
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
    case .soft: isNext ? thresholds[.behindBorder] : nil
    }
  }
}

extension Enumerator {
  fileprivate var familyBit: UInt64 { 1 << UInt64(family % 64) }
}

/// An enumeration that may go on.
private struct OpenEnumeration: Equatable {
  /// What stands between its last item and what comes next.
  enum Barrier {
    case none
    /// Headings further in than the one it stands under: 第一，… （一）… （二）… 第二，….
    case inner
    /// What may end it: only the number that is due goes on.
    case soft
  }

  /// The index of its first enumerator, and of its last.
  let first: Int
  private(set) var last: Int
  private(set) var count = 1
  private(set) var barrier = Barrier.none
  /// A bit for each family.
  private(set) var families: UInt64
  /// The number of the last item, and the greatest; a word that stands for no number counts as the next.
  private(set) var value: Int
  private(set) var highest: Int
  /// A bit for each number.
  private var seen: UInt64
  /// Whether a word that closes an enumeration has been read.
  private(set) var isClosed: Bool

  init(_ index: Int, _ item: Enumerator) {
    first = index
    last = index
    families = item.familyBit
    value = max(item.value, 1)
    highest = value
    seen = Self.bit(value)
    isClosed = item.value == Ordinal.last
  }

  private static func bit(_ value: Int) -> UInt64 { 1 << UInt64(min(value, 63)) }

  /// Whether one of its items has this number.
  func has(_ value: Int) -> Bool { seen & Self.bit(value) != 0 }

  mutating func append(_ index: Int, _ item: Enumerator) {
    value = item.value > 0 ? item.value : value + 1
    highest = max(highest, value)
    seen |= Self.bit(value)
    isClosed = isClosed || item.value == Ordinal.last
    families |= item.familyBit
    last = index
    count += 1
    barrier = .none
  }

  /// The enumeration behind `border`; nil where that ends it.
  func passing(_ border: Border, from last: Enumerator, in section: Int) -> OpenEnumeration? {
    guard border.rank > section else { return nil }
    var passed = self
    if border.isBare || last.position == .clause {
      passed.barrier = .soft
    } else if border.rank < .max, barrier == .none {
      passed.barrier = .inner
    }
    return passed
  }

  /// Whether `number` is due: it follows the last, or the greatest, or is that of its place.
  func isNext(_ number: Int) -> Bool {
    if number == Ordinal.last { return !isClosed }
    if number == 0 { return true }
    // 一、四、三、四: the second 四 is right.
    if has(number) { return count > 1 && number == count + 1 }
    return number == value + 1 || number == highest + 1 || number == count + 1
  }
}
