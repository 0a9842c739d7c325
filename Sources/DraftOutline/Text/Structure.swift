import DraftText

/// The marks that the format of a draft gives to its paragraphs.
struct Structure {
  /// The marks by their start, outer before inner.
  private let marks: [StructureMark]
  /// For each mark, the index of the mark around it; -1 if there is none.
  private let holders: [Int]
  private let draft: ReflowedText

  /// Takes the marks that the reader of `draft` recorded.
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

  /// The same draft without the marks of its format.
  var withoutMarks: Structure { Structure(draft, marks: []) }

  /// Whether the format marks nothing.
  var isEmpty: Bool { marks.isEmpty }

  /// Returns the kinds of the marks around and in `paragraph`, outer first, without items begun on earlier lines.
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
  /// Whether the paragraph is in a table cell.
  var isCell: Bool { contains { if case .cell = $0 { true } else { false } } }

  /// The level of the heading; nil if the format marks no heading.
  var knownLevel: Int? {
    for case .heading(let level) in self { return level }
    return nil
  }

  /// The number that the format displays for the list item; nil if there is no item or it has a bullet.
  var knownNumber: Int? {
    for case .item(_, let number?) in reversed() { return number }
    return nil
  }
}
