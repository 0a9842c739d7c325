/// Where a text stands that belongs to a page or to another text, and not to the body of a draft.
public enum Margin: String, CaseIterable, Sendable, Codable {
  /// Above the text of each page.
  case header
  /// Below it, with the number of the page.
  case footer
  /// A note at the foot of a page.
  case footnote
  /// A note at the end.
  case endnote
  /// What a reader has written beside the text.
  case comment
}

extension SourceText {
  /// The texts around the body, in their order: whole lines behind it, so that its lines keep their numbers.
  package var margins: [(margin: Margin, range: TextRange)] {
    structure.reversed().prefix { $0.margin != nil }.reversed().compactMap { mark in
      mark.margin.map { ($0, mark.range) }
    }
  }

  /// The text without those around it.
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
  /// Where around the body it stands; nil in the body. All such marks stand behind all others.
  fileprivate var margin: Margin? {
    if case .margin(let margin) = kind { margin } else { nil }
  }
}
