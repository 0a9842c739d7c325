import DraftText

/// What the format of a draft says of its paragraphs, by paragraph.
struct Structure {
  private let marks: [StructureMark]
  /// For each mark the greatest end among it and those before it.
  private let ends: [Int]
  private let draft: ReflowedText

  /// Looks at what the reader of `draft` has left.
  init(_ draft: ReflowedText) {
    self.draft = draft
    marks = draft.original.structure
    var end = 0
    ends = marks.map { mark in
      end = max(end, mark.range.end)
      return end
    }
  }

  /// What is known where the format says nothing of `source`.
  static func unknown(_ source: SourceText) -> Structure { Structure(ReflowedText(source.marked([]))) }

  /// Whether the format says nothing at all.
  var isEmpty: Bool { marks.isEmpty }

  /// What the format says of `paragraph`, outer before inner.
  func kinds(of paragraph: Paragraph) -> [StructureMark.Kind] {
    guard !isEmpty else { return [] }
    let range = draft.original(of: paragraph.range)
    let first = ends.partitioningIndex { $0 > range.start }
    return marks[first...].prefix { $0.range.start < range.end }.filter { $0.range.overlaps(range) }.map(\.kind)
  }
}
