import DraftText

// Decides which changes of the text can be made in the document.
//
// No change is allowed in a label, a field, a control, a box or a formula, or in or across what somebody else has
// inserted or deleted. Paragraphs can only be deleted as a whole.

extension Locator {
  /// Whether `range` of the text can be replaced.
  func allows(_ range: TextRange, _ replacement: String) -> Bool {
    guard
      !replacement.unicodeScalars.contains(where: { $0.value < 0x20 || "\u{2028}\u{FFFC}".unicodeScalars.contains($0) })
    else { return false }
    if range.isEmpty { return insertion(at: range.start) != nil }
    if source.utf8[range.start..<range.end].contains(0x0A) {
      return replacement.isEmpty && lines(of: range) != nil
    }
    return coversText(range)
  }

  /// Returns where text can be inserted at `offset`: behind the piece before it, else before the piece behind it.
  func insertion(at offset: Int) -> (piece: Piece, position: UnitPosition)? {
    let around = pieces(in: TextRange(max(0, offset - 1), min(source.utf8.count, offset + 1)))
    let before = around.first { $0.range.end >= offset && $0.range.start < offset }
    let behind = around.first { $0.range.start == offset }
    for piece in [before, behind].compactMap(\.self)
    where isPlain(piece) && piece.child.map({ map.children[$0].isText }) == true {
      return (piece, position(in: piece, at: offset, isEnd: offset > piece.range.start))
    }
    return nil
  }

  /// Returns the lines that `range` deletes, each whole and with its end; nil if it is not exactly whole lines.
  func lines(of range: TextRange) -> [(paragraph: Int, text: TextRange)]? {
    var range = range
    // Deleting a line and the line end before it is the same as deleting the line and its own line end.
    if source.utf8[range.start] == 0x0A, range.end < source.utf8.count, source.utf8[range.end] == 0x0A {
      range = TextRange(range.start + 1, range.end + 1)
    }
    guard range.start == 0 || source.utf8[range.start - 1] == 0x0A, source.utf8[range.end - 1] == 0x0A else {
      return nil
    }
    var lines: [(paragraph: Int, text: TextRange)] = []
    var offset = range.start
    while offset < range.end {
      let text = source.lines.range(ofLine: source.lines.line(at: offset))
      guard let paragraph = paragraph(at: offset), canDelete(paragraph, with: text),
        text.isEmpty || coversText(text)
      else {
        return nil
      }
      if let last = lines.last, last.paragraph != paragraph - 1 { return nil }
      lines.append((paragraph, text))
      offset = text.end + 1
    }
    return lines
  }

  /// Whether all of `range`, on one line, is text in runs that can be changed.
  private func coversText(_ range: TextRange) -> Bool {
    let pieces = pieces(in: range)
    guard let first = pieces.first, let last = pieces.last, first.unit <= last.unit else { return false }
    var offset = range.start
    for piece in pieces {
      guard piece.range.start <= offset, isPlain(piece), isTextOrTab(piece) else { return false }
      offset = piece.range.end
    }
    let paragraph = map.units[first.unit].paragraph
    guard let start = first.child, let end = last.child, children(start..<(end + 1), areOnly: pieces) else {
      return false
    }
    return offset >= range.end
      && map.units[first.unit...last.unit].allSatisfy {
        $0.paragraph == paragraph && $0.restrictions.isEmpty && $0.isRun
      }
  }

  private func isPlain(_ piece: Piece) -> Bool {
    let unit = map.units[piece.unit]
    return unit.isRun && unit.restrictions.isEmpty && piece.child != nil
  }

  private func isTextOrTab(_ piece: Piece) -> Bool {
    guard let child = piece.child else { return false }
    return map.children[child].isText || source.utf8[piece.range.start..<piece.range.end].elementsEqual([0x09])
  }

  /// Whether `children` of runs are only those of `pieces`: no note, no anchor of a comment, no picture, no hidden
  /// text.
  private func children(_ children: Range<Int>, areOnly pieces: [Piece]) -> Bool {
    let covered = Set(pieces.compactMap(\.child))
    return children.allSatisfy { index in
      let child = map.children[index]
      return covered.contains(index) || child.isRenderedPageBreak || child.belongsToOwnComment
        || child.isText && map.count(of: index) == 0
    }
  }

  /// Whether a paragraph can be deleted with its mark: it contains only `text` in plain runs, and another paragraph
  /// follows.
  private func canDelete(_ index: Int, with text: TextRange) -> Bool {
    let paragraph = map.paragraphs[index]
    guard !paragraph.isInCell, !paragraph.isRevised, !paragraph.endsSection, paragraph.restrictions.isEmpty,
      index + 1 < map.paragraphs.count, map.units[paragraph.units].allSatisfy({ $0.isRun && $0.restrictions.isEmpty }),
      isWhiteSpace(paragraph.place.range.upperBound..<map.paragraphs[index + 1].place.range.lowerBound)
    else { return false }
    let pieces = pieces(in: text)
    var offset = (paragraph.properties?.range ?? paragraph.place.startTag).upperBound
    for unit in map.units[paragraph.units] {
      guard children(unit.children, areOnly: pieces) else { return false }
      guard isWhiteSpace(offset..<unit.place.lowerBound) else { return false }
      offset = unit.place.upperBound
    }
    return isWhiteSpace(offset..<max(offset, paragraph.place.endTag.lowerBound))
  }

  private func isWhiteSpace(_ range: Range<Int>) -> Bool { part[range].allSatisfy(\.isASCIIWhiteSpace) }
}
