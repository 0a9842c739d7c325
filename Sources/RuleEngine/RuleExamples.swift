import DraftText

/// Example drafts in a rule file; ⟦ and ⟧ surround the text that must be reported.
package struct RuleExamples: Sendable, Decodable {
  /// Drafts with faults.
  package let bad: [RuleExample]
  /// Drafts in which the rule finds nothing.
  package let good: [RuleExample]

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case bad, good
  }
}

/// One draft of ``RuleExamples``.
///
/// A rule file gives it as a text, or as a mapping: `{profile: speech, text: …}` to set the profile,
/// `{format: word, text: …}` if it is not plain text, and `{layout: …, text: …}` if its layout matters.
package struct RuleExample: Hashable, Sendable, Decodable {
  /// The draft with its marks.
  package let text: String
  /// The id of the profile to use; nil to recognize it.
  package let profile: String?
  /// The format; nil for the format of the rule.
  package let format: DraftFormat?
  /// The layout.
  let layout: ExampleLayout?
  /// The position of the text in the rule file.
  package let position: LinePosition

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case profile, format, layout, text
  }
}

extension RuleExample {
  package init(from decoder: any Decoder) throws {
    let node = try decoder.node
    guard node.entries != nil else {
      self.init(text: try node.text(), profile: nil, format: nil, layout: nil, position: node.position)
      return
    }
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      text: try keys.decode(String.self, forKey: .text),
      profile: try keys.decodeIfPresent(String.self, forKey: .profile),
      format: try keys.decodeIfPresent(DraftFormat.self, forKey: .format),
      layout: try keys.decodeIfPresent(ExampleLayout.self, forKey: .layout),
      position: node.value(of: CodingKeys.text.rawValue)?.position ?? node.position)
  }
}

/// The layout of an example of `kind: layout`.
struct ExampleLayout: Hashable, Sendable, Decodable {
  /// How a line is laid out: font, size in points, alignment, indent.
  struct Line: Hashable, Sendable, Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable { case font, size, indent, align }

    let font: String?
    let size, indent: Double?
    let align: Layout.Alignment?
  }

  /// A line with a page number.
  struct PageNumber: Hashable, Sendable, Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable { case text, size, align }

    let text: String
    let size: Double?
    let align: Layout.Alignment?
  }

  let page: Layout.Page?
  /// The lines in their order; all further lines look like the last one.
  let lines: [Line]?
  let pageNumbers: [PageNumber]?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case page, lines
    case pageNumbers = "page-numbers"
  }

  /// Returns the layout of `text`, in which the example begins after `skipped` lines.
  func layout(of text: SourceText, behind skipped: Int) -> Layout {
    var layout = Layout()
    if let page { layout.pages = [page] }
    for (index, number) in (1...text.lines.count).dropFirst(skipped).enumerated() {
      guard let lines, let line = index < lines.count ? lines[index] : lines.last else { break }
      let range = text.lines.range(ofLine: number)
      var paragraph = Layout.Paragraph(range: range, alignment: line.align ?? .justified, indent: line.indent)
      paragraph.pieces = [.init(range: range, typeface: .init(font: line.font, size: line.size))]
      layout.paragraphs.append(paragraph)
    }
    layout.pageNumbers = (pageNumbers ?? []).map { .init(text: $0.text, alignment: $0.align, size: $0.size) }
    return layout
  }
}

/// A text with places that ⟦ and ⟧ surround.
struct MarkedText {
  /// The text without the marks.
  let text: String
  /// The places, in the order of their ends, as ranges of `text`.
  let ranges: [TextRange]

  /// Reads the marks; nil if a mark has no partner.
  init?(_ marked: String) {
    var text = ""
    var open: [Int] = []
    var ranges: [TextRange] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": open.append(text.utf8.count)
      case "⟧":
        guard let start = open.popLast() else { return nil }
        ranges.append(TextRange(start, text.utf8.count))
      default: text.unicodeScalars.append(scalar)
      }
    }
    guard open.isEmpty else { return nil }
    self.init(text: text, ranges: ranges)
  }

  /// Takes a text and places in it.
  init(text: String, ranges: [TextRange]) {
    self.text = text
    self.ranges = ranges
  }

  /// The text with its marks. If two places touch, the end of one comes before the beginning of the next.
  var marked: String {
    // At one offset, places that end there close first; then come empty places, then places that begin there.
    var marks: [(offset: Int, order: Int, mark: String)] = []
    for range in ranges {
      if range.isEmpty {
        marks.append((range.start, 1, "⟦⟧"))
      } else {
        marks.append((range.start, 2, "⟦"))
        marks.append((range.end, 0, "⟧"))
      }
    }
    let utf8 = Array(text.utf8)
    var marked = ""
    var end = 0
    for mark in marks.sorted(by: { ($0.offset, $0.order) < ($1.offset, $1.order) }) {
      marked += String(decoding: utf8[end..<mark.offset], as: UTF8.self) + mark.mark
      end = mark.offset
    }
    return marked + String(decoding: utf8[end...], as: UTF8.self)
  }
}
