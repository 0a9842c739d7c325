import Diagnostics
import DraftOutline
import PatternMatching
import RuleFiles

/// `kind: forbid`: what must not stand in a draft.
///
/// Fields of the message: `{match}` and the named groups of the pattern.
struct ForbidRule: Rule {
  struct Options: Decodable, Sendable, ScopedOptions {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, hint, scope, mark, habit
    }

    /// What must not stand there, but for what `unless` matches.
    let pattern: PatternSource
    var unless: PatternSource?
    /// What stands wherever the pattern matches, or not far from it, and is found sooner.
    var hint: PatternSource?
    /// Where it must not stand.
    var scope: Scope?
    /// The group that is reported instead of the whole match.
    var mark: String?
    /// On how many lines it may be found; with more the draft is a form that others fill in, and one guess is left.
    var habit: Habit?
  }

  static let kind = "forbid"
  static func messageFields(_ options: Options) -> Set<String> { options.pattern.groupNames.union(["match"]) }

  let metadata: RuleMetadata
  private let search: PatternSearch
  private let habit: Habit?

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    habit = options.habit
    search = try PatternSearch(
      patterns.compile(options.pattern, unless: options.unless),
      // What matches only where it is not passed over, matches there alone too.
      hint: patterns.compile(options.hint ?? options.unless.map { _ in options.pattern }),
      scope: options.scope, mark: options.mark, message: metadata.message)
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    try search.findings(metadata, in: document).weighed(by: habit, in: document, onLines: true, else: .oneGuess)
  }
}
