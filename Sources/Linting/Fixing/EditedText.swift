import Diagnostics
import DraftText

/// A draft after passes of edits, as a list of pieces: those kept from the original, and new text between them.
struct EditedText {
  /// A piece of the current text.
  fileprivate enum Piece {
    case kept(TextRange)
    case new([UInt8])

    var count: Int {
      switch self {
      case .kept(let range): range.count
      case .new(let bytes): bytes.count
      }
    }
  }

  private let original: TextRange
  private var pieces: [Piece]

  /// Begins with the unedited text.
  init(of text: SourceText) {
    original = text.range
    pieces = [.kept(text.range)]
  }

  /// Applies `edits`, which are sorted, do not overlap, and refer to the current text.
  mutating func apply(_ edits: [Edit]) {
    // In reverse order, so that the next piece is taken from the end.
    var rest = Array(pieces.reversed())
    var result: [Piece] = []
    var offset = 0
    for edit in edits {
      Self.move(until: edit.range.start, from: &rest, &offset) { result.append($0) }
      Self.move(until: edit.range.end, from: &rest, &offset) { _ in }
      if !edit.replacement.isEmpty { result.append(.new(Array(edit.replacement.utf8))) }
    }
    pieces = result + rest.reversed()
  }

  /// Takes pieces from the end of `rest` up to the offset `end`, and splits the last piece where it reaches further.
  private static func move(
    until end: Int, from rest: inout [Piece], _ offset: inout Int, to take: (Piece) -> Void
  ) {
    while offset < end, let piece = rest.popLast() {
      let count = min(piece.count, end - offset)
      offset += count
      let (first, second) = piece.cut(at: count)
      take(first)
      if let second { rest.append(second) }
    }
  }

  /// All edits combined, as edits of the original.
  var edits: [Edit] {
    var edits: [Edit] = []
    var (offset, new) = (0, [UInt8]())
    for piece in pieces + [.kept(TextRange(original.end, original.end))] {
      switch piece {
      case .new(let bytes): new += bytes
      case .kept(let range):
        if range.start > offset || !new.isEmpty {
          edits.append(Edit(TextRange(offset, range.start), String(decoding: new, as: UTF8.self)))
        }
        (offset, new) = (range.end, [])
      }
    }
    return edits
  }
}

extension EditedText.Piece {
  fileprivate func cut(at count: Int) -> (Self, Self?) {
    guard count < self.count else { return (self, nil) }
    switch self {
    case .kept(let range):
      let middle = range.start + count
      return (.kept(TextRange(range.start, middle)), .kept(TextRange(middle, range.end)))
    case .new(let bytes): return (.new(Array(bytes[..<count])), .new(Array(bytes[count...])))
    }
  }
}

/// Maps ranges of an edited text to ranges of the original.
struct OriginalPlaces {
  /// The pieces in order: start and length in the edited text, and the range of the original that is kept or replaced.
  private let pieces: [(start: Int, count: Int, original: TextRange, isNew: Bool)]
  private let length: Int

  /// - Parameter edits: Edits of the original, in order and without overlap; `length` is the length of the original.
  init(_ edits: [Edit], length: Int) {
    var pieces: [(start: Int, count: Int, original: TextRange, isNew: Bool)] = []
    var (offset, start) = (0, 0)
    func keep(until end: Int) {
      guard end > offset else { return }
      pieces.append((start, end - offset, TextRange(offset, end), false))
      start += end - offset
    }
    for edit in edits {
      keep(until: edit.range.start)
      let count = edit.replacement.utf8.count
      pieces.append((start, count, edit.range, true))
      start += count
      offset = edit.range.end
    }
    keep(until: length)
    self.pieces = pieces
    self.length = length
  }

  /// Returns the range in the original, extended by edits in which it begins or ends, and whether it ends in an edit.
  func range(_ range: TextRange) -> (range: TextRange, endsInNew: Bool) {
    let first = pieces.partitioningIndex { $0.start + $0.count > range.start }
    guard first < pieces.count else { return (TextRange(length, length), false) }
    let start =
      pieces[first].isNew
      ? pieces[first].original.start : pieces[first].original.start + range.start - pieces[first].start
    guard !range.isEmpty else { return (TextRange(start, start), false) }
    let last = pieces.partitioningIndex { $0.start + $0.count >= range.end }
    guard last < pieces.count else { return (TextRange(start, length), false) }
    let end =
      pieces[last].isNew ? pieces[last].original.end : pieces[last].original.start + range.end - pieces[last].start
    return (TextRange(start, max(start, end)), pieces[last].isNew)
  }

  /// Returns the range in the original, extended by all edits that `range` touches.
  func whole(_ range: TextRange) -> TextRange {
    var (start, end) = (Int.max, 0)
    var index = pieces.partitioningIndex { $0.start + $0.count >= range.start }
    while index < pieces.count, pieces[index].start <= range.end {
      let piece = pieces[index]
      let from = piece.isNew ? piece.original.start : piece.original.start + max(0, range.start - piece.start)
      let to = piece.isNew ? piece.original.end : piece.original.start + min(piece.count, range.end - piece.start)
      start = min(start, from)
      end = max(end, to)
      index += 1
    }
    return start <= end ? TextRange(start, end) : TextRange(length, length)
  }
}

/// Maps offsets before edits to offsets after them.
struct Movement {
  /// The edits, each with the growth of the text before it in bytes.
  private let steps: [(edit: Edit, growth: Int)]
  private let growth: Int

  /// Takes edits that are sorted and do not overlap.
  init(_ edits: [Edit]) {
    var growth = 0
    steps = edits.map { edit in
      defer { growth += edit.growth }
      return (edit, growth)
    }
    self.growth = growth
  }

  /// Returns the place of `range` after the edits.
  func place(of range: TextRange) -> TextRange {
    let start = offset(of: range.start)
    return TextRange(start, max(start, offset(of: range.end)))
  }

  /// Returns `offset` after the edits. An offset inside an edit becomes the start of the replacement.
  func offset(of offset: Int) -> Int {
    let next = steps.partitioningIndex { $0.edit.range.end > offset }
    guard next < steps.count else { return offset + growth }
    let (edit, growth) = steps[next]
    return min(offset, edit.range.start) + growth
  }
}
