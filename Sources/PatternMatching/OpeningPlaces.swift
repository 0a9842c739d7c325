import DraftText

/// The places in a range of a text where matches can begin, as far as their ``Opening`` tells.
struct OpeningPlaces {
  private enum Source {
    /// All of them have been looked up.
    case known(OffsetSet)
    /// The text is so short that reading it is no more work than looking places up.
    case text
  }

  /// A range of so many bytes is read from end to end.
  private static let short = 192

  private let source: Source
  private let opening: Opening
  private let text: SourceText
  private let range: TextRange

  /// Nil where so much is to be looked at that searching without knowing the places is better.
  init?(_ opening: Opening, in text: SourceText, _ range: TextRange) {
    // In CRLF nothing begins behind a CR where something failed to begin, which PCRE2 knows only when it searches itself.
    guard opening != .anywhere, !opening.characters.contains(0x0A), !opening.characters.contains(0x0D) else { return nil }
    if range.count <= Self.short {
      source = .text
    } else if var places = text.characters?.places(of: opening.characters.ranges, in: range) {
      opening.forEachLineStart(in: text, range) { places.insert($0) }
      source = .known(places)
    } else {
      return nil
    }
    self.opening = opening
    self.text = text
    self.range = range
  }

  /// The first place at `offset`, a scalar border in the range, or behind it.
  func first(from offset: Int) -> Int? {
    switch source {
    case .known(let places): return places.first(from: offset)
    case .text:
      let ofCharacter = text.utf8.withUnsafeBufferPointer { utf8 -> Int? in
        var place = offset
        while place < range.end {
          let (scalar, length) = utf8.scalar(at: place)
          if opening.characters.contains(scalar) { return place }
          place += length
        }
        return nil
      }
      var ofLine: Int?
      opening.forEachLineStart(in: text, TextRange(offset, range.end)) { if ofLine == nil { ofLine = $0 } }
      guard let ofCharacter, let ofLine else { return ofCharacter ?? ofLine }
      return min(ofCharacter, ofLine)
    }
  }

  /// About how many there are.
  var count: Int {
    switch source {
    case .known(let places): places.count
    case .text: range.count / 64 + 1
    }
  }
}

extension Opening {
  /// Calls `body` with the beginnings of lines in `range` where a match can begin.
  fileprivate func forEachLineStart(in text: SourceText, _ range: TextRange, _ body: (Int) -> Void) {
    guard lineCharacters != .none else { return }
    text.lines.forEachStart(in: range) { start in
      guard lineCharacters != .all else { return body(start) }
      guard start < range.end else { return }
      if text.utf8.withUnsafeBufferPointer({ lineCharacters.contains($0.scalar(at: start).scalar) }) { body(start) }
    }
  }
}
