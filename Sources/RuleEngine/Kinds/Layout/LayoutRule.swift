import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: layout`: checks the layout of a Word document, except in tables and where the document does not set it.
///
/// Fields of the message: `{actual}`, the layout as it is, and `{expected}`, both limited to the differences;
/// `{places}`, the number of places if several are one finding.
package struct LayoutRule: Rule {
  package static let kind = "layout"
  package static let exampleFormat = DraftFormat.word

  package static func messageFields(_ options: Options) -> Set<String> { ["actual", "expected", "places"] }

  /// The tolerance of the type area, in millimetres: 37 mm ± 1 mm, 28 mm ± 1 mm. GB/T 9704-2012 5.2.1.
  private static let tolerance = 1.0
  /// The tolerance of an indent, in characters: fonts differ in the width of a character.
  private static let indentTolerance = 0.5
  /// The characters of a line in the standard (5.2.3); a shorter text can be a salutation, a signature or a date.
  private static let bodyLength = 28
  /// The most places with the same deviation that are reported one by one.
  private static let mostSingle = 3

  package let metadata: RuleMetadata
  private let options: Options
  private let form: Pattern?

  package init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    try options.check(metadata.givenKeys())
    self.metadata = metadata
    self.options = options
    form = try patterns.compile(options.form)
    // The build and the tests have looked at the shipped example, so that no start compiles the form for it.
    if !patterns.isTrusted, let form, let example = options.example, try form.firstMatch(in: SourceText(example)) == nil
    {
      throw OptionError("example", zh: "例子不符合 form", en: "the example does not have the form")
    }
  }

  package var isAboutWholeDraft: Bool { [.page, .pageNumber].contains(options.of) }

  package func findings(of layout: Layout, in document: Document) throws(MatchError) -> [Diagnostic] {
    switch options.of {
    case .page: return pages(layout, document)
    case .title: return texts(document.title.prefix(document.nameCount).map(\.range), layout, document)
    case .heading: return texts(headings(document), layout, document)
    case .body: return texts(bodyTexts(document), layout, document)
    case .pageNumber: return try pageNumbers(layout, document)
    }
  }

  /// The differences between the actual and the expected layout.
  private struct Deviation: Hashable {
    private(set) var actual: [LocalizedText] = []
    private(set) var expected: [LocalizedText] = []

    /// Records a difference once, even if several lines have it.
    mutating func add(_ actual: LocalizedText, _ expected: LocalizedText) {
      if !self.actual.contains(actual) { self.actual.append(actual) }
      if !self.expected.contains(expected) { self.expected.append(expected) }
    }
  }

  /// Returns one finding for each place, or one for all places with the same deviation if they are many.
  private func diagnostics(_ deviations: [(place: TextRange, deviation: Deviation)]) -> [Diagnostic] {
    let groups = Dictionary(grouping: deviations, by: \.deviation).values
    return groups.flatMap { group in
      let isMany = group.count > Self.mostSingle
      return group.prefix(isMany ? 1 : group.count).map { place, deviation in
        let fields: MessageFields = [
          "actual": .list(deviation.actual), "expected": .list(deviation.expected),
          "places": isMany ? .init(zh: "（\(group.count)处）", en: " (\(group.count) places)") : .init(verbatim: ""),
        ]
        return metadata.diagnostic(at: place, fields)
      }
    }
  }

  // MARK: Paper

  private func pages(_ layout: Layout, _ document: Document) -> [Diagnostic] {
    let places = document.paragraphs.map { document.reflowed.original(of: $0.range) }
    return diagnostics(
      layout.pages.compactMap { page in
        var deviation = Deviation()
        compare(page, into: &deviation)
        guard !deviation.actual.isEmpty, let place = places.first(where: { $0.start >= page.start }) ?? places.last
        else { return nil }
        return (place, deviation)
      })
  }

  private func compare(_ page: Layout.Page, into deviation: inout Deviation) {
    // A page with a wide table can be turned; no margins are prescribed for turned paper.
    let isTurned = (page.width ?? 0) > (page.height ?? 0)
    let (width, height) = isTurned ? (page.height, page.width) : (page.width, page.height)
    compare(width, options.width, .init(zh: "宽", en: "width"), into: &deviation)
    compare(height, options.height, .init(zh: "高", en: "height"), into: &deviation)
    if isTurned { return }
    compare(page.top, options.top, .init(zh: "上", en: "top"), into: &deviation)
    compare(page.bottom, options.bottom, .init(zh: "下", en: "bottom"), into: &deviation)
    compare(page.left, options.left, .init(zh: "左", en: "left"), into: &deviation)
    compare(page.right, options.right, .init(zh: "右", en: "right"), into: &deviation)
  }

  private func compare(
    _ actual: Double?, _ expected: Double?, _ name: LocalizedText, into deviation: inout Deviation
  ) {
    guard let actual, let expected, abs(actual - expected) > Self.tolerance else { return }
    func text(_ millimetres: Double) -> LocalizedText {
      .init(zh: "\(name.zh)\(millimetres.short)毫米", en: "\(name.en) \(millimetres.short) mm")
    }
    deviation.add(text(actual), text(expected))
  }

  // MARK: Text

  /// Returns the headings of the selected levels.
  private func headings(_ document: Document) -> [TextRange] {
    document.headings.map(\.heading).filter { heading in
      guard let levels = options.levels else { return true }
      return heading.ordinal.map { levels.contains($0.numbering.name) } ?? false
    }.map(\.range)
  }

  /// Returns the paragraphs that are certainly text, without their run-in headings.
  private func bodyTexts(_ document: Document) -> [TextRange] {
    let runIns = document.headings.map(\.heading.range)
    return document.bodyParagraphs.compactMap { paragraph in
      let heading = runIns[runIns.partitioningIndex { $0.start >= paragraph.start }...].first
      let start = heading.map { $0.start < paragraph.end ? $0.end : paragraph.start } ?? paragraph.start
      let text = TextRange(min(start, paragraph.end), paragraph.end)
      let isText = document.source.lines.scalarCount(in: text) > Self.bodyLength && document.source.endsSentence(text)
      return isText ? text : nil
    }
  }

  private func texts(_ ranges: [TextRange], _ layout: Layout, _ document: Document) -> [Diagnostic] {
    let source = document.reflowed.original
    return diagnostics(
      ranges.compactMap { range in
        let place = document.reflowed.original(of: range)
        guard let paragraph = layout.paragraph(at: place.start) else { return nil }
        var deviation = Deviation()
        compare(typeface(of: place, in: paragraph, source), into: &deviation)
        compare(paragraph, source, into: &deviation)
        return deviation.actual.isEmpty ? nil : (place, deviation)
      })
  }

  /// Returns the typeface of most Chinese characters at `place`.
  private func typeface(of place: TextRange, in paragraph: Layout.Paragraph, _ source: SourceText) -> Layout.Typeface {
    var counts: [Layout.Typeface: Int] = [:]
    for piece in paragraph.pieces where piece.range.overlaps(place) {
      let range = TextRange(max(piece.range.start, place.start), min(piece.range.end, place.end))
      counts[piece.typeface, default: 0] += source.hanCount(in: range)
    }
    let total = counts.values.reduce(0, +)
    return counts.first { $0.value * 2 > total }?.key ?? .init()
  }

  private func compare(_ typeface: Layout.Typeface, into deviation: inout Deviation) {
    if let font = typeface.font, let wanted = options.font, !wanted.contains(where: font.isNamed) {
      deviation.add(.init(verbatim: font), .init(verbatim: wanted[0]))
    }
    if let size = typeface.size, let wanted = options.size, size != wanted {
      deviation.add(.size(size), .size(wanted))
    }
  }

  private func compare(_ paragraph: Layout.Paragraph, _ source: SourceText, into deviation: inout Deviation) {
    if let wanted = options.align, paragraph.alignment != wanted {
      deviation.add(.alignment(paragraph.alignment), .alignment(wanted))
    }
    if let wanted = options.indent, let indent = paragraph.indent {
      let whole = indent + source.blanks(at: paragraph.range)
      if abs(whole - wanted) > Self.indentTolerance { deviation.add(.indent(whole), .indent(wanted)) }
    }
  }

  // MARK: Page numbers

  private func pageNumbers(_ layout: Layout, _ document: Document) throws(MatchError) -> [Diagnostic] {
    guard let place = document.paragraphs.first.map({ document.reflowed.original(of: $0.range) }) else { return [] }
    let example = options.example.map(LocalizedText.init(verbatim:))
    var deviation = Deviation()
    if layout.pageNumbers.isEmpty {
      deviation.add(.init(zh: "没有页码", en: "none"), example ?? .init(zh: "有页码", en: "one on every page"))
    }
    for number in layout.pageNumbers {
      if let form, try form.firstMatch(in: SourceText(number.text)) == nil {
        deviation.add(.init(verbatim: number.text), example ?? .init(zh: "别的写法", en: "another form"))
      }
      if let size = number.size, let wanted = options.size, size != wanted {
        deviation.add(.size(size), .size(wanted))
      }
    }
    if options.align == .outside, !layout.pageNumbers.isEmpty {
      let alignments = Set(layout.pageNumbers.map { $0.alignment ?? .left })
      if alignments != [.outside], alignments != [.left, .right] {
        deviation.add(
          .list(layout.pageNumbers.map { .alignment($0.alignment ?? .left) }), .alignment(.outside))
      }
    }
    return deviation.actual.isEmpty ? [] : diagnostics([(place, deviation)])
  }
}
