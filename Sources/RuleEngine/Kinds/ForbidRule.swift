import Diagnostics
import DraftOutline
import PatternMatching
import RuleFiles

/// `kind: forbid`: finds text that must not be in a draft.
///
/// Fields of the message: `{match}` and the named groups of the pattern.
struct ForbidRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, hint, scope, mark, habit
    }

    /// The forbidden text, except what `unless` matches.
    let pattern: PatternSource
    var unless: PatternSource?
    /// A pattern that is found sooner and matches wherever the pattern matches, or near it.
    var hint: PatternSource?
    /// The places where the text is forbidden.
    var scope: Scope?
    /// The group that is reported instead of the whole match.
    var mark: String?
    /// The most lines with findings; with more, the draft is a form for others to fill in, and one guess remains.
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
      // A match of the pattern with its exceptions is also a match without them.
      hint: patterns.compile(options.hint ?? options.unless.map { _ in options.pattern }),
      scope: options.scope, mark: options.mark, message: metadata.message)
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    try search.findings(metadata, in: document).reduced(by: habit, in: document, onLines: true, else: .oneGuess)
  }
}
