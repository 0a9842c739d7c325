import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// `kind: count`: whether a number that the text announces is the number of things that follow.
///
/// A promise that nothing in the draft answers to is left alone.
struct CountRule: Rule {
  struct Options: Decodable, Sendable {
    /// The promise, with its number as the group `number`.
    let pattern: PatternSource
    let unless: PatternSource?
    /// Things that stand before a number, up to its clause, and are what it counts: 思想、作风两个方面.
    let listed: PatternSource?
    /// Such a list, as the group `list`, where it is plain what belongs to it; what is between matches of `separator` is an item.
    let list: PatternSource?
    let separator: PatternSource?
    /// All that may stand between a promise and the first item of the enumeration that keeps it.
    let between: PatternSource
    /// The end of a sentence that announces the sections of the whole draft.
    let announces: PatternSource
    /// Parts that come after the work that a lead-in announces, and may not be meant.
    let afterWork: [String]?
    /// Phrases that are said again for each thing promised.
    let refrains: [Refrain]?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, listed, list, separator, between, announces, refrains
      case afterWork = "after-work"
    }
  }

  /// 把好“三关”：把好…关。把好…关。把好…关。
  struct Refrain: Decodable, Sendable {
    /// What the sentence of the promise must match.
    let of: PatternSource
    let phrase: PatternSource
    /// Whether it can keep a promise and never breaks one.
    let onlyKeeps: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case of, phrase
      case onlyKeeps = "only-keeps"
    }
  }

  private struct CompiledRefrain {
    let of: Pattern
    let phrase: Pattern
    let onlyKeeps: Bool
  }

  static let kind = "count"
  /// How many bytes after a promise to look for a refrain: some five hundred characters.
  private static let refrainReach = 1500
  let metadata: RuleMetadata
  private let pattern: Pattern
  private let listed: Pattern?
  private let list: Pattern?
  private let separator: Pattern?
  private let between: Pattern
  private let announces: Pattern
  private let afterWork: Set<Part.ID>
  private let refrains: [CompiledRefrain]

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    pattern = try patterns.compile(options.pattern, unless: options.unless)
    listed = try options.listed.map { try patterns.compile($0) }
    list = try options.list.map { try patterns.compile($0, unless: nil, groups: ["list"]) }
    separator = try options.separator.map { try patterns.compile($0) }
    between = try patterns.compile(options.between, unless: nil, allowsEmpty: true)
    announces = try patterns.compile(options.announces)
    afterWork = Set((options.afterWork ?? []).map { Part.ID($0) })
    refrains = try (options.refrains ?? []).map {
      CompiledRefrain(
        of: try patterns.compile($0.of), phrase: try patterns.compile($0.phrase), onlyKeeps: $0.onlyKeeps ?? false)
    }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let text = PromiseText(document, afterWork: afterWork)
    var broken: [(promise: Promise, answer: Answer)] = []
    /// Where what keeps a promise begins.
    var kept: Set<Int> = []
    let matches = try pattern.matches(in: document.source)
    for (index, match) in matches.enumerated() {
      guard let number = match.range(of: "number"), !document.isResidue(match.range),
        let promised = Numeral.value(of: document.source[number]), promised > 1,
        let paragraph = document.paragraph(at: match.range.start), !text.isTitle(paragraph)
      else { continue }
      let promise = Promise(range: TextRange(number.start, match.range.end), number: promised, paragraph: paragraph)
      let next = index + 1 < matches.count ? matches[index + 1].range.start : document.source.utf8.count
      let answers = try answers(to: promise, before: next, in: text)
      kept.formUnion(answers.filter { $0.counts.contains(promised) }.map(\.start))
      guard let answer = answers.first, !answers.contains(where: { $0.counts.contains(promised) }) else { continue }
      broken.append((promise, answer))
    }
    // 围绕四个方面二十项任务：一是…: what keeps one promise is not counted for another, and the nearest is the one broken.
    var reported: Set<Int> = []
    return broken.reversed().compactMap { promise, answer in
      guard !answer.onlyKeeps, !kept.contains(answer.start), reported.insert(answer.start).inserted else { return nil }
      return diagnostic(promise, answer, document)
    }.reversed()
  }

  /// What the draft has for a promise, the likeliest first; empty where nothing answers to it.
  ///
  /// - Parameter next: Where the next promise stands.
  private func answers(to promise: Promise, before next: Int, in text: PromiseText) throws(MatchError) -> [Answer] {
    let source = text.document.source
    let clause = text.clause(before: promise)
    let list = try items(in: clause, source)
    if list == nil, let listed, try listed.firstMatch(in: source, range: clause) != nil { return [] }
    var answers = [list].compactMap { $0 }
    answers += try refrains(of: promise, before: next, in: text)
    switch try text.enumeration(after: promise, between: between) {
    case .whole(let answer): answers.append(answer)
    case .broken: return []
    case nil: break
    }
    guard answers.isEmpty, text.endsItsParagraph(promise) else { return answers }
    let sentence = text.sentence(of: promise)
    let isAnnouncement = try announces.firstMatch(in: source, range: sentence) != nil
    return isAnnouncement ? [text.sections(after: promise)].compactMap { $0 } : []
  }

  /// The items of the list in `clause` that a number follows; nil where they are not alike, so that it is open what is one.
  private func items(in clause: TextRange, _ source: SourceText) throws(MatchError) -> Answer? {
    guard let list, let separator, let range = try list.firstMatch(in: source, range: clause)?.range(of: "list")
    else { return nil }
    var items: [TextRange] = []
    var start = range.start
    for mark in try separator.matches(in: source, range: range) {
      items.append(TextRange(start, mark.range.start))
      start = mark.range.end
    }
    items.append(TextRange(start, range.end))
    guard items.count > 1, Set(items.map(\.count)).count == 1 else { return nil }
    return Answer(counts: [items.count], places: items)
  }

  private func refrains(
    of promise: Promise, before next: Int, in text: PromiseText
  ) throws(MatchError) -> [Answer] {
    let source = text.document.source
    let end = source.scalarBorder(atOrBefore: promise.range.end + Self.refrainReach)
    let rest = TextRange(promise.range.end, max(promise.range.end, min(end, promise.paragraph.range.end, next)))
    var answers: [Answer] = []
    for refrain in refrains {
      guard try refrain.of.firstMatch(in: source, range: text.sentence(of: promise)) != nil else { continue }
      let phrases = try refrain.phrase.matches(in: source, range: rest).map(\.range)
      if phrases.count > 1 {
        answers.append(Answer(counts: [phrases.count], places: phrases, onlyKeeps: refrain.onlyKeeps))
      }
    }
    return answers
  }

  private func diagnostic(_ promise: Promise, _ answer: Answer, _ document: Document) -> Diagnostic {
    let arguments: [String: LocalizedText] = [
      "match": .init(verbatim: document.source[promise.range]),
      "promised": .init(verbatim: String(promise.number)),
      "found": .init(verbatim: String(answer.places.count)),
    ]
    let related = answer.places.enumerated().map { index, place in
      Diagnostic.RelatedPlace(
        Message(
          .counted, ["number": .init(verbatim: String(index + 1)), "text": .init(verbatim: document.source[place])]),
        at: place)
    }
    return metadata.diagnostic(at: promise.range, arguments, related: related)
  }
}

