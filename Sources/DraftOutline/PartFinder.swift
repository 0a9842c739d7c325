import DraftText
import PatternMatching

/// Finds the parts of a profile in a draft that has been read.
struct PartFinder {
  /// The year that the draft is about, as far as it says so.
  let year: Int?
  private let source: SourceText
  private let thresholds: Thresholds
  private let front: FrontMatter
  private let body: Body
  private let paragraphs: ArraySlice<Paragraph>
  /// The lines that begin a text after the text: 2017年工作计划.
  private let secondTitles: [Paragraph]

  init(_ draft: Draft, division: Division, body: Body) {
    source = draft.source
    self.body = body
    thresholds = draft.grammar.thresholds
    front = division.front
    paragraphs = division.text
    secondTitles = division.annexes.compactMap(\.first)
    year = Self.year(of: draft.source, title: division.front.title, body: body)
  }

  /// The first year in the title, or that of the first heading if that looks back further.
  ///
  /// Where only a later heading names a year, that is the one to come.
  private static func year(of source: SourceText, title: [Paragraph], body: Body) -> Int? {
    let first = { (range: TextRange) in DraftYear.first(in: source[range]) }
    let headings = body.sections.lazy.compactMap { first($0.heading.text) }
    let inTitle = title.lazy.compactMap { first($0.range) }.first
    let inHeading = body.sections.first.flatMap { first($0.heading.text) }
    let inLeadIn = body.leadIn.lazy.compactMap { first($0.range) }.first
    // Where lead-in and first heading agree on another year than the title, the title was not brought up to date.
    if let inHeading, inHeading == inLeadIn { return inHeading }
    if let inTitle { return min(inTitle, inHeading ?? inTitle) }
    return inHeading ?? inLeadIn ?? headings.first.map { $0 - 1 }
  }

  /// The parts that `profile` speaks of and that are there, in the order of the profile.
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

  /// What is looked for.
  private struct Search {
    let part: Part
    /// All parts of the profile.
    let parts: [Part]
    /// Which parts the headings name.
    let headings: PartHeadings
    /// Where the last of the parts that belong before it was found.
    let previous: Int

    /// The other parts that sections may be.
    var others: [Part] { parts.filter { $0.id != part.id && $0.isOfSections } }

    /// Whether the part belongs before the one that takes all other headings.
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

  /// The first words of `paragraphs` that show the part, else the first paragraph that will do.
  private func find(
    _ part: Part, in paragraphs: [Paragraph], else willDo: (Paragraph) -> Bool
  ) throws(MatchError) -> FoundPart? {
    let range = try evidence(for: part, in: paragraphs, after: nil) ?? paragraphs.first(where: willDo)?.range
    return range.map { FoundPart(id: part.id, form: .headed, range: $0) }
  }

  /// The line that the part is, else words of `others` that show that it is there.
  private func find(_ part: Part, in line: Paragraph?, orIn others: [Paragraph]) throws(MatchError) -> FoundPart? {
    if let line { return FoundPart(id: part.id, form: .headed, range: line.range) }
    return try evidence(for: part, in: others, after: nil).map { FoundPart(id: part.id, form: .implied, range: $0) }
  }

  private func isLeadIn(_ paragraph: Paragraph) -> Bool {
    let length = source.length(of: paragraph)
    // What ends in ！ greets, and what ends in ？ asks.
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

  /// The paragraphs that may hold a part that no heading names.
  private func textWithoutHeadings(for search: Search) -> [Paragraph] {
    guard let first = body.sections.first, !search.standsBeforeTheRest else { return Array(paragraphs) }
    // A lead-in says in a word or two what was done and what is wanting; that is no part of the draft.
    let length = body.leadIn.reduce(0) { $0 + source.length(of: $1) }
    let opening = length > thresholds[.longestMereLeadIn] ? body.leadIn : []
    // What sections about something else say is no sign of the part that takes all other headings.
    guard !search.part.takesOtherHeadings else { return opening }
    return opening + paragraphs.drop { $0.range.start < first.range.start }
  }

  /// In a draft without headings any text of some length stands for the part that takes all headings.
  private func anyText(for part: Part) -> TextRange? {
    guard part.takesOtherHeadings, body.sections.isEmpty else { return nil }
    return paragraphs.first { source.length(of: $0) >= thresholds[.shortestLeadIn] }?.range
  }

  // MARK: Headings

  /// The heading that names a part: the first that stands where the profile would have it, else the first.
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

  /// The level-1 sections with headings for other parts, in order; a heading within them speaks of those.
  private func sectionsOfOtherParts(_ search: Search) throws(MatchError) -> DisjointRanges {
    var ranges: [TextRange] = []
    for section in body.sections where section.subsections.contains(where: { $0.heading.isHeading }) {
      if try search.headings.names(anyOf: search.others, section.heading.text) { ranges.append(section.range) }
    }
    return DisjointRanges(ranges)
  }

  /// The part that the first words under the heading of `section` show it to be.
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

  /// Whether a line without ordinal names the part: a short one, or a sentence that announces it and ends in ：.
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

/// Which parts the headings of a draft name: each heading is asked about each part, and often more than once.
private final class PartHeadings {
  /// A heading, and what is known of it.
  private final class Heading {
    let text: SourceText
    var names: [Part.ID: Bool] = [:]

    init(_ text: SourceText) { self.text = text }
  }

  /// No draft but a hostile one has more headings; of those the others are read anew for each part.
  private static let mostHeadings = 1_000

  private let source: SourceText
  private let year: Int?
  private var headings: [TextRange: Heading] = [:]

  init(in source: SourceText, year: Int?) {
    self.source = source
    self.year = year
  }

  /// Whether the heading at `range`, without its ordinal, names `part`.
  func names(_ part: Part, _ range: TextRange) throws(MatchError) -> Bool {
    let heading = headings[range] ?? Heading(Part.text(ofHeading: source[range]))
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
