/// The depths of a draft's headings by the forms of their ordinals.
///
/// If the format marks heading levels, these decide: all headings of a form get the level that most of its marked
/// headings have. A form without marked headings gets a depth further in.
struct FormDepths {
  /// The distance of two forms. The odd depth between them is that of a list, which is one step under the heading that
  /// holds it, whatever the form of its ordinals.
  private static let depthPerRank = 2
  /// The most forms that share one level of the format.
  private static let formsPerLevel = 8
  /// The deepest level; formats have at most nine.
  private static let deepestLevel = 10

  private let headings: [HeadingCandidate]

  init(_ headings: [HeadingCandidate]) { self.headings = headings }

  /// Whether `depth` is that of a form, and not that of a list that is nested under a heading.
  static func isDepthOfForm(_ depth: Int) -> Bool { depth.isMultiple(of: depthPerRank) }

  /// The depth of each heading.
  var depths: [Int] {
    let extraDepths = extraDepthsInsideDecimals
    let byForm = { (rank: Int) in Self.depthPerRank * rank + (extraDepths[rank] ?? 0) }
    guard headings.contains(where: { $0.knownLevel != nil }) else { return headings.map { byForm($0.rank) } }
    let known = knownDepths
    let ranksOutside = ranksOutside
    let first = Dictionary(headings.enumerated().map { ($1.rank, $0) }) { first, _ in first }
    // The depths of all levels of the format, and one more level.
    let depthsOfLevels = Self.depthPerRank * Self.formsPerLevel * (Self.deepestLevel + 1)
    return headings.map { heading in
      if heading.ordinal == nil, let level = heading.knownLevel { return depth(ofLevel: level) }
      if let depth = known[heading.rank] { return depth }
      // 一、 typed before the first 1. with a heading style is outside of it; typed after that heading, inside.
      if let (inner, depth) = known.filter({ $0.key > heading.rank }).min(by: { $0.key < $1.key }),
        first[heading.rank] ?? .max < first[inner] ?? 0
      {
        return depth - Self.depthPerRank * min(inner - heading.rank, Self.formsPerLevel - 1)
      }
      // Forms that the format marks nowhere are further in than all levels, or further out than all.
      let isOutside = ranksOutside.contains(heading.rank)
      return byForm(heading.rank) + (isOutside ? -depthsOfLevels : depthsOfLevels)
    }
  }

  /// The ranks of forms that count on across headings without a number: 一、, a heading with a style, 二、.
  private var ranksOutside: Set<Int> {
    var last: [Int: Int] = [:]
    var isPast: Set<Int> = []
    var balance: [Int: Int] = [:]
    for heading in headings {
      guard let value = heading.value else {
        if heading.knownLevel != nil { isPast.formUnion(last.keys) }
        continue
      }
      if isPast.remove(heading.rank) != nil, let last = last[heading.rank], heading.known.knownNumber == nil {
        balance[heading.rank, default: 0] += value == last + 1 ? 1 : -1
      }
      last[heading.rank] = value
    }
    return Set(balance.filter { $0.value > 0 }.keys)
  }

  private func depth(ofLevel level: Int) -> Int {
    Self.depthPerRank * Self.formsPerLevel * min(level, Self.deepestLevel)
  }

  /// The depth of each numbered form that the format marks as a heading, by rank.
  private var knownDepths: [Int: Int] {
    let numbered = Dictionary(grouping: headings.filter { $0.ordinal != nil }, by: \.rank)
    let levels = numbered.compactMapValues { Tally($0.compactMap(\.knownLevel)).mostFrequent }
    var depths: [Int: Int] = [:]
    for (level, forms) in Dictionary(grouping: levels.keys, by: { levels[$0] ?? 0 }) {
      for (index, rank) in forms.sorted().prefix(Self.formsPerLevel).enumerated() {
        depths[rank] = depth(ofLevel: level) + Self.depthPerRank * index
      }
    }
    // 第三章 is never under 一、, whatever levels a converter gave to them.
    for part in Set(headings.filter(\.isPart).map(\.rank)).sorted(by: >) {
      guard let outermost = depths.filter({ $0.key > part }).values.min() else { continue }
      depths[part] = min(depths[part] ?? .max, outermost - Self.depthPerRank)
    }
    return depths
  }

  /// How much deeper 1. is than its form says, by rank, if it counts under 2.1 and not above it.
  private var extraDepthsInsideDecimals: [Int: Int] {
    let decimals = headings.lazy.filter { $0.ordinal?.chapter != nil }.map(\.rank)
    guard let decimal = decimals.min(), let innermost = decimals.max(),
      let plain = headings.lazy.filter(\.isPlainFigure).map(\.rank).min(), plain < decimal
    else { return [:] }
    // The heading right before 2.1 is its chapter 2. or something else.
    let outer = headings.filter { $0.rank <= decimal }
    let outside = zip(outer, outer.dropFirst()).reduce(0) { balance, pair in
      guard let first = pair.1.ordinal, pair.1.rank == decimal, first.value == 1 else { return balance }
      let isUnder = pair.0.rank == plain && pair.0.value == first.chapter
      return balance + (isUnder ? -1 : 1)
    }
    return outside > 0 ? [plain: Self.depthPerRank * (innermost - plain) + 1] : [:]
  }
}

extension HeadingCandidate {
  /// Whether its ordinal is a figure with at most a mark after it: 1.
  fileprivate var isPlainFigure: Bool {
    level.map { $0.numerals == .arabic && $0.closing.isEmpty } ?? false && ordinal?.chapter == nil
  }
}
