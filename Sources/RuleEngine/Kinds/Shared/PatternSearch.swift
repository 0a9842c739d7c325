import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// A pattern and its scope, for all kinds with a `pattern`.
struct PatternSearch: Sendable {
  /// The pattern.
  let pattern: Pattern
  /// A faster pattern: where it does not match, ``pattern`` does not match either.
  private let hint: Pattern?
  /// The places that are searched.
  let scope: Scope
  /// The group at which findings are reported; nil for the whole match.
  private let mark: String?
  /// The fields of the message that the groups of a match fill.
  private let filling: [String]

  /// - Throws: ``OptionError`` if the pattern has no group called `mark`.
  init(
    _ pattern: Pattern, hint: Pattern? = nil, scope: Scope?, mark: String? = nil, message: LocalizedText
  ) throws(OptionError) {
    let groups = pattern.groupNames
    if let mark, !groups.contains(mark) { throw .unknownGroup(mark, key: "mark", known: groups) }
    self.pattern = pattern
    self.hint = hint
    self.scope = scope ?? .text
    self.mark = mark
    filling = groups.filter { message.zh.contains("{\($0)}") || message.en.contains("{\($0)}") }.sorted()
  }

  /// Calls `body` with each match in the scope, from left to right, the range of its finding, and the certainty that it
  /// is in the scope, as long as `body` returns true.
  func forEachMatch(
    in document: Document, _ body: (Match, TextRange, Certainty) -> Bool
  ) throws(MatchError) {
    lazy var headings = document.headings.map(\.heading)
    let boldMarks = BoldMarks(document.source)
    let skipsResidue = scope != .residue && !document.residue.isEmpty
    var goesOn = true
    func visit(_ match: Match) -> Bool {
      let place = mark.flatMap(match.range(of:)) ?? match.range
      if skipsResidue && document.isResidue(place) || boldMarks.contain(place) { return true }
      var certainty: Certainty?
      if document.isSpecimen(place) {
        certainty = .guess
      } else if scope == .headings {
        certainty = headings[headings.partitioningIndex { $0.range.end > place.start }...].first?.reading.certainty
      }
      goesOn = body(match, place, certainty ?? .certain)
      return goesOn
    }
    for range in scope.ranges(in: document) where goesOn {
      if let hint, try hint.firstMatch(in: document.source, range: range) == nil { continue }
      try pattern.forEachMatch(in: document.source, range: range, visit)
    }
  }

  /// Returns a finding of the rule with `metadata` for each match, but not more than are ever reported.
  ///
  /// - Parameter complete: Fills further fields of the message, and makes the fix.
  func findings(
    _ metadata: RuleMetadata, in document: Document,
    complete: (Match, TextRange, inout MessageFields) -> Fix? = { _, _, _ in nil }
  ) throws(MatchError) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    try forEachMatch(in: document) { match, place, certainty in
      var fields = fields(for: match, at: place, in: document.source)
      let fix = complete(match, place, &fields)
      findings.append(metadata.diagnostic(at: place, fields, fix: fix, certainty: certainty))
      return findings.count <= RuleMetadata.mostFindings
    }
    return findings
  }

  /// Returns the values of the message fields: `{match}`, and the named groups.
  func fields(for match: Match, at place: TextRange, in source: SourceText) -> MessageFields {
    var fields: MessageFields = ["match": LocalizedText(verbatim: source.excerpt(of: place))]
    for field in filling {
      fields[field] = LocalizedText(verbatim: match.range(of: field).map { source.excerpt(of: $0) } ?? "")
    }
    return fields
  }
}

/// The marks around bold text in Markdown: two asterisks, on a line where they pair up.
private final class BoldMarks {
  private static let mark = "**"

  private let source: SourceText
  /// The number of the line that was examined last, and whether its marks pair up.
  private var last: (line: Int, isPaired: Bool)?

  init(_ source: SourceText) { self.source = source }

  /// Whether the text at `range` is such a mark.
  func contain(_ range: TextRange) -> Bool {
    guard source.format.features.hasMarkdownMarks, range.count == Self.mark.utf8.count, source[range] == Self.mark
    else {
      return false
    }
    let line = source.lines.line(at: range.start)
    if last?.line != line {
      let words = source[source.lines.range(ofLine: line)]
      last = (line, words.split(separator: Self.mark, omittingEmptySubsequences: false).count % 2 == 1)
    }
    return last?.isPaired ?? false
  }
}

extension [Diagnostic.RelatedPlace] {
  /// Returns the place that explains a finding, with its text; empty if there is no place.
  static func at(_ range: TextRange?, _ text: LocalizedText, _ fields: MessageFields = [:]) -> Self {
    range.map { [Diagnostic.RelatedPlace(Message(text, fields), at: $0)] } ?? []
  }
}

extension PatternCompiler {
  /// Compiles an optional pattern of a rule.
  func compile(_ pattern: PatternSource?, groups: [String] = []) throws -> Pattern? {
    try pattern.map { try compile($0, unless: nil, groups: groups) }
  }
}

extension OptionError {
  /// Returns the error of an option `key` that names a group which the pattern does not have.
  static func unknownGroup(_ name: String, key: String, known: Set<String>) -> OptionError {
    OptionError(key, unknownName(name, of: .group, known: known.sorted()))
  }
}
