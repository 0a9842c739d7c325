import DraftText
import PatternMatching

/// Finds the parts of a genre in a draft that has been read.
struct PartFinder {
  /// An ordinary heading is no longer than this, in code points, if it has no ordinal.
  private static let longestBareHeading = 20
  /// A sentence that stands for a heading, 今年下半年本组的计划如下：, is no longer than this, in code points: twice such a
  /// heading, for it says who and when.
  private static let longestAnnouncement = 40
  /// A lead-in that says nothing typical counts if it is at least this long, in code points.
  private static let shortestLeadIn = 60
  /// The same for one that ends as a sentence does.
  private static let shortestSentence = 14
  /// Before the first heading a part may hide only if more than this is said there, in code points.
  private static let longestMereLeadIn = 200
  /// What tells the part of a section stands no further than this from its beginning, in code points.
  private static let longestOpening = 4

  private let source: SourceText
  private let front: FrontMatter
  private let back: BackMatter
  private let leadIn: [Paragraph]
  private let sections: [Section]
  private let closing: [Paragraph]
  private let paragraphs: [Paragraph]
  /// The lines that begin a text after the text: 2017年工作计划.
  private let secondTitles: [Paragraph]

  init(source: SourceText, division: Division, body: Body) {
    self.source = source
    front = division.front
    back = body.back
    leadIn = body.leadIn
    sections = body.sections
    closing = body.closing
    paragraphs = Array(division.text)
    secondTitles = division.annexes.compactMap(\.first)
  }

  /// The year that the draft is about: the first in its title, or that of its first heading if that looks back further.
  ///
  /// Where only a later heading names a year, that is the one to come.
  var year: Int? {
    let inTitle = front.title.lazy.compactMap { DraftYear.first(in: source[$0.range]) }.first
    let inHeading = sections.first.flatMap { DraftYear.first(in: source[$0.heading.text]) }
    let inLeadIn = leadIn.lazy.compactMap { DraftYear.first(in: source[$0.range]) }.first
    // Where lead-in and first heading agree on another year than the title, the title was not brought up to date.
    if let inHeading, inHeading == inLeadIn { return inHeading }
    if let inTitle { return min(inTitle, inHeading ?? inTitle) }
    if let year = inHeading ?? inLeadIn { return year }
    return sections.lazy.compactMap { DraftYear.first(in: source[$0.heading.text]) }.first.map { $0 - 1 }
  }

  /// The parts that `genre` speaks of and that are there, in the order of the genre.
  func find(for genre: Genre) throws(MatchError) -> [FoundPart] {
    let headings = PartHeadings(of: genre.parts, in: source, year: year)
    var found: [FoundPart] = []
    for requirement in genre.requirements {
      guard let part = genre.part(requirement.part) else { continue }
      let previous = found.lazy.filter { $0.form == .headed && genre.part($0.id)?.place == .sections }.map(
        \.range.start)
      let search = Search(part: part, parts: genre.parts, headings: headings, previous: previous.max() ?? 0)
      if let one = try find(search) { found.append(one) }
    }
    return found
  }

  /// What is looked for.
  private struct Search {
    let part: Part
    /// All parts of the genre.
    let parts: [Part]
    /// Which parts the headings name.
    let headings: PartHeadings
    /// Where the parts that belong before it were found.
    let previous: Int

    /// Whether the part belongs before the one that takes all other headings.
    var standsBeforeTheRest: Bool {
      guard let rest = parts.firstIndex(where: \.takesOtherHeadings) else { return false }
      return parts[..<rest].contains { $0.id == part.id }
    }
  }

  private func find(_ search: Search) throws(MatchError) -> FoundPart? {
    let part = search.part
    switch part.place {
    case .title: return try find(part, in: front.title, orAny: true)
    case .salutation: return try find(part, in: front.salutation, orIn: leadIn)
    case .leadIn: return try find(part, in: leadIn, orAny: false)
    case .end: return try find(part, in: closing + back.paragraphs, orAny: part.evidence == nil)
    case .signature: return try find(part, in: back.signature, orIn: front.bylines + paragraphs)
    case .date: return try find(part, in: back.date ?? front.date, orIn: front.bylines + paragraphs)
    case .sections:
      if let heading = try heading(for: search) { return FoundPart(id: part.id, form: .headed, range: heading) }
      let text = textWithoutHeadings(for: search)
      return try (evidence(for: part, in: text, after: search.headings.year) ?? anyText(for: part))
        .map { FoundPart(id: part.id, form: .implied, range: $0) }
    }
  }

