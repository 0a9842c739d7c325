import DraftText

/// Writes changes of the text into a document: as deletions and insertions that can be accepted and rejected, or
/// directly.
struct ChangeWriter {
  var ids: IDPool

  let locator: Locator
  let names: WordNames
  let reviewer: Reviewer
  let isTracked: Bool

  private var map: BodyMap { locator.map }
  private var part: [UInt8] { locator.part }

  /// Writes a change, which ``Locator/allows(_:_:)`` must permit.
  mutating func write(_ change: Edit, to markup: inout PendingMarkup) {
    if change.range.isEmpty {
      guard let (piece, position) = locator.insertion(at: change.range.start) else { return }
      markup.recordVisibleText(of: piece)
      markup.add(insertion(of: change.replacement, like: piece.unit), at: position, .insertion)
    } else if locator.source.utf8[change.range.start..<change.range.end].contains(0x0A) {
      for line in locator.lines(of: change.range) ?? [] {
        if isTracked {
          delete(line.text, to: &markup)
          markup.otherSplices.append(deletionOfEnd(of: line.paragraph))
        } else {
          markup.otherSplices.append(Splice(range: map.paragraphs[line.paragraph].place.range, bytes: []))
        }
      }
    } else if let (first, end) = delete(change.range, to: &markup), !change.replacement.isEmpty {
      markup.add(insertion(of: change.replacement, like: first), at: end, .replacement)
    }
  }

  /// Deletes text on one line. Returns the unit in which the text begins, and the position at which it ends.
  @discardableResult
  private mutating func delete(_ range: TextRange, to markup: inout PendingMarkup) -> (first: Int, end: UnitPosition)? {
    let pieces = locator.pieces(in: range)
    var spans: [Range<UnitPosition>] = []
    for piece in pieces {
      markup.recordVisibleText(of: piece)
      let start = locator.position(in: piece, at: max(range.start, piece.range.start), isEnd: false)
      let end = locator.position(in: piece, at: min(range.end, piece.range.end), isEnd: true)
      if let last = spans.last, last.lowerBound.unit == start.unit {
        spans[spans.count - 1] = last.lowerBound..<end
      } else {
        spans.append(start..<end)
      }
    }
    for span in spans {
      markup.delete(span)
      guard isTracked else { continue }
      markup.add(Array(names.start("del", reviewer.attributes(ids.next())).utf8), at: span.lowerBound, .startOfDeletion)
      markup.add(Array(names.end("del").utf8), at: span.upperBound, .endOfDeletion)
    }
    guard let first = spans.first, let last = spans.last else { return nil }
    return (first.lowerBound.unit, last.upperBound)
  }

  /// Makes a run with `text` and the properties of `unit`.
  private mutating func insertion(of text: String, like unit: Int) -> [UInt8] {
    let unit = map.units[unit]
    let tag = part[unit.startTag]
    var run = tag.asStartTag
    if let properties = unit.properties { run += part[properties] }
    run += (names.textStart("t") + XMLText.escaped(text) + names.end("t")).utf8
    run += tag.endTag
    guard isTracked else { return run }
    return Array(names.start("ins", reviewer.attributes(ids.next())).utf8) + run + Array(names.end("ins").utf8)
  }

  /// Makes the splice that marks the end of a paragraph as deleted.
  private mutating func deletionOfEnd(of index: Int) -> Splice {
    let paragraph = map.paragraphs[index]
    let mark = Array(names.empty("del", reviewer.attributes(ids.next())).utf8)
    if let properties = paragraph.endProperties { return properties.splice(mark, atStart: true, of: part) }
    let whole = Array(names.start("rPr").utf8) + mark + Array(names.end("rPr").utf8)
    // Behind all properties but sections and changes, which this paragraph does not have.
    if let properties = paragraph.properties { return properties.splice(whole, of: part) }
    let new = Array(names.start("pPr").utf8) + whole + Array(names.end("pPr").utf8)
    return paragraph.place.splice(new, atStart: true, of: part)
  }
}
