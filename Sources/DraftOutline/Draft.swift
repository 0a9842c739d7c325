import DraftText
import PatternMatching

/// What all look at that read a draft: its text, what the format says of it, and the grammar.
final class Draft {
  let source: SourceText
  let structure: Structure
  let grammar: OutlineGrammar

  init(_ source: SourceText, structure: Structure, grammar: OutlineGrammar) {
    self.source = source
    self.structure = structure
    self.grammar = grammar
  }

  /// The same draft without what its format says of it.
  var withoutStructure: Draft { Draft(source, structure: structure.withoutMarks, grammar: grammar) }

  /// Whether the pattern called `name` matches in `paragraph`; without such a pattern nothing does.
  func matches(_ name: OutlinePattern, _ paragraph: Paragraph) throws(MatchError) -> Bool {
    try grammar.patterns[name]?.matches(paragraph, in: source) ?? false
  }

  /// Where the pattern called `name` matches in the text.
  func matches(_ name: OutlinePattern) throws(MatchError) -> [Match] {
    try grammar.patterns[name]?.matches(in: source) ?? []
  }

  /// The ordinal of `numbering` that `match` found; nil where its numeral has no value.
  func ordinal(_ match: Match, of numbering: Numbering) -> Ordinal? {
    Ordinal(match, of: numbering, in: source, words: grammar.ordinalWords)
  }

  /// Whether `line` looks as a line of a title does.
  func mayBeTitle(_ line: Paragraph) throws(MatchError) -> Bool {
    guard grammar.patterns[.titleLine] != nil else { return true }
    // A picture names nothing.
    guard source[line.range] != "\u{FFFC}" else { return false }
    return try matches(.titleLine, line)
  }
}

/// What the format of a draft says of its paragraphs, by paragraph.
struct Structure {
  /// In the order of their starts, outer before inner.
  private let marks: [StructureMark]
  /// For each mark the index of the one that holds it, as they nest; -1 for none.
  private let holders: [Int]
  private let draft: ReflowedText

  /// Looks at what the reader of `draft` has left.
  init(_ draft: ReflowedText) { self.init(draft, marks: draft.original.structure) }

  private init(_ draft: ReflowedText, marks: [StructureMark]) {
    self.draft = draft
    self.marks = marks
    var open: [Int] = []
    holders = marks.indices.map { index in
      while let last = open.last, marks[last].range.end <= marks[index].range.start { open.removeLast() }
      defer { open.append(index) }
      return open.last ?? -1
    }
  }

  /// The same draft without what its format says of it.
  var withoutMarks: Structure { Structure(draft, marks: []) }

  /// Whether the format says nothing at all.
  var isEmpty: Bool { marks.isEmpty }

  /// What the format says of `paragraph`, outer before inner. An item that begins on an earlier line holds it and is not it.
  func kinds(of paragraph: Paragraph) -> [StructureMark.Kind] {
    guard !isEmpty else { return [] }
    let range = draft.original(of: paragraph.range)
    let line = draft.original.lines.line(at: range.start)
    let first = marks.partitioningIndex { $0.range.start >= range.start }
    let inside = marks[first...].prefix { $0.range.start < range.end }
    var around: [StructureMark.Kind] = []
    var holder = first - 1
    while holder >= 0 {
      let mark = marks[holder]
      holder = holders[holder]
      guard mark.range.end > range.start else { continue }
      if case .item = mark.kind, draft.original.lines.line(at: mark.range.start) < line { continue }
      around.append(mark.kind)
    }
    return around.reversed() + inside.map(\.kind)
  }
}

extension [StructureMark.Kind] {
  /// Whether it stands in a cell of a table.
  var isCell: Bool { contains { if case .cell = $0 { true } else { false } } }

  /// The level of the heading, if it is one.
  var knownLevel: Int? {
    for case .heading(let level) in self { return level }
    return nil
  }

  /// The number by which the format shows the item; nil where it is none, or has a bullet.
  var knownNumber: Int? {
    for case .item(_, let number?) in reversed() { return number }
    return nil
  }
}
