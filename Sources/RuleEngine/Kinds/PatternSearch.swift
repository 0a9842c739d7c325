import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Places at which alone a pattern is tried: the word after `at:` in a rule file.
///
/// PCRE2 would find them too, but only by trying each place of the text.
enum PatternPlaces: String, Decodable, CaseIterable, Sendable {
  /// Where something of at most eight Han characters stands twice in a row.
  case doubled

  private static let longest = 24

  /// The places in `text`; nil where they cannot be told.
  fileprivate func places(in text: SourceText) -> OffsetSet? {
    switch self {
    case .doubled: text.characters?.repetitions(in: text.utf8, upTo: Self.longest)
    }
  }
}

/// A pattern, and where it is looked for: what the kinds with a `pattern` have in common.
struct PatternSearch: Sendable {
  /// The pattern.
  let pattern: Pattern
  /// Where it is looked for.
  let scope: Scope
  /// At which places alone; nil for all.
  let places: PatternPlaces?
  /// The group that a finding stands at; nil for the whole match.
  let mark: String?
  /// The fields of the message that the groups of a match fill.
  private let filling: [String]

  /// - Throws: ``OptionError`` when the pattern has no group called `mark`.
  init(
    _ pattern: Pattern, scope: Scope?, at places: PatternPlaces? = nil, mark: String? = nil, message: LocalizedText
  ) throws(OptionError) {
    let groups = pattern.groupNames
    if let mark, !groups.contains(mark) { throw .unknownGroup(mark, key: "mark", known: groups) }
    self.pattern = pattern
    self.scope = scope ?? .text
    self.places = places
    self.mark = mark
    filling = groups.filter { message.zh.contains("{\($0)}") || message.en.contains("{\($0)}") }.sorted()
  }

  /// Calls `body` with each match in the scope, from left to right, the range that a finding should have, and how sure it is
  /// that it stands in the scope.
  ///
  /// - Parameter count: After as many it ends.
  func forEachMatch(
    in document: Document, atMost count: Int = .max, _ body: (Match, TextRange, Certainty) -> Void
  ) throws(MatchError) {
    var rest = count
    let headings = HeadingCertainties(document)
    let sparesResidue = scope != .residue && !document.residue.isEmpty
    func visit(_ match: Match) -> Bool {
      let place = mark.flatMap(match.range(of:)) ?? match.range
      if !sparesResidue || !document.isResidue(place) {
        body(match, place, scope == .headings ? headings.certainty(at: place) : .certain)
        rest -= 1
      }
      return rest > 0
    }
    let places = places?.places(in: document.source)
    for range in scope.ranges(in: document) where rest > 0 {
      if let places {
        try pattern.forEachMatch(in: document.source, range: range, at: places, visit)
      } else {
        try pattern.forEachMatch(in: document.source, range: range, visit)
      }
    }
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

/// How sure it is that the headings of a document are headings.
private final class HeadingCertainties {
  private let document: Document
  private lazy var headings = document.headings.map(\.heading)

  init(_ document: Document) { self.document = document }

  /// The certainty of the heading that holds `range`.
  func certainty(at range: TextRange) -> Certainty {
    let index = headings.partitioningIndex { $0.range.end > range.start }
    return index < headings.count ? headings[index].reading.certainty : .certain
  }
}

extension OptionError {
  /// Says that the option called `key` speaks of a group that the pattern does not have.
  static func unknownGroup(_ name: String, key: String, known: Set<String>) -> OptionError {
    OptionError(key, unknownName(name, of: .group, known: known.sorted()))
  }
}
