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

/// The text around promises.
struct PromiseText {
  /// Between a promise and the list that keeps it there are at most this many sentence ends.
  private static let mostSentenceEnds = 1
  /// Parts that come after the work that a lead-in announces.
  private static let partsBeyondWork: Set<Part.ID> = [Part.ID("problems"), Part.ID("plan"), Part.ID("causes")]

  let document: Document

  init(_ document: Document) { self.document = document }

  func paragraph(at offset: Int) -> Paragraph? {
    let paragraphs = document.paragraphs
    var low = 0
    var high = paragraphs.count
    while low < high {
      let middle = (low + high) / 2
      if paragraphs[middle].range.end <= offset { low = middle + 1 } else { high = middle }
    }
    return low < paragraphs.count && paragraphs[low].range.contains(offset) ? paragraphs[low] : nil
  }

  func isTitle(_ paragraph: Paragraph) -> Bool { document.title.contains(paragraph) }

  /// Whether a list joined by 、 stands just before the number, which then counts that list: 思想、组织、作风三个方面.
  func isListed(before promise: Promise) -> Bool {
    let before = document.source[TextRange(clauseStart(of: promise), promise.range.start)]
    return before.contains("、") || before.hasSuffix("等")
  }

  /// Whether nothing but the end of the sentence follows in the paragraph.
  func endsItsParagraph(_ promise: Promise) -> Bool {
    let rest = document.source[TextRange(promise.range.end, promise.paragraph.range.end)]
    return !rest.dropLast().contains { "。；！？".contains($0) }
  }

  /// The sentence that holds the promise, up to its end mark.
  func sentence(of promise: Promise) -> TextRange {
    let before = document.source[TextRange(promise.paragraph.range.start, promise.range.start)]
    let after = document.source[TextRange(promise.range.end, promise.paragraph.range.end)]
    let start = before.lastIndex { "。；！？".contains($0) }.map { before[before.index(after: $0)...] } ?? before[...]
    let end = after.firstIndex { "。；！？".contains($0) }.map { after[...$0] } ?? after[...]
    return TextRange(promise.range.start - start.utf8.count, promise.range.end + end.utf8.count)
  }

  private func clauseStart(of promise: Promise) -> Int {
    let before = document.source[TextRange(promise.paragraph.range.start, promise.range.start)]
    let clause = before.lastIndex { "，。；：！？,;:“".contains($0) }.map { before[before.index(after: $0)...] }
    return promise.range.start - (clause ?? before[...]).utf8.count
  }

  /// The enumeration that begins right after the promise, in its paragraph or in the next.
  func enumeration(after promise: Promise) -> Answer? {
    guard let enumeration = document.enumerations.first(where: { $0.range.start >= promise.range.end }),
      enumeration.ordinals.count > 1, let first = enumeration.ordinals.first,
      isNear(first.range.start, promise)
    else { return nil }
    return Answer(counts: [enumeration.ordinals.count], places: enumeration.ordinals.map(\.range))
  }

  private func isNear(_ offset: Int, _ promise: Promise) -> Bool {
    let between = document.source[TextRange(promise.range.end, offset)]
    guard between.unicodeScalars.count <= 80 else { return false }
    let ends = between.count { "。；！？".contains($0) }
    let crossesHeading = document.allSections.contains {
      promise.range.end <= $0.heading.range.start && $0.heading.range.start < offset
    }
    return ends <= Self.mostSentenceEnds && !crossesHeading
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
    guard let section = document.allSections.first(where: { $0.body.last == promise.paragraph }) else { return nil }
    return answer(section.subsections, orElse: section.subsections)
  }

  private func answer(_ sections: [Section], orElse others: [Section]) -> Answer? {
    let places = sections.compactMap { $0.heading.ordinal?.range }
    guard places.count > 1 else { return nil }
    return Answer(counts: [places.count, others.count], places: places)
  }
}

extension LocalizedText {
  fileprivate static let counted = LocalizedText(zh: "第{number}项：{text}", en: "item {number}: {text}")
}
