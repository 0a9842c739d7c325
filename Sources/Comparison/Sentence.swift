import DraftOutline
import DraftText
import PatternMatching

/// A sentence about work that was done or is planned, or a clause that ends with ；.
struct Sentence {
  /// The part of a draft that a sentence belongs to. Work that was planned last year and done this year is no leftover.
  enum Part: String {
    case opening, work, plan
    /// A review of several years. It repeats the work of last year.
    case history
  }

  let range: TextRange
  /// The ranges of names in the sentence: titles of documents, quotations, document numbers.
  let names: [TextRange]
  let part: Part
  /// The start of its paragraph.
  let paragraph: Int

  /// Whether `range` overlaps a name.
  func overlapsName(_ range: TextRange) -> Bool { names.contains { $0.overlaps(range) } }

  /// The sentences of `draft`: its lead-in and sections, without forms, tables, signatures, annexes.
  static func sentences(of draft: ComparedDraft) throws(MatchError) -> [Sentence] {
    let document = draft.document
    let others = Set(
      (document.title + document.closing + [document.salutation, document.signature, document.date].compactMap(\.self))
        .map(\.range))
    let end = document.annexes.first?.title.range.start ?? .max
    let cells = document.reflowed.original.structure.filter { if case .cell = $0.kind { true } else { false } }
      .map(\.range)
    let headings = document.sections.flatMap(\.flattened).map(\.heading)
    let plans = try draft.plans()
    let histories = try draft.sections { section throws(MatchError) in
      try document.has(.history, in: section.heading.text)
    }
    let start = document.sections.first?.range.start ?? 0
    var sentences: [Sentence] = []
    for paragraph in document.paragraphs where paragraph.range.start < end && !others.contains(paragraph.range) {
      let place = draft.place(of: paragraph.range)
      let cell = cells.partitioningIndex { $0.start > place.start } - 1
      if document.isForm(paragraph.range) || cell >= 0 && place.start <= cells[cell].end { continue }
      let index = headings.partitioningIndex { $0.range.start >= paragraph.range.start }
      let heading = index < headings.count && paragraph.range.contains(headings[index].range) ? headings[index] : nil
      if let heading, heading.isHeading, heading.reading.role == .heading { continue }
      func isIn(_ ranges: [TextRange]) -> Bool { ranges.contains { $0.contains(paragraph.range.start) } }
      let part: Part =
        isIn(histories) ? .history : isIn(plans) ? .plan : paragraph.range.start < start ? .opening : .work
      let words = TextRange(heading.map(\.text.start) ?? paragraph.range.start, paragraph.range.end)
      for match in try pattern.matches(in: document.source, range: words) {
        let names = try document.phrases(.name, in: match.range).map(\.range)
        sentences.append(Sentence(range: match.range, names: names, part: part, paragraph: paragraph.range.start))
      }
    }
    return sentences
  }

  private static let pattern = Pattern(trusted: #"[^。！？；\n]+[。！？；]*+[”’）]*+"#)
}

extension ComparedDraft {
  /// The ranges of the sections that say what will be done.
  fileprivate func plans() throws(MatchError) -> [TextRange] {
    // A document whose profile is a plan is a plan as a whole.
    if document.profile.requirements.contains(where: { $0.part.name == "tasks" }) { return [document.source.range] }
    let parts = document.profile.parts.filter { ["plan", "suggestions"].contains($0.id.name) }
    let found = document.parts.filter { part in parts.contains { $0.id == part.id } }.map(\.range)
    return try sections { section throws(MatchError) in
      let words = text(section.heading.text)
      if found.contains(section.heading.range) { return true }
      for part in parts where try part.isNamed(by: words, year: document.year) { return true }
      return try document.has(.plan, in: section.heading.text)
    }
  }

  /// Returns the ranges of the sections that satisfy `isWanted`.
  fileprivate func sections(
    where isWanted: (Section) throws(MatchError) -> Bool
  ) throws(MatchError) -> [TextRange] {
    var ranges: [TextRange] = []
    for section in document.sections.flatMap(\.flattened) where try isWanted(section) { ranges.append(section.range) }
    return ranges
  }
}
