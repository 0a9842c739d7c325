import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: pair`: finds paired marks without their partner, or pairs that are nested incorrectly.
///
/// Fields of the message: `{match}`, the reported mark, and `{expected}`: for `unbalanced` the missing mark, for
/// `nesting` the correct pair.
struct PairRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable { case fault, pairs, unless }

    /// The kind of fault that is reported.
    let fault: PairFault.Kind
    /// The pairs: an opening and a closing mark each.
    let pairs: [String]
    /// Text that can contain marks without a partner.
    var unless: PatternSource?
  }

  static let kind = "pair"
  static func messageFields(_ options: Options) -> Set<String> { ["match", "expected"] }

  let metadata: RuleMetadata
  private let fault: PairFault.Kind
  private let pairs: MarkPairs
  private let unless: Pattern?

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    fault = options.fault
    pairs = try MarkPairs(options.pairs)
    unless = try patterns.compile(options.unless)
  }

  var fixes: Fix.Applicability? { fault == .nesting ? .unsafe : nil }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let source = document.source
    let holes = document.residue.filter { $0.residueClass != .invisible }.map(\.range)
    var scanner = PairScanner(pairs, source)
    let faults = scanner.faults(in: document.pairUnits, without: holes).lazy.filter { $0.kind == fault }
      .prefix(RuleMetadata.mostFindings + 1)
    guard !faults.isEmpty else { return [] }
    let others = try unless?.matches(in: source).map(\.range) ?? []
    return faults.filter { fault in !others.contains { $0.contains(fault.range) } }.map { fault in
      metadata.diagnostic(
        at: fault.range, ["match": .init(verbatim: source[fault.range]), "expected": .init(verbatim: fault.expected)],
        related: related(to: fault), fix: fix(of: fault), certainty: fault.certainty)
    }
  }

  private func related(to fault: PairFault) -> [Diagnostic.RelatedPlace] {
    if let opening = fault.opening { return .at(opening, Self.openedHere) }
    return fault.kind == .unbalanced ? .at(fault.closing, Self.closedBehindLineEnd) : []
  }

  private func fix(of fault: PairFault) -> Fix? {
    guard fault.kind == .nesting, let closing = fault.closing else { return nil }
    let marks = fault.expected.unicodeScalars.map(String.init)
    guard marks.count == 2 else { return nil }
    return Fix(
      title: Message(Self.replace, ["pair": LocalizedText(verbatim: fault.expected)]),
      edits: [Edit(fault.range, marks[0]), Edit(closing, marks[1])], applicability: .unsafe)
  }

  private static let openedHere = LocalizedText(zh: "前一半在这里", en: "opened here")
  private static let closedBehindLineEnd = LocalizedText(zh: "后一半在这里，中间断了行", en: "closed here, behind a line end")
  private static let replace = LocalizedText(zh: "改为“{pair}”", en: "replace by “{pair}”")
}

extension Document {
  /// The ranges in which pairs must be closed: paragraphs. Lines that were only wrapped are one range, and so are the
  /// paragraphs of a short cell.
  var pairUnits: [TextRange] {
    let cells = source.cells
    func share(_ first: TextRange, _ second: TextRange) -> Bool {
      cells[first.start].map { $0 == cells[second.start] } ?? false
    }
    let titles = Set(title.map(\.range.start))
    let sections = allSections
    let headings = Set(sections.map(\.heading.range.start))
    let ownLine = Set(sections.lazy.filter { $0.heading.reading.role == .heading }.map(\.heading.range.start))
    var units: [TextRange] = []
    var last: TextRange?
    for paragraph in paragraphs.map(\.range) {
      if let last, let unit = units.last, !headings.contains(paragraph.start), !ownLine.contains(last.start),
        titles.contains(last.start) == titles.contains(paragraph.start),
        titles.contains(last.start) || source.wraps(last, to: paragraph)
          || share(last, paragraph) && paragraph.end - unit.start <= SourceText.longestCell
      {
        units[units.count - 1] = TextRange(unit.start, paragraph.end)
      } else {
        units.append(paragraph)
      }
      last = paragraph
    }
    return units
  }
}

extension SourceText {
  /// The longest cell in which a pair can go over several paragraphs, in UTF-8 bytes: 400 characters. A longer cell can
  /// hold a whole document.
  fileprivate static let longestCell = 1_200

  /// The marks of cells, by their start.
  fileprivate var cells: [Int: StructureMark.Kind] {
    Dictionary(structure.filter { if case .cell = $0.kind { true } else { false } }.map { ($0.range.start, $0.kind) }) {
      $1
    }
  }

  /// Whether `line` was broken only because it was full: it is as long as a printed line and stops inside a sentence,
  /// and `next` follows at once, without an indent.
  fileprivate func wraps(_ line: TextRange, to next: TextRange) -> Bool {
    guard stopsInsideSentence(line) else { return false }
    let gap = TextRange(line.end, next.start)
    guard gap.count <= 2, self[gap].unicodeScalars.allSatisfy(\.isLineEnd), self[gap].count == 1 else { return false }
    return (60...200).contains(line.count) && (25...60).contains(lines.scalarCount(in: line))
  }
}
