import DraftOutline
import DraftText
import PatternMatching

/// A number that the text announces.
struct Promise {
  /// The number and the word it counts: 三个方面.
  let range: TextRange
  let number: Int
  let paragraph: Paragraph
  /// Whether nothing but a list beside it can answer: 香菇、蜂蜜、腊肉三个品类.
  let needsList: Bool
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
  /// How many bytes an item of an enumeration may take: some five hundred characters.
  private static let longestItem = 1500
  private static let sentenceMarks: [Unicode.Scalar] = ["。", "；", "！", "？"]
  private static let clauseMarks: [Unicode.Scalar] = sentenceMarks + ["，", "：", ",", ";", ":", "“"]

  let document: Document
  /// The sections by the end of what they say before a subsection.
  private let sectionByBody: [Int: Section]
  /// The ends of the ordinals of headings by where their paragraphs begin.
  private let ordinalEnds: [Int: Int]
  /// Parts that come after the work that a lead-in announces.
  private let afterWork: Set<Part.ID>
  private let answers = Answers()

  /// What has been counted already: many promises may have one answer.
  private final class Answers {
    var ofEnumerations: [Int: CountedEnumeration] = [:]
    /// By the end of the paragraph that announces the sections.
    var ofSections: [Int: Answer?] = [:]
  }

  init(_ document: Document, afterWork: Set<Part.ID>) {
    self.document = document
    self.afterWork = afterWork
    let sections = document.allSections
    ordinalEnds = Dictionary(
      sections.compactMap { section in section.heading.ordinal.map { (section.heading.range.start, $0.range.end) } },
      uniquingKeysWith: { first, _ in first })
    sectionByBody = Dictionary(
      sections.compactMap { section in section.body.last.map { ($0.range.end, section) } },
      uniquingKeysWith: { first, _ in first })
  }

  func isTitle(_ paragraph: Paragraph) -> Bool { document.title.contains(paragraph) }

  /// The clause that the number of a promise stands in, up to the number.
  func clause(before promise: Promise) -> TextRange {
    TextRange(start(of: Self.clauseMarks, before: promise), promise.range.start)
  }

  /// Whether nothing but the end of the sentence follows in the paragraph.
  func endsItsParagraph(_ promise: Promise) -> Bool {
    guard promise.paragraph.range.end - promise.range.end <= Self.reach else { return false }
    return !after(promise).unicodeScalars.dropLast().contains { Self.sentenceMarks.contains($0) }
  }

  /// The sentence that holds the promise, up to its end mark, as far as it is near.
  func sentence(of promise: Promise) -> TextRange {
    let after = after(promise).unicodeScalars
    let end = after.firstIndex { Self.sentenceMarks.contains($0) }.map { after.index(after: $0) } ?? after.endIndex
    let length = after[..<end].reduce(0) { $0 + $1.utf8Count }
    return TextRange(start(of: Self.sentenceMarks, before: promise), promise.range.end + length)
  }

  /// The sentence that holds the promise, up to its number, as far as it is near.
  func sentence(upTo promise: Promise) -> TextRange {
    TextRange(start(of: Self.sentenceMarks, before: promise), promise.range.start)
  }

  /// What follows the beginning of the last item in its paragraph, as far as it may tell that there are more.
  func rest(after answer: Answer) -> TextRange {
    let start = answer.places.last?.end ?? 0
    let end = document.paragraph(at: start)?.range.end ?? start
    return TextRange(start, document.source.scalarBorder(atOrBefore: min(end, start + Self.longestItem)))
  }

  /// What follows a promise in its paragraph, as far as it is near.
  func rest(after promise: Promise) -> TextRange {
    TextRange(promise.range.end, promise.range.end + after(promise).utf8.count)
  }

  /// Where the text between the last of `marks` before a promise and the promise begins.
  private func start(of marks: [Unicode.Scalar], before promise: Promise) -> Int {
    var start = promise.range.start
    for scalar in before(promise).unicodeScalars.reversed() {
      if marks.contains(scalar) { break }
      start -= scalar.utf8Count
    }
    return start
  }

  /// What stands before a promise in its paragraph, after the ordinal of a heading, as far as it is near.
  private func before(_ promise: Promise) -> String {
    let start = document.source.scalarBorder(atOrAfter: promise.range.start - Self.reach)
    let text = ordinalEnds[promise.paragraph.range.start] ?? promise.paragraph.range.start
    return document.source[TextRange(min(max(text, start), promise.range.start), promise.range.start)]
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
    if let known = answers.ofEnumerations[index] { return known }
    let places = enumeration.ordinals.map(\.range)
    let counted: CountedEnumeration =
      enumeration.isWhole ? .whole(Answer(counts: [places.count], places: places)) : .broken
    answers.ofEnumerations[index] = counted
    return counted
  }

  private func isNear(_ offset: Int, _ promise: Promise, _ between: Pattern) throws(MatchError) -> Bool {
    guard offset - promise.range.end <= Self.reach else { return false }
    return try between.firstMatch(in: document.source, range: TextRange(promise.range.end, offset)) != nil
  }

  /// The sections that a promise announces: of the whole draft from the lead-in, of a section from its body.
  func sections(after promise: Promise) -> Answer? {
    let key = promise.paragraph.range.end
    if let known = answers.ofSections[key] { return known }
    let answer = countSections(after: promise)
    answers.ofSections[key] = .some(answer)
    return answer
  }

  private func countSections(after promise: Promise) -> Answer? {
    if document.leadIn.last == promise.paragraph {
      let work = document.sections.filter { section in
        !document.parts.contains {
          afterWork.contains($0.id) && $0.form == .headed && $0.range == section.heading.range
        }
      }
      // One section that tells of the work says what was promised in its own sections.
      return work.count == 1 && !work[0].subsections.isEmpty
        ? answer(document.sections, orElse: work[0].subsections) : answer(document.sections, orElse: work)
    }
    return sectionByBody[promise.paragraph.range.end].flatMap { answer($0.subsections, orElse: $0.subsections) }
  }

  /// Counts `sections`; `work`, those of them that are about the work itself, may be what was meant.
  private func answer(_ sections: [Section], orElse work: [Section]) -> Answer? {
    // Where two forms stand side by side, one of them may be inside the other.
    let numbering = sections.first?.heading.ordinal?.numbering
    if sections.contains(where: { $0.heading.ordinal.map { $0.numbering != numbering } ?? false }) { return nil }
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
