import Diagnostics
import DraftText

/// What has become of a draft by passes of edits: which pieces of the original it still has, and what stands between them.
struct EditedText {
  /// A piece of the text as it is now.
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

  /// Nothing has been edited in a text of so many bytes.
  init(of text: SourceText) {
    original = text.range
    pieces = [.kept(text.range)]
  }

  /// Applies `edits`, which are sorted and do not overlap, and speak of the text as it is now.
  mutating func apply(_ edits: [Edit]) {
    // The next one last, as on a stack.
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

  /// Takes pieces from the end of `rest` up to `end`, and cuts the last in two if it reaches further.
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

  /// All edits together, of the original.
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

/// Where the places of an edited text stood in the original.
struct OriginalPlaces {
  /// The pieces in order: where each begins now, how long it is, and what of the original it is or stands for.
  private let pieces: [(start: Int, count: Int, original: TextRange, isNew: Bool)]
  private let length: Int

  /// - Parameter edits: Of the original, in order and without overlap; `length` is that of the original.
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

  /// The range in the original: all of what an edit replaced where `range` lies in what it wrote; and whether it ends there.
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

  /// The range in the original with all edits that `range` touches.
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
