/// The place of a text outside the body of a draft: on a page, or beside another text.
public enum Margin: String, CaseIterable, Sendable, Codable {
  /// Above the text of each page.
  case header
  /// Below the text of each page, with the page number.
  case footer
  /// A note at the foot of a page.
  case footnote
  /// A note at the end.
  case endnote
  /// A remark of a reader beside the text.
  case comment
}

extension SourceText {
  /// The texts outside the body, in order: whole lines behind the body, so that the lines of the body keep their
  /// numbers.
  package var margins: [(margin: Margin, range: TextRange)] {
    structure.reversed().prefix { $0.margin != nil }.reversed().compactMap { mark in
      mark.margin.map { ($0, mark.range) }
    }
  }

  /// The text without its margins.
  package var body: SourceText {
    guard let first = margins.first else { return self }
    return SourceText(
      validUTF8: Array(utf8[..<first.range.start]), encoding: encoding, hasByteOrderMark: hasByteOrderMark,
      format: format, structure: structure.filter { $0.margin == nil }, provenance: provenance)
  }

  /// The text in `range` as a text of its own, without structure.
  package func excerpt(_ range: TextRange) -> SourceText {
    SourceText(validUTF8: Array(utf8[range.start..<range.end]), format: format)
  }
}

extension StructureMark {
  /// The margin of the mark; nil for a mark of the body. The marks of margins come behind all others.
  fileprivate var margin: Margin? {
    if case .margin(let margin) = kind { margin } else { nil }
  }
}
