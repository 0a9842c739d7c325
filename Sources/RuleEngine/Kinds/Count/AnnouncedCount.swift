import DraftOutline
import DraftText
import PatternMatching

/// A number that the text announces, with the text near it.
struct AnnouncedCount {
  /// The number and the word that it counts: 三个方面.
  let range: TextRange
  let number: Int
  let paragraph: Paragraph
  /// Whether only a list beside it is counted: 香菇、蜂蜜、腊肉三个品类.
  let needsList: Bool
  /// The text before the number in its clause, and in its sentence.
  let clauseBefore, sentenceBefore: TextRange
  /// The sentence, with its end mark.
  let sentence: TextRange
  /// The text after it in the paragraph.
  let rest: TextRange
  /// Whether only the end of the sentence follows in the paragraph.
  let endsParagraph: Bool
}

/// The number of things in the draft that an announced count is compared with.
struct ActualCount {
  /// The numbers that agree with what was counted: one, or several if it is unclear what was meant to count.
  let counts: Set<Int>
  /// The places that were counted.
  let places: [TextRange]
  /// Whether it can confirm an announced count but never contradict one.
  var onlyConfirms = false

  /// The start of the first place; there is at least one.
  var start: Int { places.first?.start ?? 0 }
}

/// The text around announced counts. Only a few sentences around an announced count are searched.
struct CountContext {
  /// The bytes around an announced count that are searched: some 80 characters.
  private static let reach = 240
  /// The most bytes of an item of an enumeration: some 500 characters.
  private static let longestItem = 1500
  /// A sentence ends at ； too, and a clause at ， and before a quotation.
  private static let ends: @Sendable (Unicode.Scalar) -> Bool = { $0.isSentenceEnd || $0 == "；" }
  private static let clauseEnds: @Sendable (Unicode.Scalar) -> Bool = {
    $0.isClauseEnd || "，,“".unicodeScalars.contains($0)
  }

  let document: Document
  /// The sections by the end of their text before a subsection.
  private let sectionByEnd: [Int: Section]
  /// The ends of the ordinals of headings, by the start of their paragraphs.
  private let ordinalEnds: [Int: Int]
  /// Parts that come after the work that a lead-in announces.
  private let afterWork: Set<Part.ID>

