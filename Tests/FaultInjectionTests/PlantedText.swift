import DraftText

/// A replacement in a draft; an insertion if the range is empty.
struct TextEdit: Hashable, Sendable {
  /// The UTF-8 bytes of the untouched draft that are replaced.
  let range: TextRange
  let replacement: String

  init(_ range: TextRange, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  init(at offset: Int, _ replacement: String) { self.init(TextRange(offset, offset), replacement) }
}

/// A draft after its edits.
struct PlantedText: Sendable {
  let source: SourceText
  /// The edits in the order of the text, each with the offset in the new text at which its replacement begins.
  private let placed: [(edit: TextEdit, start: Int)]

  /// Applies `edits`, which must not overlap, to `draft`.
  init(_ draft: Draft, _ edits: [TextEdit]) {
    var bytes: [UInt8] = []
    var placed: [(edit: TextEdit, start: Int)] = []
    var rest = 0
    for edit in edits.sorted(by: { $0.range < $1.range }) {
      precondition(edit.range.start >= rest, "edits do not overlap")
      bytes += draft.source.utf8[rest..<edit.range.start]
      placed.append((edit, bytes.count))
      bytes += edit.replacement.utf8
      rest = edit.range.end
    }
    bytes += draft.source.utf8[rest...]
    self.placed = placed
    source = SourceText(String(decoding: bytes, as: UTF8.self), format: draft.source.format)
  }

  /// Returns the line of `place` after the edits.
  func line(of place: Place) -> Int { source.lines.line(at: min(offset(of: place), source.utf8.count)) }

  private func offset(of place: Place) -> Int {
    switch place {
    case .kept(let offset):
      var shift = 0
      for (edit, start) in placed where edit.range.start <= offset {
        // This edit ends after the offset, so it replaces the text there. An earlier edit only moves the offset.
        guard edit.range.end <= offset else { return start }
        shift += edit.replacement.utf8.count - edit.range.count
      }
      return offset + shift
    case .written(let edit, let offset):
      guard let start = placed.first(where: { $0.edit == edit })?.start else { return 0 }
      return start + offset
    }
  }
}

/// A place in a draft that can be found again after the edits.
enum Place: Sendable {
  /// An offset in the untouched draft: the first byte of text that stays.
  case kept(Int)
  /// An offset in the replacement of an edit.
  case written(TextEdit, Int)
}
