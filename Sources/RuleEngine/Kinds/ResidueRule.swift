import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: residue`: reports the blocks of residue of one class.
///
/// Fields of the message: `{match}`, the beginning of the first line (for invisible characters their code points), and
/// `{lines}`, the number of lines.
struct ResidueRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case residueClass = "class"
      case fix, applicability, doubt, harmless
    }

    /// The class of residue.
    let residueClass: Residue.Class
    /// The fix; nil for none.
    var fix: Repair?
    /// The applicability of the fix; `safe` by default. Only whole lines that are surely residue are deleted safely.
    var applicability: Fix.Applicability?
    /// Blocks in which this matches are not changed safely.
    var doubt: PatternSource?
    /// Residue that is harmless in drafts of one format.
    var harmless: Harmless?
  }

  /// Residue that a program itself puts into drafts of its format.
  struct Harmless: Decodable, Sendable {
    enum CodingKeys: String, CodingKey, CaseIterable { case format, pattern }

    /// The format.
    let format: DraftFormat
    /// Blocks that match from end to end are not reported.
    let pattern: PatternSource
  }

  /// The action of a fix.
  enum Repair: String, Decodable, Sendable, CaseIterable {
    /// Deletes the residue; lines with their line ends.
    case delete
    /// Replaces other spaces by plain spaces, and deletes characters without width.
    case plain
  }

  static let kind = "residue"
  static func messageFields(_ options: Options) -> Set<String> { ["match", "lines"] }

  let metadata: RuleMetadata
  private let options: Options
  private let applicability: Fix.Applicability
  private let doubt, harmless: Pattern?

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    self.options = options
    applicability = options.applicability ?? .safe
    doubt = try patterns.compile(options.doubt)
    harmless = try patterns.compile(options.harmless?.pattern)
  }

  var fixes: Fix.Applicability? { options.fix == nil ? nil : applicability }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for block in document.residue where block.residueClass == options.residueClass {
      if try isHarmless(block.range, in: document.source) { continue }
      let cuts = block.coversLines && document.paragraph(from: block.range.start)?.range.contains(block.range) ?? false
      diagnostics.append(try diagnostic(for: block, cutsParagraph: cuts, in: document.source))
    }
    return diagnostics
  }

  private func isHarmless(_ range: TextRange, in source: SourceText) throws(MatchError) -> Bool {
    guard let harmless, source.format == options.harmless?.format else { return false }
    return try harmless.firstMatch(in: source, range: range)?.range == range
  }

  /// Returns the finding for one block.
  ///
  /// - Parameter cutsParagraph: Whether it cuts a paragraph in two, which stays cut when the block is deleted.
  private func diagnostic(
    for block: Residue, cutsParagraph: Bool, in source: SourceText
  ) throws(MatchError) -> Diagnostic {
    let first = source.lines.line(at: block.range.start)
    let last = source.lines.line(at: max(block.range.start, block.range.end - 1))
    let fields: MessageFields = [
      "match": LocalizedText(verbatim: quotation(of: block.range, in: source)),
      "lines": LocalizedText(verbatim: String(last - first + 1)),
    ]
    return metadata.diagnostic(
      at: block.range, fields,
      fix: try fix(of: block, lines: first...last, in: source).map { cutsParagraph ? $0.with(unsure) : $0 },
      certainty: block.certainShare == .none ? .likely : .certain)
  }

  private func quotation(of range: TextRange, in source: SourceText) -> String {
    guard options.residueClass == .invisible else {
      return source.excerpt(of: TextRange(range.start, source.endOfLine(in: range)), limit: 20)
    }
    var names: [String] = []
    for scalar in source[range].unicodeScalars.prefix(20) {
      let name = "U+" + scalar.value.hexadecimal(width: 4, uppercase: true)
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: " ")
  }

  private func fix(
    of block: Residue, lines: ClosedRange<Int>, in source: SourceText
  ) throws(MatchError) -> Fix? {
    switch options.fix {
    case nil: return nil
    case .delete:
      let range = block.coversLines ? source.range(ofLines: lines) : block.range
      let isDoubtful = try doubt?.firstMatch(in: source, range: block.range) != nil
      return Fix(
        title: Message(Self.delete), edits: [Edit(range, "")],
        applicability: isDoubtful || !block.coversLines || block.certainShare < .all ? unsure : applicability)
    case .plain:
      let isDoubtful = try doubt?.firstMatch(in: source, range: source.neighbourhood(of: block.range)) != nil
      let edit = Edit(block.range, source.plainText(of: block.range))
      return Fix(
        title: Message(edit.replacement.isEmpty ? Self.delete : Self.usePlainSpaces), edits: [edit],
        applicability: isDoubtful ? unsure : applicability)
    }
  }

  /// The applicability of a doubtful fix.
  private var unsure: Fix.Applicability { applicability == .safe ? .unsafe : applicability }

  private static let delete = LocalizedText(zh: "删除", en: "delete")
  private static let usePlainSpaces = LocalizedText(zh: "改为普通空格", en: "use plain spaces")
}

extension SourceText {
  /// Returns the end of the first line of `range`.
  fileprivate func endOfLine(in range: TextRange) -> Int {
    utf8[range.start..<range.end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? range.end
  }

  /// Returns the range of `lines` with their line ends.
  fileprivate func range(ofLines numbers: ClosedRange<Int>) -> TextRange {
    let isLast = numbers.upperBound == lines.count
    return TextRange(
      lines.range(ofLine: numbers.lowerBound).start,
      isLast ? range.end : lines.range(ofLine: numbers.upperBound + 1).start)
  }

  /// Returns `range` with the characters before and after it.
  fileprivate func neighbourhood(of range: TextRange) -> TextRange {
    TextRange(
      scalarBorder(atOrBefore: max(0, range.start - 1)), scalarBorder(atOrAfter: min(utf8.count, range.end + 1)))
  }

  /// Returns the replacement of `range`: plain spaces between words, none at the end of a line, beside a full-width
  /// mark or after 一是. Quotation marks and dashes are full-width beside Han, but not beside Latin and figures.
  fileprivate func plainText(of range: TextRange) -> String {
    let before = String(self[TextRange(scalarBorder(atOrAfter: max(0, range.start - 6)), range.start)].suffix(2))
    let after = self[TextRange(range.end, scalarBorder(atOrAfter: min(utf8.count, range.end + 1)))].first
    let isIdle =
      Self.needsNoSpace(after, facing: before.last) || Self.needsNoSpace(before.last, facing: after)
      || before.count == 2 && "是要".contains(before.suffix(1)) && "一二三四五六七八九十".contains(before.prefix(1))
    guard !isIdle else { return "" }
    return String(repeating: " ", count: self[range].unicodeScalars.count { $0.properties.isWhitespace })
  }

  /// Whether no space is needed beside `neighbour`, which has `other` on its other side; nil is an end of the text.
  private static func needsNoSpace(_ neighbour: Character?, facing other: Character?) -> Bool {
    guard let neighbour, !neighbour.isNewline else { return true }
    // A mark as wide as a Han character includes white space; the other marks are shared by Chinese and Latin text.
    return "，。、；：？！（）《》〈〉【】〔〕".contains(neighbour)
      || "“”‘’…—".contains(neighbour) && !(other?.isASCII ?? false)
  }
}
