import DraftText
import PatternMatching

/// Counts the things that a sentence lists: 香菇、蜂蜜和腊肉.
struct ListedItems {
  /// Items that differ in length by more than this, in characters, are not alike: one may hold more than a name.
  private static let mostUnlike = 2
  /// Of so many, all but the first tell what they are.
  private static let many = 3

  let separator: Pattern
  /// What may stand between two items, and may as well be inside one: 和.
  let connector: Pattern?

  /// The items in `range`; nil where they are not alike, so that it is open what is one.
  func answer(in range: TextRange, _ source: SourceText) throws(MatchError) -> Answer? {
    var places = try pieces(of: range, between: separator, source)
    let parts = places.count
    var joints = 0
    if let connector {
      joints = try connector.matches(in: source, range: range).count
      if let last = places.popLast() { places += try pieces(of: last, between: connector, source) }
    }
    let items = places.map { source[$0] }
    guard let shortest = items.map(\.count).min(), shortest > 0, areAlike(items, shortest) else { return nil }
    // 思想政治、作风: the first may be two things, said without a mark between them.
    let doubles = items.count { $0.count >= 2 * shortest && !isKind($0, of: items) }
    return Answer(counts: Set(parts...(parts + joints + doubles)), places: places)
  }

  private func pieces(of range: TextRange, between mark: Pattern, _ source: SourceText) throws(MatchError)
    -> [TextRange]
  {
    var pieces: [TextRange] = []
    var start = range.start
    for match in try mark.matches(in: source, range: range) {
      pieces.append(TextRange(start, match.range.start))
      start = match.range.end
    }
    return pieces + [TextRange(start, range.end)]
  }

  /// Whether all are names; what stands before the first of many, as a verb, tells nothing against it.
  private func areAlike(_ items: [String], _ shortest: Int) -> Bool {
    items.dropFirst(items.count >= Self.many ? 1 : 0).allSatisfy {
      $0.count <= shortest + Self.mostUnlike || isKind($0, of: items)
    }
  }

  /// Whether `item` is one of the others with a word before it: 基本合格 beside 合格.
  private func isKind(_ item: String, of items: [String]) -> Bool {
    items.contains { $0 != item && item.hasSuffix($0) }
  }
}
