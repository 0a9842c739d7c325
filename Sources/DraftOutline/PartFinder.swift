import DraftText
import PatternMatching

/// Finds the parts of a genre in a draft that has been read.
struct PartFinder {
  /// An ordinary heading is no longer than this, in code points, if it has no ordinal.
  private static let longestBareHeading = 20
  /// A lead-in that says nothing typical counts if it is at least this long, in code points.
  private static let shortestLeadIn = 60

  let source: SourceText
  let title: [Paragraph]
  let salutation: Paragraph?
  let leadIn: [Paragraph]
  let sections: [Section]
  let end: [Paragraph]
  let paragraphs: [Paragraph]

  /// The parts that `genre` speaks of and that are there, in the order of the genre.
  func find(for genre: Genre) throws(MatchError) -> [FoundPart] {
    var found: [FoundPart] = []
    for requirement in genre.requirements {
      guard let part = genre.part(requirement.part) else { continue }
      if let one = try find(part, among: genre.parts) { found.append(one) }
    }
    return found
  }

  private func find(_ part: Part, among parts: [Part]) throws(MatchError) -> FoundPart? {
    switch part.place {
    case .title: return try find(part, in: title, orAny: true)
    case .salutation: return try find(part, in: salutation.map { [$0] } ?? [], orAny: true)
    case .leadIn: return try find(part, in: leadIn, orAny: false)
    case .end: return try find(part, in: end, orAny: part.evidence == nil)
    case .sections:
      if let heading = try self.heading(naming: part, among: parts) {
        return FoundPart(id: part.id, form: .headed, range: heading)
      }
      // What sections about something else say is no sign of the part that takes all other headings.
      let text = part.takesOtherHeadings && !sections.isEmpty ? leadIn : paragraphs
      return try (evidence(for: part, in: text) ?? anyText(for: part))
        .map { FoundPart(id: part.id, form: .implied, range: $0) }
    }
  }

  private func find(_ part: Part, in paragraphs: [Paragraph], orAny: Bool) throws(MatchError) -> FoundPart? {
    if let range = try evidence(for: part, in: paragraphs) {
      return FoundPart(id: part.id, form: .headed, range: range)
    }
    let fallback = paragraphs.first { orAny || source.lines.scalarCount(in: $0.range) >= Self.shortestLeadIn }
    return fallback.map { FoundPart(id: part.id, form: .headed, range: $0.range) }
  }

  private func evidence(for part: Part, in paragraphs: [Paragraph]) throws(MatchError) -> TextRange? {
    guard let evidence = part.evidence else { return nil }
    for paragraph in paragraphs {
      if let match = try evidence.firstMatch(in: source, range: source.line(of: paragraph)) { return match.range }
    }
    return nil
  }

  /// In a draft without headings any text of some length stands for the part that takes all headings.
  private func anyText(for part: Part) -> TextRange? {
    guard part.takesOtherHeadings, sections.isEmpty else { return nil }
    return paragraphs.first { source.lines.scalarCount(in: $0.range) >= Self.shortestLeadIn }?.range
  }

  // MARK: Headings

  private func heading(naming part: Part, among parts: [Part]) throws(MatchError) -> TextRange? {
    let all = sections.flatMap(\.flattened)
    for depth in 1...3 {
      for section in all where section.depth == depth {
        if try part.isNamed(by: source[section.heading.text]) { return section.heading.range }
      }
    }
    for line in paragraphs where source.lines.scalarCount(in: line.range) <= Self.longestBareHeading {
      guard isBareHeading(line), try part.isNamed(by: source[line.range]) else { continue }
      return line.range
    }
    guard part.takesOtherHeadings else { return nil }
    for section in sections {
      let text = source[section.heading.text]
      var isNamed = false
      for other in parts where try other.isNamed(by: text) { isNamed = true }
      if !isNamed { return section.heading.range }
    }
    return nil
  }

  private func isBareHeading(_ line: Paragraph) -> Bool {
    guard !title.contains(line), line != salutation else { return false }
    let text = source[line.range]
    return !text.contains { "。，；、".contains($0) }
  }
}

extension Part {
  /// Whether `heading`, without its ordinal, names this part.
  package func isNamed(by heading: String) throws(MatchError) -> Bool {
    guard let pattern = self.heading else { return false }
    let text = SourceText(heading)
    if let headingUnless, try headingUnless.firstMatch(in: text) != nil { return false }
    return try pattern.firstMatch(in: text) != nil
  }
}
