import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// A pattern, and where it is looked for: what the kinds with a `pattern` have in common.
struct PatternSearch: Sendable {
  /// The pattern.
  let pattern: Pattern
  /// Where it does not match, ``pattern`` does not either, which takes longer to find out.
  private let hint: Pattern?
  /// Where it is looked for.
  let scope: Scope
  /// The group that a finding stands at; nil for the whole match.
  private let mark: String?
  /// The fields of the message that the groups of a match fill.
  private let filling: [String]

  /// - Throws: ``OptionError`` when the pattern has no group called `mark`.
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

  /// Calls `body` with each match in the scope, from left to right, the range that a finding should have, and how sure it is
  /// that it stands in the scope, as long as it returns true.
  func forEachMatch(
    in document: Document, _ body: (Match, TextRange, Certainty) -> Bool
  ) throws(MatchError) {
    lazy var headings = document.headings.map(\.heading)
    let boldMarks = BoldMarks(document.source)
    let sparesResidue = scope != .residue && !document.residue.isEmpty
    var goesOn = true
    func visit(_ match: Match) -> Bool {
      let place = mark.flatMap(match.range(of:)) ?? match.range
      if sparesResidue && document.isResidue(place) || boldMarks.contain(place) { return true }
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

  /// A finding of the rule with `metadata` for each match, but no more than are ever reported.
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

  /// What stands in the fields of the message: `{match}`, and the named groups.
  func fields(for match: Match, at place: TextRange, in source: SourceText) -> MessageFields {
    var fields: MessageFields = ["match": LocalizedText(verbatim: source.excerpt(of: place))]
    for field in filling {
      fields[field] = LocalizedText(verbatim: match.range(of: field).map { source.excerpt(of: $0) } ?? "")
    }
    return fields
  }
}

/// The marks around bold words in Markdown: two asterisks on a line on which they pair up.
private final class BoldMarks {
  private static let mark = "**"

  private let source: SourceText
  /// The number of the line that was looked at last, and whether its marks pair up.
  private var last: (line: Int, isPaired: Bool)?

  init(_ source: SourceText) { self.source = source }

  /// Whether nothing but such a mark stands at `range`.
  func contain(_ range: TextRange) -> Bool {
    guard source.format == .markdown, range.count == Self.mark.utf8.count, source[range] == Self.mark else {
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
  /// The place that explains a finding, if there is one, and what is said of it.
  static func at(_ range: TextRange?, _ text: LocalizedText, _ fields: MessageFields = [:]) -> Self {
    range.map { [Diagnostic.RelatedPlace(Message(text, fields), at: $0)] } ?? []
  }
}

extension PatternCompiler {
  /// Compiles what a rule may do without.
  func compile(_ pattern: PatternSource?, groups: [String] = []) throws -> Pattern? {
    try pattern.map { try compile($0, unless: nil, groups: groups) }
  }
}

extension OptionError {
  /// Says that the option called `key` speaks of a group that the pattern does not have.
  static func unknownGroup(_ name: String, key: String, known: Set<String>) -> OptionError {
    OptionError(key, unknownName(name, of: .group, known: known.sorted()))
  }
}
