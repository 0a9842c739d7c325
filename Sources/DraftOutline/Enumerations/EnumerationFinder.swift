import DraftText
import PatternMatching

/// Finds the runs of 一是…二是… within paragraphs and across them.
struct EnumerationFinder {
  /// The most ordinals in a draft: 50,000, or one for every 16 bytes if that is more. 50,000 ordinals take 15 MB.
  private static let freeOrdinals = 50_000
  /// The UTF-8 bytes of a draft for each ordinal, where that allows more than ``freeOrdinals``.
  private static let bytesPerOrdinal = 16

  /// An ordinal inside a paragraph: 一是, 第二，, （1）, 1.
  private struct FoundOrdinal {
    let ordinal: Ordinal
    let numbering: Numbering
    /// The index of its paragraph.
    let paragraph: Int
    /// Whether it is ambiguous: the text runs into it, or any figure can be written so.
    let isWeak: Bool
  }

  let context: OutlineContext
  let paragraphs: [Paragraph]
  /// The headings and numbered lines of the outline, in the order of the text.
  let headings: [HeadingCandidate]

  /// Returns the enumerations, in the order of their first items.
  func find() throws(MatchError) -> [Enumeration] {
    let enumerators = try enumerators()
    var reader = EnumerationReader(enumerators, thresholds: context.grammar.thresholds)
    return reader.read().lazy.map { $0.map { enumerators[$0] } }.filter(isEnumeration).map { items in
      Enumeration(
        ordinals: items.map(\.ordinal),
        range: TextRange(items[0].ordinal.range.start, paragraphs[items[items.count - 1].paragraph].range.end))
    }
  }

  /// Whether `items` are an enumeration, even a faulty one.
  private func isEnumeration(_ items: [Enumerator]) -> Bool {
    let first = items[0]
    let isHeading = first.position == .line || first.position == .heading
    let isOrdered = zip(items, items.dropFirst()).contains { $1.value <= 0 || $1.value == max($0.value, 1) + 1 }
    if first.isWeak, !isOrdered {
      // 主要原因一是…，三是…: an unambiguous item in the same sentence confirms the ambiguous first item.
      return items.dropFirst().contains { !$0.isWeak && $0.numbering.needsCompany && $0.sharesSentence(with: first) }
    }
    if items.count > 1 {
      // If its first item opens a line or is a heading, an enumeration must begin with 1.
      return first.value == 1
        || !isHeading && (first.numbering.needsCompany || isOrdered || items.contains { $0.value == 1 })
    }
    // 其次 alone is an adverb; a single item in a quotation belongs to the quoted text.
    let isAttached = first.followsColon && first.position == .paragraph
    return !isHeading && (first.numbering.needsCompany || isAttached) && first.place.enclosure == nil
      && (!first.numbering.isWord || first.value == 1)
  }

  // MARK: Ordinals in the text

  /// Returns the ordinals that the enumerators of the grammar match, in the order of the text, without overlap.
  private func ordinals() throws(MatchError) -> [FoundOrdinal] {
    let limit = max(Self.freeOrdinals, context.source.utf8.count / Self.bytesPerOrdinal)
    var found: [FoundOrdinal] = []
    for numbering in context.grammar.enumerators {
      try numbering.pattern.forEachMatch(in: context.source) { match in
        guard let index = paragraphs.index(at: match.range.start) else { return false }
        if match.range.start >= paragraphs[index].range.start,
          let ordinal = context.ordinal(match, of: numbering)
        {
          let isWeak = match.range(of: "weak") != nil
          found.append(FoundOrdinal(ordinal: ordinal, numbering: numbering, paragraph: index, isWeak: isWeak))
        }
        return found.count <= limit
      }
      guard found.count <= limit else { throw .tooMany(limit: limit) }
    }
    found.sort { $0.ordinal.range < $1.ordinal.range }
    // The 一是 inside 其一是 is no ordinal of its own.
    var end = 0
    found.removeAll { item in
      defer { end = max(end, item.ordinal.range.end) }
      return item.ordinal.range.start < end
    }
    return found
  }

  // MARK: Position and context

