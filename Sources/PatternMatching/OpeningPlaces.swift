import DraftText

/// The places in a range of a text where matches can begin, as far as their ``Opening`` tells.
struct OpeningPlaces {
  private enum Source {
    /// All of them have been looked up.
    case known(OffsetSet)
    /// They are among the beginnings of lines.
    case lineStarts
    /// The text is so short that reading it is no more work than looking places up.
    case text
  }

  /// A range of so many bytes is read from end to end.
  private static let short = 192

  private let source: Source
  private let characters: ScalarSet
  private let text: SourceText
  private let range: TextRange

  /// Nil where so much is to be looked at that searching without knowing the places is better.
  init?(_ opening: Opening, in text: SourceText, _ range: TextRange) {
    // In CRLF nothing begins behind a CR where something failed to begin, which PCRE2 knows only when it searches itself.
    if opening.isAtLineStart {
      source = .lineStarts
    } else if opening.characters.contains(0x0A) || opening.characters.contains(0x0D) {
      return nil
    } else if range.count <= Self.short {
      source = .text
    } else if let places = text.characters?.places(of: opening.characters.ranges, in: range) {
      source = .known(places)
    } else {
      return nil
    }
    characters = opening.characters
    self.text = text
    self.range = range
  }

  /// The first place at `offset`, a scalar border in the range, or behind it.
  func first(from offset: Int) -> Int? {
    switch source {
    case .known(let places): return places.first(from: offset)
    case .lineStarts:
      var start = offset
      while let place = text.lines.firstStart(from: start), place <= range.end {
        if canBegin(at: place) { return place }
        start = place + 1
      }
      return nil
    case .text:
      return text.utf8.withUnsafeBufferPointer { utf8 in
        var place = offset
        while place < range.end {
          let (scalar, length) = utf8.scalar(at: place)
          if characters.contains(scalar) { return place }
          place += length
        }
        return nil
      }
    }
  }

  private func canBegin(at place: Int) -> Bool {
    guard characters != .all else { return true }
    guard place < range.end else { return false }
    return text.utf8.withUnsafeBufferPointer { characters.contains($0.scalar(at: place).scalar) }
  }

  /// About how many there are.
  var count: Int {
    switch source {
    case .known(let places): places.count
    case .lineStarts, .text: range.count / 128 + 1
    }
  }
}
