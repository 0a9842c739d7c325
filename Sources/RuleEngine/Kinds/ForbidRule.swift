import Diagnostics
import DraftOutline
import PatternMatching

/// Reports every match of a pattern.
///
/// Fields of the message: `{match}` and the named groups of the pattern.
struct ForbidRule: Rule {
  /// The keys of a `forbid` rule.
  struct Options: Decodable, Sendable, ScopedOptions {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, hint, scope, mark, habit
    }

    /// What must not stand in a draft.
    let pattern: PatternSource
    /// What is passed over.
    let unless: PatternSource?
    /// What stands wherever the pattern matches, or not far from it, and is found sooner.
    let hint: PatternSource?
    /// Where it must not stand.
    let scope: Scope?
    /// The group that is reported instead of the whole match.
    let mark: String?
    /// On how many lines a draft of a genre may have findings; with more it is a form that others fill in, and they are one guess.
    let habit: [String: Int]?
  }

  static let kind = "forbid"

  static func messageFields(_ options: Options) -> Set<String> { options.pattern.groupNames.union(["match"]) }

  let metadata: RuleMetadata
  private let search: PatternSearch
  private let habit: [String: Int]

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    try self.init(
      metadata, pattern: patterns.compile(options.pattern, unless: options.unless),
      hint: (options.hint ?? options.unless.map { _ in options.pattern }).map(patterns.compile), scope: options.scope,
      mark: options.mark, habit: options.habit ?? [:])
  }

  init(
    _ metadata: RuleMetadata, pattern: Pattern, hint: Pattern? = nil, scope: Scope? = nil, mark: String? = nil,
    habit: [String: Int] = [:]
  ) throws(OptionError) {
    self.metadata = metadata
    self.habit = habit
    self.search = try PatternSearch(pattern, hint: hint, scope: scope, mark: mark, message: metadata.message)
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    try search.forEachMatch(in: document, atMost: RuleMetadata.mostFindings + 1) { match, place, certainty in
      diagnostics.append(
        metadata.diagnostic(
          at: place, search.fields(for: match, at: place, in: document.source), certainty: certainty))
    }
    guard let first = diagnostics.first, let most = habit[document.genre.id] else { return diagnostics }
    let lines = Set(diagnostics.lazy.map { document.source.lines.line(at: $0.range.start) })
    return lines.count <= most
      ? diagnostics : [first.with(severity: min(first.severity, Certainty.guess.greatestSeverity))]
  }
}
