import DraftText
import PatternMatching

/// Finds the parts of a profile in a draft that has been read.
struct PartFinder {
  /// The year that the draft reports on; nil if the draft names none.
  let year: Int?
  private let source: SourceText
  private let thresholds: Thresholds
  private let front: FrontMatter
  private let body: Body
  private let paragraphs: ArraySlice<Paragraph>
  /// The first lines of texts that follow the main text: 2017年工作计划.
  private let secondTitles: [Paragraph]

  init(_ context: OutlineContext, division: Division, body: Body) {
    source = context.source
    self.body = body
    thresholds = context.grammar.thresholds
    front = division.front
    paragraphs = division.text
    secondTitles = division.annexes.compactMap(\.first)
    year = Self.year(of: context.source, title: division.front.title, body: body)
  }

  /// Returns the first year in the title, or the year of the first heading if that is earlier.
  ///
  /// If only a later heading names a year, that is the coming year, and the result is the year before.
  private static func year(of source: SourceText, title: [Paragraph], body: Body) -> Int? {
    let first = { (range: TextRange) in DraftYear.first(in: source[range]) }
    let headings = body.sections.lazy.compactMap { first($0.heading.text) }
    let inTitle = title.lazy.compactMap { first($0.range) }.first
    let inHeading = body.sections.first.flatMap { first($0.heading.text) }
    let inLeadIn = body.leadIn.lazy.compactMap { first($0.range) }.first
    // If lead-in and first heading agree on another year than the title, the title was not updated.
    if let inHeading, inHeading == inLeadIn { return inHeading }
    if let inTitle { return min(inTitle, inHeading ?? inTitle) }
    return inHeading ?? inLeadIn ?? headings.first.map { $0 - 1 }
  }

  /// Returns the parts of `profile` that are there, in the order of the profile.
  func find(for profile: Profile) throws(MatchError) -> [FoundPart] {
    let headings = PartHeadings(in: source, year: year)
    var found: [FoundPart] = []
    var previous = 0
    for part in profile.requirements.compactMap({ profile.part($0.part) }) {
      let search = Search(part: part, parts: profile.parts, headings: headings, previous: previous)
      guard let one = try find(search) else { continue }
      found.append(one)
      if one.form == .headed, part.place == .sections { previous = max(previous, one.range.start) }
    }
    return found
  }

  /// A search for one part.
  private struct Search {
    let part: Part
    /// All parts of the profile.
    let parts: [Part]
    /// The parts that the headings name.
    let headings: PartHeadings
    /// The start of the last section found for the parts before this one.
    let previous: Int

    /// The other parts that are looked for in sections.
    var others: [Part] { parts.filter { $0.id != part.id && $0.isOfSections } }

    /// Whether the part belongs before the part that takes all other headings.
    var standsBeforeTheRest: Bool {
      guard let rest = parts.firstIndex(where: \.takesOtherHeadings) else { return false }
      return parts[..<rest].contains { $0.id == part.id }
    }
  }

  private func find(_ search: Search) throws(MatchError) -> FoundPart? {
    let part = search.part
    switch part.place {
    case .title: return try find(part, in: front.title) { _ in true }
    case .salutation: return try find(part, in: front.salutation, orIn: body.leadIn)
    case .leadIn: return try find(part, in: body.leadIn, else: isLeadIn)
    case .end: return try find(part, in: body.closing + body.back.paragraphs) { part.evidence == nil || isLeadIn($0) }
    case .signature: return try find(part, in: body.back.signature, orIn: front.bylines + paragraphs)
    case .date: return try find(part, in: body.back.date ?? front.date, orIn: front.bylines + paragraphs)
    case .sections:
      if let heading = try heading(for: search) { return FoundPart(id: part.id, form: .headed, range: heading) }
      let text = textWithoutHeadings(for: search)
      return try (evidence(for: part, in: text, after: year) ?? anyText(for: part))
        .map { FoundPart(id: part.id, form: .implied, range: $0) }
    }
  }