  private func enumerators() throws(MatchError) -> [Enumerator] {
    let found = try ordinals()
    guard !found.isEmpty else { return [] }
    let places = places(of: found)
    let flows = flows
    // A heading that begins with an enumerator does not separate enumerators: ## 第一，… ## 第二，…
    let opened = Set(found.lazy.filter(opens).map(\.paragraph))
    let attached = try attachments(opened: opened)
    let families = families
    var passed = PassedHeadings(headings, countingIn: opened)
    return found.indices.map { index in
      let (item, place) = (found[index], places[index])
      let headingsBefore = passed.advance(to: item.paragraph)
      let followsColon = context.source.ends(TextRange(0, item.ordinal.range.start), with: "：:")
      let isAttached = attached.contains(item.paragraph)
      let position = position(
        of: item, isCounted: passed.last?.paragraph == item.paragraph && passed.last?.ordinal != nil,
        isAttached: isAttached, followsColon: followsColon)
      let runsIn = item.isWeak && item.numbering.needsCompany && position == .clause
      // 主要原因一是…，二是…: the next item of the numbering in the same sentence confirms it.
      let next = found.indices[(index + 1)...].lazy.prefix {
        runsIn && found[$0].paragraph == item.paragraph && places[$0].sentence == place.sentence
      }.first { found[$0].numbering.id == item.numbering.id }
      let isConfirmed = next.map { !found[$0].isWeak } ?? false
      let opensInFigures = position == .paragraph && !item.numbering.isWord
      return Enumerator(
        ordinal: item.ordinal, numbering: item.numbering, family: families[item.numbering.id] ?? 0, position: position,
        isWeak: item.isWeak && !followsColon && !isConfirmed && !opensInFigures, runsIn: runsIn,
        followsColon: followsColon, paragraph: item.paragraph, flow: flows[item.paragraph], place: place,
        section: position == .line || position == .heading ? passed.outer : passed.section,
        headingsBefore: headingsBefore)
    }
  }

  private func places(of found: [FoundOrdinal]) -> [SentencePlace] {
    var places: [SentencePlace] = []
    while places.count < found.count {
      let paragraph = found[places.count].paragraph
      let own = found[places.count...].prefix { $0.paragraph == paragraph }
      places += context.source.places(of: own.map(\.ordinal.range.start), in: paragraphs[paragraph].range)
    }
    return places
  }

  private func position(of item: FoundOrdinal, isCounted: Bool, isAttached: Bool, followsColon: Bool)
    -> Enumerator.Position
  {
    if isAttached, followsColon { return .paragraph }
    guard opens(item) else { return .clause }
    if !isAttached, item.numbering.countsLines { return .line }
    return isCounted ? .heading : .paragraph
  }

  /// Whether the words of its paragraph begin with `item`.
  private func opens(_ item: FoundOrdinal) -> Bool {
    item.ordinal.range.start <= context.source.startOfWords(in: paragraphs[item.paragraph])
  }

  /// The number of the family of each enumerator of the grammar.
  private var families: [Numbering.ID: Int] {
    let names = context.grammar.enumerators.map { $0.family ?? $0.id.name }
    return Dictionary(
      zip(context.grammar.enumerators.map(\.id), names.map { names.firstIndex(of: $0) ?? 0 }),
      uniquingKeysWith: { first, _ in first })
  }

  /// Returns the paragraphs of attachment lists: 附件：1.… and the paragraphs after it that begin with a number.
  private func attachments(opened: Set<Int>) throws(MatchError) -> Set<Int> {
    var attached: Set<Int> = []
    for match in try context.matches(.attachments) {
      guard let first = paragraphs.index(at: match.range.start) else { break }
      attached.insert(first)
      attached.formUnion(paragraphs.indices[(first + 1)...].prefix(while: opened.contains))
    }
    return attached
  }

  /// For each paragraph, the first paragraph of its flow: consecutive paragraphs that line ends cut inside a sentence.
  private var flows: [Int] {
    let headed = Set(headings.map(\.paragraph))
    var flows = Array(paragraphs.indices)
    for index in paragraphs.indices.dropFirst() where !headed.contains(index - 1) && !headed.contains(index) {
      if !context.source.isWhole(paragraphs[index - 1]) { flows[index] = flows[index - 1] }
    }
    return flows
  }
}

/// Walks along the headings of a draft and records which were passed.
private struct PassedHeadings {
  private var rest: ArraySlice<HeadingCandidate>
  /// The paragraphs that begin with an enumerator; a heading in them separates nothing.
  private let counting: Set<Int>
  /// The last heading that was passed.
  private(set) var last: HeadingCandidate?
  /// The ranks of the last numbered heading and of the numbered heading before it; `Int.min` if there is none.
  private(set) var section = Int.min
  private(set) var outer = Int.min

  init(_ headings: [HeadingCandidate], countingIn counting: Set<Int>) {
    rest = headings[...]
    self.counting = counting
  }

  /// Passes the headings up to `paragraph` and returns them.
  mutating func advance(to paragraph: Int) -> HeadingsBetween {
    var between = HeadingsBetween()
    outer = section
    while let heading = rest.first, heading.paragraph <= paragraph {
      rest.removeFirst()
      last = heading
      outer = section
      if heading.ordinal != nil {
        between.rank = min(between.rank, heading.rank)
        section = heading.rank
      } else if !counting.contains(heading.paragraph) {
        between.includesBare = true
      }
    }
    return between
  }
}

extension Numbering {
  /// Whether an ordinal at the start of a line belongs to a heading or list: （1）, 1. and ①, but not 二、 among 一是.
  fileprivate var countsLines: Bool { !isWord && numerals != .han || !opening.isEmpty && !needsCompany }

  /// Whether it counts in words, which can be adverbs: 首先, 一来.
  fileprivate var isWord: Bool { numerals == .words }
}
