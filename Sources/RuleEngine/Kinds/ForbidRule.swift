import Diagnostics
import DraftOutline
import PatternMatching

/// Reports every match of a pattern.
///
/// Fields of the message: `{match}` and the named groups of the pattern.
package struct ForbidRule: Rule {
  /// The keys of a `forbid` rule.
  package struct Options: Decodable, Sendable {
    /// The keys.
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, scope, mark
    }

    /// What must not stand in a draft.
    package let pattern: PatternSource
    /// What is passed over.
    package let unless: PatternSource?
    /// Where it must not stand.
    package let scope: Scope?
    /// The group that is reported instead of the whole match.
    package let mark: String?
  }

  package static let kind = "forbid"

  package let metadata: RuleMetadata
  private let search: PatternSearch

  package init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    try self.init(
      metadata, pattern: patterns.compile(options.pattern, unless: options.unless), scope: options.scope,
      mark: options.mark)
  }

  init(
    _ metadata: RuleMetadata, pattern: Pattern, scope: Scope? = nil, mark: String? = nil
  ) throws(OptionError) {
    self.metadata = metadata
    self.search = try PatternSearch(pattern, scope: scope, mark: mark, message: metadata.message)
  }

  package func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    try search.forEachMatch(in: document) { match, place in
      diagnostics.append(
        metadata.diagnostic(at: place, search.arguments(for: match, at: place, in: document.source)))
    }
    return diagnostics
  }
}