  /// Returns the first words of `paragraphs` that show the part, or else the first paragraph that `willDo` accepts.
  private func find(
    _ part: Part, in paragraphs: [Paragraph], else willDo: (Paragraph) -> Bool
  ) throws(MatchError) -> FoundPart? {
    let range = try evidence(for: part, in: paragraphs, after: nil) ?? paragraphs.first(where: willDo)?.range
    return range.map { FoundPart(id: part.id, form: .headed, range: $0) }
  }

  /// Returns `line` if there is one, or else the words of `others` that show the part.
  private func find(_ part: Part, in line: Paragraph?, orIn others: [Paragraph]) throws(MatchError) -> FoundPart? {
    if let line { return FoundPart(id: part.id, form: .headed, range: line.range) }
    return try evidence(for: part, in: others, after: nil).map { FoundPart(id: part.id, form: .implied, range: $0) }
  }

  private func isLeadIn(_ paragraph: Paragraph) -> Bool {
    let length = source.length(of: paragraph)
    // A paragraph that ends in ！ is a greeting, and one that ends in ？ is a question.
    return length >= thresholds[.shortestLeadIn]
      || length >= thresholds[.shortestSentence] && source.ends(paragraph.range, with: "。：:；")
  }

  // MARK: Words of the text

  private func evidence(
    for part: Part, in paragraphs: some Sequence<Paragraph>, after year: Int?
  ) throws(MatchError) -> TextRange? {
    guard let evidence = part.evidence else { return nil }
    for paragraph in paragraphs {
      let line = source.line(of: paragraph)
      if let match = try evidence.firstMatch(in: source, range: line, after: year) { return match.range }
    }
    return nil
  }

  /// Returns the paragraphs that can hold a part that no heading names.
  private func textWithoutHeadings(for search: Search) -> [Paragraph] {
    guard let first = body.sections.first, !search.standsBeforeTheRest else { return Array(paragraphs) }
    // A short lead-in only mentions what was done and what is missing; that is not a part of the draft.
    let length = body.leadIn.reduce(0) { $0 + source.length(of: $1) }
    let opening = length > thresholds[.longestMereLeadIn] ? body.leadIn : []
    // The text of sections about other things is no sign of the part that takes all other headings.
    guard !search.part.takesOtherHeadings else { return opening }
    return opening + paragraphs.drop { $0.range.start < first.range.start }
  }

  /// Returns the first long paragraph of a draft without headings, for the part that takes all other headings.
  private func anyText(for part: Part) -> TextRange? {
    guard part.takesOtherHeadings, body.sections.isEmpty else { return nil }
    return paragraphs.first { source.length(of: $0) >= thresholds[.shortestLeadIn] }?.range
  }

  // MARK: Headings

  /// Returns the heading that names a part: the first in the order of the profile, or else the first of all.
  private func heading(for search: Search) throws(MatchError) -> TextRange? {
    let all = body.sections.flatMap(\.flattened)
    var others = DisjointRanges()
    for depth in 1...3 {
      var first: TextRange?
      if depth == 2 { others = try sectionsOfOtherParts(search) }
      for section in all where section.depth == depth {
        guard !others.overlaps(section.range),
          try search.headings.names(search.part, section.heading.text)
        else { continue }
        if section.heading.range.start >= search.previous { return section.heading.range }
        first = first ?? section.heading.range
      }
      if let first { return first }
    }
    for line in paragraphs + secondTitles where try isBareHeading(line, for: search) { return line.range }
    for section in body.sections where try !search.headings.names(anyOf: search.parts, section.heading.text) {
      let shown = try part(shownBy: section, search)
      if search.part.takesOtherHeadings ? shown == nil : shown == search.part.id { return section.heading.range }
    }
    return nil
  }

  /// Returns the level-1 sections with headings for other parts, in order; headings within them belong to those parts.
  private func sectionsOfOtherParts(_ search: Search) throws(MatchError) -> DisjointRanges {
    var ranges: [TextRange] = []
    for section in body.sections where section.subsections.contains(where: { $0.heading.isHeading }) {
      if try search.headings.names(anyOf: search.others, section.heading.text) { ranges.append(section.range) }
    }
    return DisjointRanges(ranges)
  }

