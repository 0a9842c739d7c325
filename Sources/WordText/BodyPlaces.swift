import DraftText

/// The places of the paragraphs of a body in the text, where each paragraph is a line.
struct BodyPlaces {
  /// For each paragraph, the offset at which its text begins or would begin, and the end of its line.
  private let places: [(start: Int, end: Int)]

  /// - Parameter text: The text that was made of `paragraphs`.
  init(of paragraphs: [BodyParagraph], in text: SourceText) {
    let labels = text.structure.filter { $0.kind == .label }.map { ($0.range.start, $0.range.count) }
    let lengths = Dictionary(labels) { first, _ in first }
    places = Self.bases(of: paragraphs, in: text).map { line, offset in
      let line = text.lines.range(ofLine: line)
      return (line.start + lengths[line.start, default: 0] + offset, line.end)
    }
  }

  /// Maps `offset` in a paragraph to an offset in the text.
  func offset(_ paragraph: Int, _ offset: Int) -> Int {
    let place = places[min(paragraph, places.count - 1)]
    return min(place.start + offset, place.end)
  }

  /// Returns the line of each paragraph and its offset there: a paragraph with a deleted mark continues in the next
  /// one.
  private static func bases(of paragraphs: [BodyParagraph], in text: SourceText) -> [(line: Int, offset: Int)] {
    var bases: [(line: Int, offset: Int)] = []
    var waiting = 0
    var before = 0
    for (index, paragraph) in paragraphs.enumerated() {
      bases.append((0, before))
      waiting += 1
      before += paragraph.text.count
      if paragraph.endIsDeleted { continue }
      for place in (index + 1 - waiting)...index { bases[place].line = index + 1 }
      (waiting, before) = (0, 0)
    }
    // Text that should continue behind the last paragraph is on a line behind all of them.
    for place in bases.indices.suffix(waiting) { bases[place].line = text.lines.count }
    return bases.isEmpty ? [(1, 0)] : bases
  }
}