  /// The paragraphs that may hold a part that no heading names.
  private func textWithoutHeadings(for search: Search) -> [Paragraph] {
    guard let first = sections.first, !search.standsBeforeTheRest else { return paragraphs }
    // A lead-in says in a word or two what was done and what is wanting; that is no part of the draft.
    let length = leadIn.reduce(0) { $0 + source.lines.scalarCount(in: $1.range) }
    let opening = length > Self.longestMereLeadIn ? leadIn : []
    // What sections about something else say is no sign of the part that takes all other headings.
    guard !search.part.takesOtherHeadings else { return opening }
    return opening + paragraphs.drop { $0.range.start < first.range.start }
  }

  private func find(_ part: Part, in paragraphs: [Paragraph], orAny: Bool) throws(MatchError) -> FoundPart? {
    if let range = try evidence(for: part, in: paragraphs, after: nil) {
      return FoundPart(id: part.id, form: .headed, range: range)
    }
    let fallback = paragraphs.first { orAny || isLeadIn($0) }
    return fallback.map { FoundPart(id: part.id, form: .headed, range: $0.range) }
  }

  /// The line that the part is, else words of `others` that show that it is there.
  private func find(_ part: Part, in line: Paragraph?, orIn others: [Paragraph]) throws(MatchError) -> FoundPart? {
    if let line { return FoundPart(id: part.id, form: .headed, range: line.range) }
    let range = try evidence(for: part, in: others, after: nil)
    return range.map { FoundPart(id: part.id, form: .implied, range: $0) }
  }

  private func isLeadIn(_ paragraph: Paragraph) -> Bool {
    let length = source.lines.scalarCount(in: paragraph.range)
    guard length < Self.shortestLeadIn else { return true }
    return length >= Self.shortestSentence && source[paragraph.range].last.map { "。：:；".contains($0) } ?? false
  }

  private func evidence(
    for part: Part, in paragraphs: [Paragraph], after year: Int?
  ) throws(MatchError) -> TextRange? {
    guard let evidence = part.evidence else { return nil }
    for paragraph in paragraphs {
      let line = source.line(of: paragraph)
      if let match = try evidence.firstMatch(in: source, range: line, after: year) { return match.range }
    }
    return nil
  }

  /// In a draft without headings any text of some length stands for the part that takes all headings.
  private func anyText(for part: Part) -> TextRange? {
    guard part.takesOtherHeadings, sections.isEmpty else { return nil }
    return paragraphs.first { source.lines.scalarCount(in: $0.range) >= Self.shortestLeadIn }?.range
  }

  // MARK: Headings

  /// The heading that names a part: the first that stands where the genre would have it, else the first.
  private func heading(for search: Search) throws(MatchError) -> TextRange? {
    let all = sections.flatMap(\.flattened)
    var others: [TextRange] = []
    for depth in 1...3 {
      var first: TextRange?
      if depth == 2 { others = try sectionsOfOtherParts(search) }
      for section in all where section.depth == depth {
        let other = others.partitioningIndex { $0.end > section.range.start }
        guard other == others.count || !others[other].overlaps(section.range) else { continue }
        guard try search.headings.names(search.part, section.heading.text) else { continue }
        if section.heading.range.start >= search.previous { return section.heading.range }
        first = first ?? section.heading.range
      }
      if let first { return first }
    }
    for line in paragraphs + secondTitles where try isBareHeading(line, for: search) { return line.range }
    for section in sections where try !isNamed(section, search) {
      let shows = try part(shownBy: section, search)
      if search.part.takesOtherHeadings ? shows == nil : shows == search.part.id { return section.heading.range }
    }
    return nil
  }

  /// The level-1 sections with headings for other parts, in order; a heading within them speaks of those.
  private func sectionsOfOtherParts(_ search: Search) throws(MatchError) -> [TextRange] {
    let others = search.parts.filter { $0.id != search.part.id && $0.place == .sections && !$0.takesOtherHeadings }
    var ranges: [TextRange] = []
    for section in sections where section.subsections.contains(where: { $0.heading.isHeading }) {
      for part in others where try search.headings.names(part, section.heading.text) {
        ranges.append(section.range)
        break
      }
    }
    return ranges
  }