  /// Returns the part that the first words under the heading of `section` show.
  private func part(shownBy section: Section, _ search: Search) throws(MatchError) -> Part.ID? {
    guard let first = section.body.first else { return nil }
    let line = section.heading.reading.role == .runIn ? first.range : source.line(of: first)
    for part in search.parts where part.isOfSections {
      guard let match = try part.evidence?.firstMatch(in: source, range: line, after: year) else { continue }
      let before = TextRange(first.range.start, max(first.range.start, match.range.start))
      if source.lines.scalarCount(in: before) <= thresholds[.longestOpening] { return part.id }
    }
    return nil
  }

  /// Whether a line without ordinal names the part: a short line, or a sentence that announces the part and ends in ：.
  private func isBareHeading(_ line: Paragraph, for search: Search) throws(MatchError) -> Bool {
    let length = source.length(of: line)
    guard length <= thresholds[.longestAnnouncement] else { return false }
    let text = source[line.range].unicodeScalars
    if length <= thresholds[.longestBareHeading], !text.contains(where: "。，；、".unicodeScalars.contains),
      try search.headings.names(search.part, line.range)
    {
      return true
    }
    guard !search.part.takesOtherHeadings, text.last == "：" || text.last == ":", !text.contains("。") else {
      return false
    }
    return try evidence(for: search.part, in: [line], after: year) != nil
  }
}

/// Tells which parts the headings of a draft name, and keeps the answers: each heading is tested for each part.
private final class PartHeadings {
  /// A heading and the answers so far.
  private final class TestedHeading {
    let text: SourceText
    var names: [Part.ID: Bool] = [:]

    init(_ text: SourceText) { self.text = text }
  }

  /// The most headings whose answers are kept. Only a hostile draft has more; the rest are tested again for each part.
  private static let mostHeadings = 1_000

  private let source: SourceText
  private let year: Int?
  private var headings: [TextRange: TestedHeading] = [:]

  init(in source: SourceText, year: Int?) {
    self.source = source
    self.year = year
  }

  /// Whether the heading at `range`, without its ordinal, names `part`.
  func names(_ part: Part, _ range: TextRange) throws(MatchError) -> Bool {
    let heading = headings[range] ?? TestedHeading(Part.text(ofHeading: source[range]))
    if let known = heading.names[part.id] { return known }
    if headings.count < Self.mostHeadings { headings[range] = heading }
    let answer = try part.isNamed(by: heading.text, year: year)
    heading.names[part.id] = answer
    return answer
  }

  /// Whether the heading at `range` names one of `parts`.
  func names(anyOf parts: [Part], _ range: TextRange) throws(MatchError) -> Bool {
    for part in parts where try names(part, range) { return true }
    return false
  }
}

extension Part {
  /// Whether it is looked for in sections, by its own name.
  fileprivate var isOfSections: Bool { place == .sections && !takesOtherHeadings }

  /// Whether `heading`, without its ordinal, names this part in a draft about `year`.
  package func isNamed(by heading: String, year: Int?) throws(MatchError) -> Bool {
    try isNamed(by: Self.text(ofHeading: heading), year: year)
  }

  /// Returns `heading` as the patterns of parts expect it: without a colon at its end, with ASCII digits.
  fileprivate static func text(ofHeading heading: String) -> SourceText {
    let isOpen = heading.last == "：" || heading.last == ":"
    return SourceText(DraftYear.withPlainDigits(isOpen ? String(heading.dropLast()) : heading))
  }

  fileprivate func isNamed(by text: SourceText, year: Int?) throws(MatchError) -> Bool {
    guard let pattern = self.heading, try pattern.firstMatch(in: text, after: year) != nil else { return false }
    return try headingUnless?.firstMatch(in: text) == nil
  }
}
