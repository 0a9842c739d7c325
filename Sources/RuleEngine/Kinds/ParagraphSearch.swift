import DraftOutline
import DraftText

extension Document {
  /// The paragraph that holds `offset`.
  func paragraph(at offset: Int) -> Paragraph? {
    paragraph(from: offset).flatMap { $0.range.contains(offset) ? $0 : nil }
  }

  /// Whether the line that `ordinal` begins counts on inside: 1.受理；2.审核；3.办结.
  func countsOn(from ordinal: Ordinal) -> Bool {
    var low = 0
    var high = enumerations.count
    while low < high {
      let middle = (low + high) / 2
      if enumerations[middle].range.start >= ordinal.range.start { high = middle } else { low = middle + 1 }
    }
    return low < enumerations.count && enumerations[low].range.start == ordinal.range.start
      && enumerations[low].ordinals.count > 1
  }

  /// The first paragraph that ends after `offset`.
  func paragraph(from offset: Int) -> Paragraph? {
    var low = 0
    var high = paragraphs.count
    while low < high {
      let middle = (low + high) / 2
      if paragraphs[middle].range.end > offset { high = middle } else { low = middle + 1 }
    }
    return low < paragraphs.count ? paragraphs[low] : nil
  }
}

extension SourceText {
  /// The nearest scalar border at `offset` or before it.
  func scalarBorder(atOrBefore offset: Int) -> Int {
    var border = min(offset, utf8.count)
    while border > 0, border < utf8.count, utf8[border] & 0xC0 == 0x80 { border -= 1 }
    return border
  }

  /// The nearest scalar border at `offset` or after it.
  func scalarBorder(atOrAfter offset: Int) -> Int {
    var border = max(offset, 0)
    while border < utf8.count, utf8[border] & 0xC0 == 0x80 { border += 1 }
    return border
  }
}