  /// Whether the heading of `section` names any part.
  private func isNamed(_ section: Section, _ search: Search) throws(MatchError) -> Bool {
    for part in search.parts where try search.headings.names(part, section.heading.text) { return true }
    return false
  }

  /// The part that the first words under the heading of `section` show it to be.
  private func part(shownBy section: Section, _ search: Search) throws(MatchError) -> Part.ID? {
    guard let first = section.body.first else { return nil }
    let line = section.heading.reading.role == .runIn ? first.range : source.line(of: first)
    for part in search.parts where part.place == .sections && !part.takesOtherHeadings {
      guard let match = try part.evidence?.firstMatch(in: source, range: line, after: search.headings.year) else {
        continue
      }
      let before = TextRange(first.range.start, max(first.range.start, match.range.start))
      if source.lines.scalarCount(in: before) <= Self.longestOpening { return part.id }
    }
    return nil
  }

  /// Whether a line without ordinal names the part: a short one, or a sentence that announces it and ends in ：.
  private func isBareHeading(_ line: Paragraph, for search: Search) throws(MatchError) -> Bool {
    let length = source.lines.scalarCount(in: line.range)
    guard length <= Self.longestAnnouncement else { return false }
    let text = source[line.range]
    if length <= Self.longestBareHeading, !text.unicodeScalars.contains(where: Self.sentenceMarks.contains),
      try search.headings.names(search.part, line.range)
    {
      return true
    }
    guard !search.part.takesOtherHeadings, text.last == "：" || text.last == ":", !text.contains("。") else {
      return false
    }
    return try evidence(for: search.part, in: [line], after: search.headings.year) != nil
  }

  /// What stands in no heading without ordinal.
  private static let sentenceMarks: Set<Unicode.Scalar> = ["。", "，", "；", "、"]
}

/// Which parts the headings of a draft name: each heading is asked about each part, and often more than once.
private final class PartHeadings {
  /// What is known of one heading: a bit for each part that it was asked about, and for each that it names.
  private struct Answers {
    var asked: UInt32 = 0
    var named: UInt32 = 0
  }

  /// No draft but a hostile one has more headings; of those the others are read anew for each part.
  private static let mostTexts = 1_000

  /// The year that the draft is about.
  let year: Int?
  private let source: SourceText
  private let numbers: [Part.ID: Int]
  private var texts: [TextRange: SourceText] = [:]
  private var answers: [TextRange: Answers] = [:]

  init(of parts: [Part], in source: SourceText, year: Int?) {
    self.source = source
    self.year = year
    numbers = Dictionary(zip(parts.map(\.id), 0...)) { first, _ in first }
  }

  /// Whether the heading at `range`, without its ordinal, names `part`.
  func names(_ part: Part, _ range: TextRange) throws(MatchError) -> Bool {
    guard let number = numbers[part.id], number < UInt32.bitWidth else {
      return try part.isNamed(by: source[range], year: year)
    }
    let bit: UInt32 = 1 << UInt32(number)
    if let known = answers[range], known.asked & bit != 0 { return known.named & bit != 0 }
    let text = texts[range] ?? Part.text(ofHeading: source[range])
    if texts.count < Self.mostTexts { texts[range] = text }
    let answer = try part.isNamed(by: text, year: year)
    answers[range, default: Answers()].asked |= bit
    if answer { answers[range, default: Answers()].named |= bit }
    return answer
  }
}

extension Part {
  /// Whether `heading`, without its ordinal, names this part in a draft about `year`.
  package func isNamed(by heading: String, year: Int?) throws(MatchError) -> Bool {
    try isNamed(by: Self.text(ofHeading: heading), year: year)
  }

  /// A heading as the patterns of parts have it.
  fileprivate static func text(ofHeading heading: String) -> SourceText {
    let isOpen = heading.last == "：" || heading.last == ":"
    return SourceText(DraftYear.withPlainDigits(isOpen ? String(heading.dropLast()) : heading))
  }

  fileprivate func isNamed(by text: SourceText, year: Int?) throws(MatchError) -> Bool {
    guard let pattern = self.heading, try pattern.firstMatch(in: text, after: year) != nil else { return false }
    return try headingUnless?.firstMatch(in: text) == nil
  }
}
