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
    /// The end of a sentence that announces the sections of the whole draft.
    let announces: PatternSource
    /// A phrase that is said again for each thing promised, tried where the promise itself matches `of`.
    let refrains: [Refrain]?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, announces, refrains
    }
  }

  /// 把好“三关”：把好…关。把好…关。把好…关。
  struct Refrain: Decodable, Sendable {
    let of: PatternSource
    let phrase: PatternSource
  }

  static let kind = "count"
  let metadata: RuleMetadata
  private let pattern: Pattern
  private let announces: Pattern
  private let refrains: [(of: Pattern, phrase: Pattern)]

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    pattern = try patterns.compile(options.pattern, unless: options.unless)
    announces = try patterns.compile(options.announces)
    refrains = try (options.refrains ?? []).map { (try patterns.compile($0.of), try patterns.compile($0.phrase)) }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let text = PromiseText(document)
    for match in try pattern.matches(in: document.source) {
      guard let number = match.range(of: "number"), !document.isResidue(match.range),
        let promised = Numeral.value(of: document.source[number]), promised > 1,
        let paragraph = text.paragraph(at: match.range.start), !text.isTitle(paragraph)
      else { continue }
      let promise = Promise(range: TextRange(number.start, match.range.end), number: promised, paragraph: paragraph)
      guard let found = try answer(to: promise, in: text), !found.counts.contains(promised) else { continue }
      diagnostics.append(diagnostic(promise, found, document))
    }
    return diagnostics
  }

  /// What the draft has for a promise; nil where nothing answers to it.
  private func answer(to promise: Promise, in text: PromiseText) throws(MatchError) -> Answer? {
    if text.isListed(before: promise) { return nil }
    if let refrain = try refrain(of: promise, in: text) { return refrain }
    if let enumeration = text.enumeration(after: promise) { return enumeration }
    guard text.endsItsParagraph(promise) else { return nil }
    let sentence = text.sentence(of: promise)
    let isAnnouncement = try announces.firstMatch(in: text.document.source, range: sentence) != nil
    return isAnnouncement ? text.sections(after: promise) : nil
  }

  private func refrain(of promise: Promise, in text: PromiseText) throws(MatchError) -> Answer? {
    let source = text.document.source
    for refrain in refrains {
      guard try refrain.of.firstMatch(in: source, range: text.sentence(of: promise)) != nil else { continue }
      let rest = TextRange(promise.range.end, promise.paragraph.range.end)
      let phrases = try refrain.phrase.matches(in: source, range: rest).map(\.range)
      if phrases.count > 1 { return Answer(counts: [phrases.count], places: phrases) }
    }
    return nil
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
}

/// The text around promises. Nothing here looks further than a few sentences from a promise.
struct PromiseText {
  /// Between a promise and the list that keeps it there are at most this many sentence ends.
  private static let mostSentenceEnds = 1
  /// How many bytes to look around a promise: some eighty characters.
  private static let reach = 240
  /// Parts that come after the work that a lead-in announces.
  private static let partsBeyondWork: Set<Part.ID> = [Part.ID("problems"), Part.ID("plan"), Part.ID("causes")]

  let document: Document
  /// The sections by their last paragraph before a subsection.
  private let sectionByBody: [Paragraph: Section]
  private let headingStarts: [Int]

  init(_ document: Document) {
    self.document = document
    let sections = document.allSections
    headingStarts = sections.map(\.heading.range.start)
    sectionByBody = Dictionary(
      sections.compactMap { section in section.body.last.map { ($0, section) } },
      uniquingKeysWith: { first, _ in first })
  }

  func paragraph(at offset: Int) -> Paragraph? {
    let paragraphs = document.paragraphs
    let index = firstIndex(in: paragraphs) { $0.range.end > offset }
    return index < paragraphs.count && paragraphs[index].range.contains(offset) ? paragraphs[index] : nil
  }

  func isTitle(_ paragraph: Paragraph) -> Bool { document.title.contains(paragraph) }

  /// Whether a list joined by 、 stands just before the number, which then counts that list: 思想、组织、作风三个方面.
  func isListed(before promise: Promise) -> Bool {
    let clause = before(promise).split(omittingEmptySubsequences: false) { "，。；：！？,;:“".contains($0) }.last ?? ""
    return clause.contains("、") || clause.hasSuffix("等")
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
    var start = max(promise.paragraph.range.start, promise.range.start - Self.reach)
    while document.source.utf8[start] & 0xC0 == 0x80 { start += 1 }
    return document.source[TextRange(start, promise.range.start)]
  }

  /// What follows a promise in its paragraph, as far as it is near.
  private func after(_ promise: Promise) -> String {
    var end = min(promise.paragraph.range.end, promise.range.end + Self.reach)
    while end < promise.paragraph.range.end, document.source.utf8[end] & 0xC0 == 0x80 { end -= 1 }
    return document.source[TextRange(promise.range.end, end)]
  }

  /// The enumeration that begins right after the promise, in its paragraph or in the next.
  func enumeration(after promise: Promise) -> Answer? {
    let index = firstIndex(in: document.enumerations) { $0.range.start >= promise.range.end }
    guard index < document.enumerations.count else { return nil }
    let ordinals = document.enumerations[index].ordinals
    guard ordinals.count > 1, isNear(document.enumerations[index].range.start, promise) else { return nil }
    return Answer(counts: [ordinals.count], places: ordinals.map(\.range))
  }

  private func isNear(_ offset: Int, _ promise: Promise) -> Bool {
    guard offset - promise.range.end <= Self.reach else { return false }
    let between = document.source[TextRange(promise.range.end, offset)]
    let heading = firstIndex(in: headingStarts) { $0 >= promise.range.end }
    let crossesHeading = heading < headingStarts.count && headingStarts[heading] < offset
    return between.count { "。；！？".contains($0) } <= Self.mostSentenceEnds && !crossesHeading
  }

  /// The sections that a promise announces: of the whole draft from the lead-in, of a section from its body.
  func sections(after promise: Promise) -> Answer? {
    if document.leadIn.last == promise.paragraph {
      let work = document.sections.filter { section in
        !document.parts.contains {
          Self.partsBeyondWork.contains($0.id) && $0.form == .headed && $0.range == section.heading.range
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
    return Answer(counts: [all.count, places.count], places: places)
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
