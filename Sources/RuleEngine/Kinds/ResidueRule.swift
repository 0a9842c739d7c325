import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Reports the blocks of residue of one class.
///
/// Fields of the message: `{match}`, the beginning of the first line (for invisible characters their code points), and
/// `{lines}`, the number of lines.
struct ResidueRule: Rule {
  /// The keys of a `residue` rule.
  struct Options: Decodable, Sendable {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case residueClass = "class"
      case fix, applicability
    }

    /// What a fix can do.
    enum Repair: String, Decodable, Sendable, CaseIterable {
      /// Takes the residue out.
      case delete
    }

    /// The class of residue.
    let residueClass: Residue.Class
    /// The fix; none where nothing is said.
    let fix: Repair?
    /// Who may apply the fix; `safe` where nothing is said.
    let applicability: Fix.Applicability?
  }

  static let kind = "residue"

  static func messageFields(_ options: Options) -> Set<String> { ["match", "lines"] }

  let metadata: RuleMetadata
  private let residueClass: Residue.Class
  private let repair: Options.Repair?
  private let applicability: Fix.Applicability

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.init(metadata, options)
  }

  init(_ metadata: RuleMetadata, _ options: Options) {
    self.metadata = metadata
    self.residueClass = options.residueClass
    self.repair = options.fix
    self.applicability = options.applicability ?? .safe
  }

  var fixes: Fix.Applicability? { repair == nil ? nil : applicability }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    document.residue.filter { $0.residueClass == residueClass }.map { diagnostic(for: $0, in: document.source) }
  }

  /// The finding for one block.
  func diagnostic(for block: Residue, in source: SourceText) -> Diagnostic {
    let first = source.lines.line(at: block.range.start)
    let last = source.lines.line(at: max(block.range.start, block.range.end - 1))
    let arguments = [
      "match": LocalizedText(verbatim: quotation(of: block.range, in: source)),
      "lines": LocalizedText(verbatim: String(last - first + 1)),
    ]
    return metadata.diagnostic(at: block.range, arguments, fix: fix(of: block, lines: first...last, in: source))
  }

  private func quotation(of range: TextRange, in source: SourceText) -> String {
    guard residueClass == .invisible else {
      return source.excerpt(of: TextRange(range.start, source.endOfLine(in: range)), limit: 20)
    }
    var names: [String] = []
    for scalar in source[range].unicodeScalars.prefix(20) {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: " ")
  }

  private func fix(of block: Residue, lines: ClosedRange<Int>, in source: SourceText) -> Fix? {
    guard repair == .delete else { return nil }
    var range = block.range
    if block.coversLines {
      let start = source.lines.range(ofLine: lines.lowerBound).start
      let end =
        lines.upperBound < source.lines.count
        ? source.lines.range(ofLine: lines.upperBound + 1).start : source.range.end
      range = TextRange(start, end)
    }
    return Fix(title: Message(Self.delete), edits: [Edit(range, "")], applicability: applicability)
  }

  private static let delete = LocalizedText(zh: "删除", en: "delete")
}

extension SourceText {
  /// Where the first line of `range` ends.
  fileprivate func endOfLine(in range: TextRange) -> Int {
    utf8[range.start..<range.end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? range.end
  }
}
