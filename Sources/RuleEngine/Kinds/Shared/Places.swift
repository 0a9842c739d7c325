import DraftOutline
import DraftText
import PatternMatching

// Places of a document that several kinds use.

extension Document {
  /// Returns the paragraph that holds `offset`.
  func paragraph(at offset: Int) -> Paragraph? {
    paragraph(from: offset).flatMap { $0.range.contains(offset) ? $0 : nil }
  }

  /// Returns the first paragraph that ends after `offset`.
  func paragraph(from offset: Int) -> Paragraph? {
    paragraphs[paragraphs.partitioningIndex { $0.range.end > offset }...].first
  }

  /// The paragraphs that are neither title nor a heading on its own line.
  var bodyParagraphs: [TextRange] {
    let title = Set(self.title.map(\.range.start))
    let headings = Set(self.headings.lazy.filter { $0.heading.reading.role == .heading }.map(\.heading.range.start))
    return paragraphs.map(\.range).filter { !title.contains($0.start) && !headings.contains($0.start) }
  }

  /// The headings, without the items of lists, in the order of the text.
  var headings: [(heading: Heading, depth: Int)] {
    sections.flatMap(\.flattened).filter(\.heading.isHeading).map { ($0.heading, $0.depth) }
  }

  /// The groups of sibling sections.
  var siblings: [[Section]] { sectionGroups + allSections.map(\.subsections) }

  // MARK: The end

  /// Returns the date line with its indent; if a list of attachments follows the text, the date line below the list.
  func dateLine() throws(MatchError) -> TextRange? {
    if let date { return source.line(of: date) }
    return try endOfAttachmentList().map { source.line(of: annexes[0].leadIn[$0]) }
  }

  /// Returns the signature line, in the same places.
  func authorLine() throws(MatchError) -> TextRange? {
    if let signature { return source.line(of: signature) }
    guard date == nil, let index = try endOfAttachmentList(), index > 0 else { return nil }
    return source.line(of: annexes[0].leadIn[index - 1])
  }

  /// Returns the index of a date in the lead-in of the first annex, the list of attachments.
  private func endOfAttachmentList() throws(MatchError) -> Int? {
    guard let list = annexes.first, list.sections.isEmpty else { return nil }
    for (index, paragraph) in list.leadIn.enumerated() {
      if try grammar.patterns[.date]?.firstMatch(in: source, range: source.line(of: paragraph)) != nil { return index }
    }
    return nil
  }
}

/// The text in quotation marks, which are words of others. It is searched on first use.
final class QuotedText {
  private static let partners: [Unicode.Scalar: Unicode.Scalar] = ["“": "”", "「": "」", "『": "』", "《": "》"]

  private let source: SourceText
  private lazy var ranges = DisjointRanges(Self.ranges(in: source))

  init(in document: Document) { source = document.source }

  /// Whether `offset` is in quotation marks, or on a line that Markdown marks as a quotation.
  func holds(_ offset: Int) -> Bool {
    if ranges.first(endingBehind: offset)?.contains(offset) == true { return true }
    guard source.format.features.hasMarkdownMarks else { return false }
    let line = source.lines.range(ofLine: source.lines.line(at: offset))
    let marks = source.utf8[line.start..<offset]
    return marks.contains(UInt8(ascii: ">")) && marks.allSatisfy("> \t-*+".utf8.contains)
  }

  /// Returns the ranges from opening to closing marks, without those inside. An unclosed range ends with the text.
  private static func ranges(in source: SourceText) -> [TextRange] {
    var ranges: [TextRange] = []
    var open: (start: Int, closing: Unicode.Scalar)?
    var offset = 0
    for scalar in source[source.range].unicodeScalars {
      if let (start, closing) = open, scalar == closing {
        ranges.append(TextRange(start, offset))
        open = nil
      } else if open == nil, let closing = partners[scalar] {
        open = (offset, closing)
      }
      offset += scalar.utf8Count
    }
    return ranges + (open.map { [TextRange($0.start, source.utf8.count)] } ?? [])
  }
}

extension SourceText {
  /// Returns the words of a heading, without ordinal, white space around them and final marks.
  func words(of heading: Heading) -> TextRange {
    let words = trimmed(heading.text)
    return TextRange(words.start, tail(of: words) { $0.isFinalMark || $0.isBlankOrInvisible }.start)
  }
}
