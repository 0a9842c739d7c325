import DraftText

/// The place of an enumerator in its paragraph: the sentence, and the quotation or bracket around it.
struct SentencePlace {
  /// The number of sentences of the paragraph that end before it.
  let sentence: Int
  /// The start of the innermost quotation or bracket around it; nil if there is none.
  let enclosure: Int?
}

extension SourceText {
  /// Returns the places of `offsets`, which are sorted and in `paragraph`. An unclosed quotation or bracket is ignored.
  func places(of offsets: [Int], in paragraph: TextRange) -> [SentencePlace] {
    // Quotations and brackets that are nested deeper are ignored.
    let deepest = 8
    var found: [(sentence: Int, enclosures: [Int])] = []
    var sentence = 0
    var open: [(start: Int, isQuotation: Bool)] = []
    var closed: Set<Int> = []
    func leave(isQuotation: Bool) {
      guard let index = open.lastIndex(where: { $0.isQuotation == isQuotation }) else { return }
      closed.insert(open[index].start)
      open.removeSubrange(index...)
    }
    for offset in paragraph.start..<paragraph.end {
      while found.count < offsets.count, offsets[found.count] <= offset { found.append((sentence, open.map(\.start))) }
      guard offset + 2 < paragraph.end else { continue }
      switch (utf8[offset], utf8[offset + 1], utf8[offset + 2]) {
      case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): sentence += 1  // 。！？
      case (0xE2, 0x80, 0x9C) where open.count < deepest: open.append((offset, true))  // “
      case (0xE2, 0x80, 0x9D): leave(isQuotation: true)  // ”
      case (0xEF, 0xBC, 0x88) where open.count < deepest: open.append((offset, false))  // （
      case (0xEF, 0xBC, 0x89): leave(isQuotation: false)  // ）
      default: break
      }
    }
    return found.map { SentencePlace(sentence: $0.sentence, enclosure: $0.enclosures.last(where: closed.contains)) }
  }
}
