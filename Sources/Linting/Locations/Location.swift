import Diagnostics
import DraftOutline
import DraftText

/// The location of a finding for people, in a program that shows no line numbers.
package struct Location: Hashable, Sendable {
  /// The part around the body, such as a header or a note; nil in the body.
  package var margin: Margin?
  /// The heading above it, with its ordinal.
  package var heading: String?
  /// The table cell that contains the place.
  package var cell: Cell?
  /// Words at the place or beside it, to search for. List labels, which Word generates, are left out.
  package var quotation: String?

  /// A cell of a table. All numbers count from 1; columns count in the grid of the table.
  package struct Cell: Hashable, Sendable {
    /// The number of the table in the document.
    package let table: Int
    /// The row.
    package let row: Int
    /// The column.
    package let column: Int
  }

  /// The location without the quotation: `二、培训项目 › 表3第4行第2列`; nil where nothing is known.
  package var path: LocalizedText? {
    let steps = [
      margin?.name, heading.map(LocalizedText.init(verbatim:)),
      cell.map {
        LocalizedText(
          zh: "表\($0.table)第\($0.row)行第\($0.column)列", en: "table \($0.table), row \($0.row), column \($0.column)")
      },
    ].compactMap(\.self)
    guard !steps.isEmpty else { return nil }
    return LocalizedText(
      zh: steps.map(\.zh).joined(separator: " › "), en: steps.map(\.en).joined(separator: " › "))
  }
}

extension Margin {
  /// The name for users.
  package var name: LocalizedText {
    switch self {
    case .header: LocalizedText(zh: "页眉", en: "header")
    case .footer: LocalizedText(zh: "页脚", en: "footer")
    case .footnote: LocalizedText(zh: "脚注", en: "footnote")
    case .endnote: LocalizedText(zh: "尾注", en: "endnote")
    case .comment: LocalizedText(zh: "批注", en: "comment")
    }
  }
}

/// Finds the locations of ranges in a Word document.
package struct LocationFinder: Sendable {
  /// The most code points of a heading; the rest is cut. A heading can run into its text, or be a wrong one.
  private static let longestHeading = 30

  private let source: SourceText
  private let headings: [TextRange]
  private let cells: [(cell: Location.Cell, range: TextRange)]
  private let margins: [(margin: Margin, range: TextRange)]
  private let quotations: QuotationFinder

  /// Reads outline and structure of `source`, whose body is `document`; nil where the draft has line numbers.
  package init?(_ document: Document, in source: SourceText) {
    guard source.format.features.hasParagraphPerLine else { return nil }
    let headings = document.allSections.map(\.heading).filter(\.isHeading)
    self.init(source, headings: headings.map { document.reflowed.original(of: $0.range) })
  }

  /// Reads the structure of a Word document. `headings` are in the order of the text.
  package init(_ source: SourceText, headings: [TextRange]) {
    self.source = source
    self.headings = headings
    margins = source.margins
    cells = source.structure.compactMap { mark in
      guard case .cell(let table, let row, let column) = mark.kind else { return nil }
      return (Location.Cell(table: table + 1, row: row + 1, column: column + 1), mark.range)
    }
    quotations = QuotationFinder(source)
  }

  /// Returns the location of `range`.
  package func location(of range: TextRange) -> Location {
    var location = Location(quotation: quotations.quotation(of: range))
    if let margin = margins.last(where: { $0.range.start <= range.start }) {
      location.margin = margin.margin
      return location
    }
    let heading = headings.partitioningIndex { $0.start > range.start } - 1
    if heading >= 0 { location.heading = words(of: headings[heading]) }
    let cell = cells.partitioningIndex { $0.range.start > range.start } - 1
    if cell >= 0, range.start <= cells[cell].range.end { location.cell = cells[cell].cell }
    return location
  }

  private func words(of heading: TextRange) -> String {
    let words = source[heading].unicodeScalars.filter { $0 != "\u{FFFC}" && $0 != "\t" }
    let cut = words.prefix(Self.longestHeading).map { $0 == "\u{2028}" ? " " : $0 }
    return String(scalars: cut) + (words.count > Self.longestHeading ? "…" : "")
  }
}
