import DraftText

extension Edit {
  /// Inserts `replacement`.
  init(at offset: Int, _ replacement: String) { self.init(TextRange(offset, offset), replacement) }
}

/// A draft after its edits.
struct PlantedText: Sendable {
  let source: SourceText
  /// The edits in the order of the text.
  private let edits: [Edit]

  /// Applies `edits`, which must not overlap, to `draft`.
  init(_ draft: Draft, _ edits: [Edit]) {
    self.edits = edits.sorted { $0.range < $1.range }
    for (edit, next) in zip(self.edits, self.edits.dropFirst()) {
      precondition(edit.range.end <= next.range.start, "edits do not overlap")
    }
    source = draft.source.replacing(self.edits)
  }

  /// Returns the line of `place` after the edits.
  func line(of place: Place) -> Int { source.lines.line(at: min(offset(of: place), source.utf8.count)) }

  private func offset(of place: Place) -> Int {
    switch place {
    case .kept(let offset):
      var shift = 0
      for edit in edits where edit.range.start <= offset {
        // This edit ends after the offset, so it replaces the text there. An earlier edit only moves the offset.
        guard edit.range.end <= offset else { return edit.range.start + shift }
        shift += edit.growth
      }
      return offset + shift
    case .written(let edit, let offset):
      guard let index = edits.firstIndex(of: edit) else { return 0 }
      return edits[..<index].reduce(edit.range.start + offset) { $0 + $1.growth }
    }
  }
}

/// A place in a draft that can be found again after the edits.
enum Place: Sendable {
  /// An offset in the untouched draft: the first byte of text that stays.
  case kept(Int)
  /// An offset in the replacement of an edit.
  case written(Edit, Int)
}
