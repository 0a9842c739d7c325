/// Groups enumerators into enumerations, by the hypothesis with the lowest price.
///
/// A hypothesis keeps a stack of open enumerations, one inside the other. Each enumerator continues one of them, begins
/// a new one or is dropped as plain text. Each irregularity has a price (``EnumerationPrices``), and only the cheapest
/// hypotheses are kept.
struct EnumerationReader {
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

  private let prices: EnumerationPrices
  private let enumerators: [Enumerator]
  private var hypotheses = [Hypothesis()]
  private var decisions: [Decision] = []
  /// For each enumerator, the index of the first enumerator of its enumeration; -1 if it belongs to none.
  private var owners: [Int]

  init(_ enumerators: [Enumerator], thresholds: Thresholds) {
    prices = EnumerationPrices(of: enumerators, thresholds: thresholds)
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
    var candidates: [(price: Int, hypothesis: Int, move: EnumerationMove)] = []
    for (number, hypothesis) in hypotheses.enumerated() {
      for (move, price) in prices.moves(of: item, in: hypothesis.open) {
        candidates.append((hypothesis.price + price, number, move))
      }
    }
    candidates.sort { ($0.price, $0.hypothesis) < ($1.price, $1.hypothesis) }
    var next: [Hypothesis] = []
    let dearest = candidates[0].price + Self.margin * prices.fault
    for candidate in candidates.prefix(while: { $0.price <= dearest }) {
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
  private func apply(_ move: EnumerationMove, to open: inout [OpenEnumeration], _ index: Int) -> Int? {
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
}