  init(_ document: Document, afterWork: Set<Part.ID>) {
    self.document = document
    self.afterWork = afterWork
    let sections = document.allSections
    ordinalEnds = Dictionary(
      sections.compactMap { section in section.heading.ordinal.map { (section.heading.range.start, $0.range.end) } },
      uniquingKeysWith: { first, _ in first })
    sectionByEnd = Dictionary(
      sections.compactMap { section in section.body.last.map { ($0.range.end, section) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Returns the announced count that `match` makes with its group `number`; nil if it makes none, or is in the title.
  func announcedCount(at match: Match) -> AnnouncedCount? {
    let source = document.source
    guard let place = match.range(of: "number"), !document.isResidue(match.range),
      // 两三个 and 三四个 are about so many, no numbers by place.
      let number = Numeral.value(of: source[place], in: .han), number > 1,
      let paragraph = document.paragraph(at: match.range.start), !document.title.contains(paragraph)
    else { return nil }
    let (start, end) = (place.start, match.range.end)
    // The ordinal of a heading is not part of its words.
    let words = ordinalEnds[paragraph.range.start] ?? paragraph.range.start
    let before = TextRange(min(max(words, source.scalarBorder(atOrAfter: start - Self.reach)), start), start)
    let rest = TextRange(end, min(paragraph.range.end, source.scalarBorder(atOrBefore: end + Self.reach)))
    let text = source[rest].unicodeScalars
    let mark = text.firstIndex(where: Self.ends)
    let toMark = mark.map { text[...$0].utf8Count } ?? rest.count
    let sentence = source.tail(of: before) { !Self.ends($0) }
    return AnnouncedCount(
      range: TextRange(start, end), number: number, paragraph: paragraph, needsList: match.range(of: "listed") != nil,
      clauseBefore: source.tail(of: before) { !Self.clauseEnds($0) }, sentenceBefore: sentence,
      sentence: TextRange(sentence.start, end + toMark), rest: rest,
      endsParagraph: paragraph.range.end - end <= Self.reach
        && !text.dropLast().contains(where: Self.ends))
  }

  /// Returns the text of the last item in its paragraph, as far as it can show that there are more items.
  func rest(after actual: ActualCount) -> TextRange {
    let start = actual.places.last?.end ?? 0
    let end = document.paragraph(at: start)?.range.end ?? start
    return TextRange(start, document.source.scalarBorder(atOrBefore: min(end, start + Self.longestItem)))
  }

  /// Returns the enumeration after the announced count, in its paragraph or the next, if only `between` is before it.
  func enumeration(after announced: AnnouncedCount, between: Pattern) throws(MatchError) -> Enumeration? {
    let enumerations = document.enumerations
    let next = enumerations[enumerations.partitioningIndex { $0.range.start >= announced.range.end }...].first
    guard let next, next.ordinals.count > 1, next.range.start - announced.range.end <= Self.reach else { return nil }
    let gap = TextRange(announced.range.end, next.range.start)
    return try between.firstMatch(in: document.source, range: gap) == nil ? nil : next
  }

  /// Returns the sections that an announced count announces: in the lead-in those of the draft, in the text of a
  /// section its subsections.
  func sections(after announced: AnnouncedCount) -> ActualCount? {
    if document.leadIn.last == announced.paragraph {
      let work = document.sections.filter { section in
        !document.parts.contains {
          afterWork.contains($0.id) && $0.form == .headed && $0.range == section.heading.range
        }
      }
      // A single section about the work has the announced things as its own sections.
      return work.count == 1 && !work[0].subsections.isEmpty
        ? actualCount(document.sections, orElse: work[0].subsections) : actualCount(document.sections, orElse: work)
    }
    return sectionByEnd[announced.paragraph.range.end].flatMap { actualCount($0.subsections, orElse: $0.subsections) }
  }

  /// Counts `sections`; perhaps only `work` was meant, the sections about the work itself.
  private func actualCount(_ sections: [Section], orElse work: [Section]) -> ActualCount? {
    // Of two forms side by side, one can be inside the other.
    let numbering = sections.first?.heading.ordinal?.numbering
    if sections.contains(where: { $0.heading.ordinal.map { $0.numbering != numbering } ?? false }) { return nil }
    let all = sections.compactMap { $0.heading.ordinal?.range }
    let places = work.compactMap { $0.heading.ordinal?.range }
    guard all.count > 1, !places.isEmpty else { return nil }
    var counts: Set = [all.count, places.count]
    // A missing number is reported by another rule.
    let greatest = sections.compactMap { $0.heading.ordinal?.value }.max() ?? 0
    if greatest > all.count { counts.insert(greatest) }
    return ActualCount(counts: counts, places: places)
  }
}

/// Counts the things that a sentence lists: 香菇、蜂蜜和腊肉.
struct ListedItems {
  /// The largest difference in length between similar items, in characters: a longer item can hold more than a name.
  private static let mostUnlike = 2
  /// The number of items from which the first is not compared.
  private static let many = 3

  let separator: Pattern
  /// Text that can be between two items, and also inside one: 和.
  let connector: Pattern?

  /// Returns the items in `range`; nil if they are not similar, so that it is unclear what an item is.
  func count(in range: TextRange, _ source: SourceText) throws(MatchError) -> ActualCount? {
    var places = try pieces(of: range, between: separator, source)
    let parts = places.count
    var joints = 0
    if let connector {
      joints = try connector.matches(in: source, range: range).count
      if let last = places.popLast() { places += try pieces(of: last, between: connector, source) }
    }
    let items = places.map { source[$0] }
    guard let shortest = items.map(\.count).min(), shortest > 0, areAlike(items, shortest) else { return nil }
    // 思想政治、作风: the first item can be two things, without a mark between them.
    let doubles = items.count { $0.count >= 2 * shortest && !isKind($0, of: items) }
    return ActualCount(counts: Set(parts...(parts + joints + doubles)), places: places)
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

  /// Whether the items are similar; the first of many is not compared, because a verb can be before it.
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
