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
  /// A reading that is dearer by more than this, some four faults, will not become the cheapest again.
  private static let margin = 120
  /// How many enumerations may wait to go on, one inside the other.
  private static let mostOpen = 8
  /// After so many enumerators the cheapest reading is settled, so that memory stays bounded.
  private static let longestOpen = 256

  /// An item of other words goes on with a weak first that is no more sentences before it: as many as an item has on average.
  private static let nearSentences = 3

  private let enumerators: [Enumerator]
  private var readings = [Reading()]
  private var decisions: [Decision] = []
  /// For each enumerator the first of its enumeration; -1 for none.
  private var owners: [Int]

  init(_ enumerators: [Enumerator]) {
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
    for candidate in candidates.prefix(while: { $0.price <= candidates[0].price + Self.margin }) {
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

  // MARK: Prices, in tenths of what a reader would call odd: a fault is thirty

  private func moves(of item: Enumerator, in reading: Reading) -> [(Move, Int)] {
    if item.position == .line { return [(.begin(closesAlike: false), 0)] }
    var moves: [(Move, Int)] = reading.open.indices.compactMap { depth in
      price(of: item, joining: depth, in: reading.open).map { (.join(depth), $0) }
    }
    let start = startPrice(of: item, in: reading.open)
    if reading.open.contains(where: { enumerators[$0.last].isAlike(item) }) {
      // After a colon, and where the text runs into it, the first item may be one of an item.
      let isInner = item.followsColon || item.runsIn
      moves.append((.begin(closesAlike: false), start + (isInner ? 3 : 32)))
      if !isInner { moves.append((.begin(closesAlike: true), start + 3)) }
    } else {
      moves.append((.begin(closesAlike: false), start))
    }
    moves.append((.drop, dropPrice(of: item, in: reading.open)))
    return moves
  }

  /// A figure is one of the items where others have begun, and may be anything elsewhere.
  private func dropPrice(of item: Enumerator, in open: [OpenEnumeration]) -> Int {
    if item.numbering.needsCompany || item.position == .paragraph { return item.isWeak ? 5 : 70 }
    let isDue = open.contains { enumeration in
      let last = enumerators[enumeration.last]
      return last.family == item.family && last.flow == item.flow && last.place.enclosure == item.place.enclosure
    }
    return isDue ? 45 : item.isWeak ? 15 : 20
  }

  private func startPrice(of item: Enumerator, in open: [OpenEnumeration]) -> Int {
    // Dearer than to go on where its number is due.
    if item.position == .heading { return 6 }
    let alone = item.priceAlone + (item.isWeak ? 3 : 0)
    if item.value == 1 { return alone }
    let mayGoOn = open.contains { enumeration in
      let last = enumerators[enumeration.last]
      // 一是…二是…再次，…: where a third is due, 再次 is no adverb.
      let isMeant = last.family == item.family || item.value > 1 && enumeration.isNext(item.value)
      return isMeant && last.place.enclosure == item.place.enclosure && enumeration.barrier == .none
        && (last.flow == item.flow || item.position == .paragraph)
    }
    return alone + (mayGoOn ? 40 : item.numbering.numerals == .words ? 10 : 30)
  }

  /// What it costs that `item` goes on with the enumeration at `depth`; nil where it cannot.
  private func price(of item: Enumerator, joining depth: Int, in open: [OpenEnumeration]) -> Int? {
    let enumeration = open[depth]
    let last = enumerators[enumeration.last]
    let isNext = enumeration.isNext(item.value)
    guard last.place.enclosure == item.place.enclosure, isNext || !item.isWeak || !item.numbering.needsCompany,
      let words = priceOfWords(of: item, in: enumeration),
      let layout = priceOfLayout(of: item, after: last, isNext: isNext, among: open[..<depth]),
      let barrier = enumeration.barrier.price(isNext: isNext)
    else { return nil }
    let inner = open[(depth + 1)...]
    // 其中：一是…；二是…；四是…: the 四是 is none of an enumeration further out that has come to three.
    let leavesNearer = inner.contains { other in
      let nearer = enumerators[other.last]
      return nearer.family == item.family && nearer.sharesSentence(with: item) && !last.sharesSentence(with: item)
    }
    let first = enumerators[enumeration.first]
    let refund = enumeration.count == 1 ? first.priceAlone : 0
    let aside = item.value == 1 && (item.followsColon || item.runsIn) ? 50 : 0
    return enumeration.price(of: item.value) + words + layout + barrier + (leavesNearer ? 32 : 0) + aside
      + inner.count - refund
  }

  /// Words stand in for words, and figures for figures, where the number is due: 一是…。第二，…。三是….
  private func priceOfWords(of item: Enumerator, in enumeration: OpenEnumeration) -> Int? {
    if enumeration.families & item.familyBit != 0 { return 0 }
    guard !item.isWeak, item.value > 1, enumeration.isNext(item.value),
      enumerators[enumeration.last].position != .line
    else { return nil }
    let first = enumerators[enumeration.first]
    let isAkin = first.numbering.needsCompany == item.numbering.needsCompany
    let opens = first.position == .paragraph && item.position == .paragraph
    if first.isWeak, enumeration.count == 1 {
      // 首先要…。第二，…. Without 要 and far off 首先 is an adverb.
      let isNear = first.paragraph == item.paragraph && item.place.sentence <= first.place.sentence + Self.nearSentences
      return isAkin && isNear && !first.ordinal.delimiter.isEmpty ? 26 : nil
    }
    return isAkin ? 25 : opens ? 28 : 33
  }

  /// Items that open paragraphs count on from each other, and so do items inside a paragraph.
  private func priceOfLayout(
    of item: Enumerator, after last: Enumerator, isNext: Bool, among outer: ArraySlice<OpenEnumeration>
  ) -> Int? {
    if last.flow == item.flow { return last.position == item.position ? 0 : 2 }
    switch (last.position, item.position) {
    case (.line, _), (.clause, .clause), (.heading, .heading), (.heading, .clause): return nil
    case (.paragraph, .paragraph): return 0
    case (.heading, _), (_, .heading): return isNext ? 5 : nil
    case (.paragraph, _): return isNext ? 15 : nil
    case (.clause, _):
      guard item.value != 1 else { return nil }
      let isInner = outer.contains { enumeration in
        let other = enumerators[enumeration.last]
        return other.family == item.family && other.position == .paragraph
      }
      return isInner ? 32 : 4
    }
  }
}

extension Enumerator {
  fileprivate var familyBit: UInt64 { 1 << UInt64(family % 64) }

  /// What it costs that it has no other beside it: 首先 may be an adverb, a figure of anything.
  fileprivate var priceAlone: Int {
    if position == .heading { return 0 }
    guard numbering.needsCompany || position == .paragraph else { return isWeak ? 5 : 12 }
    if isWeak { return 0 }
    return numbering.numerals != .words ? 35 : value == 1 ? 15 : 0
  }
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

    func price(isNext: Bool) -> Int? {
      switch self {
      case .none: 0
      case .inner: isNext ? 0 : 15
      case .soft: isNext ? 5 : nil
      }
    }
  }

  /// The index of its first enumerator, and of its last.
  let first: Int
  private(set) var last: Int
  private(set) var count = 1
  private(set) var barrier = Barrier.none
  /// A bit for each family.
  private(set) var families: UInt64
  /// The number of the last item; a word that stands for no number counts as the next.
  private var value: Int
  private var highest: Int
  /// A bit for each number.
  private var seen: UInt64
  /// Whether a word that closes an enumeration has been read.
  private var isClosed: Bool

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

  private func has(_ value: Int) -> Bool { seen & Self.bit(value) != 0 }

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

  /// What it costs that `number` comes next.
  func price(of number: Int) -> Int {
    let fault = 30
    if isNext(number) { return isClosed && number > 0 ? fault : 0 }
    if number == Ordinal.last { return fault }
    if has(number) {
      // 一是…二是…一是…四是: rather a slip than a list of its own that jumps to four, but not one that jumps to three.
      if number == 1 { return count == 1 ? fault : fault + 9 }
      return number == value ? fault : fault + 15
    }
    // What comes late has been paid for by the gap that it left.
    return number < highest ? 10 : fault + (number > highest + 2 ? 10 : 0)
  }
}