/// A number that the text announces.
struct Promise {
  /// The number and the word it counts: 三个方面.
  let range: TextRange
  let number: Int
  let paragraph: Paragraph
}

/// What answers to a promise.
struct Answer {
  /// The numbers that keep the promise: one, or several where it is open what was meant to count.
  let counts: Set<Int>
  /// The places that were counted.
  let places: [TextRange]
  /// Whether it can keep a promise and never breaks one.
  let onlyKeeps: Bool

  init(counts: Set<Int>, places: [TextRange], onlyKeeps: Bool = false) {
    self.counts = counts
    self.places = places
    self.onlyKeeps = onlyKeeps
  }

  /// Where the first place begins; there is at least one.
  var start: Int { places.first?.start ?? 0 }
}

/// An enumeration after a promise.
enum CountedEnumeration {
  case whole(Answer)
  /// One with a fault of its own, which is reported for itself.
  case broken
}

/// The text around promises. Nothing here looks further than a few sentences from a promise.
struct PromiseText {
  /// How many bytes to look around a promise: some eighty characters.
  private static let reach = 240

  let document: Document
  /// The sections by their last paragraph before a subsection.
  private let sectionByBody: [Paragraph: Section]
  private let headingStarts: [Int]
  /// Parts that come after the work that a lead-in announces.
  private let afterWork: Set<Part.ID>

  init(_ document: Document, afterWork: Set<Part.ID>) {
    self.document = document
    self.afterWork = afterWork
    let sections = document.allSections
    headingStarts = sections.map(\.heading.range.start)
    sectionByBody = Dictionary(
      sections.compactMap { section in section.body.last.map { ($0, section) } },
      uniquingKeysWith: { first, _ in first })
  }

