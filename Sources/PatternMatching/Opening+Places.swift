import DraftText

extension Opening {
  /// A range of so many bytes is read from end to end: that is no more work than looking places up.
  private static let short = 192

  /// Whether places can be looked up by it.
  ///
  /// In CRLF nothing begins behind a CR where something failed to begin, which PCRE2 knows only when it searches itself.
  var isTelling: Bool { self != .anywhere && !characters.contains(0x0A) && !characters.contains(0x0D) }

  /// The places in `range` of `text` where a match can begin; nil where these are so many, or so little is known of them, that
  /// PCRE2 had better search itself.
  func places(in text: SourceText, _ range: TextRange) -> OffsetSet? {
    guard isTelling else { return nil }
    guard
      var places = range.count <= Self.short
        ? read(text, range) : text.characters?.places(of: characters.ranges, in: range, of: text.utf8, before: seconds)
    else { return nil }
    if lineCharacters != .none { addLineStarts(in: text, range, to: &places) }
    return places
  }

  private func read(_ text: SourceText, _ range: TextRange) -> OffsetSet {
    var places = OffsetSet(in: range)
    if characters == .none { return places }
    text.utf8.withUnsafeBufferPointer { utf8 in
      var place = range.start
      while place < range.end {
        let (scalar, length) = utf8.scalar(at: place)
        if characters.contains(scalar), utf8.mayHold(seconds, at: place + length, before: range.end) {
          places.insert(place)
        }
        place += length
      }
    }
    return places
  }

  private func addLineStarts(in text: SourceText, _ range: TextRange, to places: inout OffsetSet) {
    text.lines.forEachStart(in: range) { start in
      guard lineCharacters != .all || seconds != .all else { return places.insert(start) }
      guard start < range.end else { return }
      let canBegin = text.utf8.withUnsafeBufferPointer { utf8 in
        let (scalar, length) = utf8.scalar(at: start)
        return lineCharacters.contains(scalar) && utf8.mayHold(seconds, at: start + length, before: range.end)
      }
      if canBegin { places.insert(start) }
    }
  }
}