  func isTitle(_ paragraph: Paragraph) -> Bool { document.title.contains(paragraph) }

  /// The clause that the number of a promise stands in, up to the number.
  func clause(before promise: Promise) -> TextRange {
    let clause = before(promise).split(omittingEmptySubsequences: false) { "，。；：！？,;:“".contains($0) }.last ?? ""
    return TextRange(promise.range.start - clause.utf8.count, promise.range.start)
  }

  /// Whether nothing but the end of the sentence follows in the paragraph.
  func endsItsParagraph(_ promise: Promise) -> Bool {
    guard promise.paragraph.range.end - promise.range.end <= Self.reach else { return false }
    return !after(promise).dropLast().contains { "。；！？".contains($0) }
  }

  /// The sentence that holds the promise, up to its end mark, as far as it is near.
  func sentence(of promise: Promise) -> TextRange {
    let start = before(promise).split(omittingEmptySubsequences: false) { "。；！？".contains($0) }.last ?? ""
    let after = after(promise)
    let end = after.firstIndex { "。；！？".contains($0) }.map { after[...$0] } ?? after[...]
    return TextRange(promise.range.start - start.utf8.count, promise.range.end + end.utf8.count)
  }

  /// What stands before a promise in its paragraph, as far as it is near.
  private func before(_ promise: Promise) -> String {
    let start = document.source.scalarBorder(atOrAfter: promise.range.start - Self.reach)
    return document.source[TextRange(max(promise.paragraph.range.start, start), promise.range.start)]
  }

  /// What follows a promise in its paragraph, as far as it is near.
  private func after(_ promise: Promise) -> String {
    let end = document.source.scalarBorder(atOrBefore: promise.range.end + Self.reach)
    return document.source[TextRange(promise.range.end, min(promise.paragraph.range.end, end))]
  }

  /// The enumeration that begins after the promise, in its paragraph or in the next, with no more than `between` before it.
  func enumeration(after promise: Promise, between: Pattern) throws(MatchError) -> CountedEnumeration? {
    let index = firstIndex(in: document.enumerations) { $0.range.start >= promise.range.end }
    guard index < document.enumerations.count else { return nil }
    let enumeration = document.enumerations[index]
    guard enumeration.ordinals.count > 1, try isNear(enumeration.range.start, promise, between) else { return nil }
    let places = enumeration.ordinals.map(\.range)
    return enumeration.isWhole ? .whole(Answer(counts: [places.count], places: places)) : .broken
  }

  private func isNear(_ offset: Int, _ promise: Promise, _ between: Pattern) throws(MatchError) -> Bool {
    guard offset - promise.range.end <= Self.reach else { return false }
    let heading = firstIndex(in: headingStarts) { $0 >= promise.range.end }
    let crossesHeading = heading < headingStarts.count && headingStarts[heading] < offset
    guard !crossesHeading else { return false }
    return try between.firstMatch(in: document.source, range: TextRange(promise.range.end, offset)) != nil
  }

  /// The sections that a promise announces: of the whole draft from the lead-in, of a section from its body.
  func sections(after promise: Promise) -> Answer? {
    if document.leadIn.last == promise.paragraph {
      let work = document.sections.filter { section in
        !document.parts.contains {
          afterWork.contains($0.id) && $0.form == .headed && $0.range == section.heading.range
        }
      }
      return answer(document.sections, orElse: work)
    }
    return sectionByBody[promise.paragraph].flatMap { answer($0.subsections, orElse: $0.subsections) }
  }

  /// Counts `sections`; `work`, those of them that are about the work itself, may be what was meant.
  private func answer(_ sections: [Section], orElse work: [Section]) -> Answer? {
    let all = sections.compactMap { $0.heading.ordinal?.range }
    let places = work.compactMap { $0.heading.ordinal?.range }
    guard all.count > 1, !places.isEmpty else { return nil }
    var counts: Set = [all.count, places.count]
    // A number that was left out is reported for itself.
    let greatest = sections.compactMap { $0.heading.ordinal?.value }.max() ?? 0
    if greatest > all.count { counts.insert(greatest) }
    return Answer(counts: counts, places: places)
  }

  /// The index of the first element for which `isPast` is true; from there on it must be true for all.
  private func firstIndex<Element>(in elements: [Element], where isPast: (Element) -> Bool) -> Int {
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if isPast(elements[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension LocalizedText {
  fileprivate static let counted = LocalizedText(zh: "第{number}项：{text}", en: "item {number}: {text}")
}
