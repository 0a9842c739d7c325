import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// One check of a document: a kind of check, filled in by a rule file.
///
/// A rule looks at nothing but the document: it knows no path, no configuration and no output format.
package protocol Rule: Sendable {
  /// The keys of the rule file that belong to the kind.
  associatedtype Options: Decodable & Sendable

  /// The word after `kind:` in a rule file.
  static var kind: String { get }

  /// How the examples of a rule are marked up that do not say it themselves.
  static var exampleFormat: DraftFormat { get }

  /// The fields that the message of a rule with these options may hold.
  static func messageFields(_ options: Options) -> Set<String>

  /// Prepares the rule.
  ///
  /// - Throws: What `patterns` throws, or an ``OptionError`` where an option cannot be used.
  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws

  /// What all rules have.
  var metadata: RuleMetadata { get }

  /// Who may apply the fixes of its findings, if the rule is trusted; nil where it has none.
  var fixes: Fix.Applicability? { get }

  /// Whether the rule can find anything in drafts of this kind.
  func concerns(_ profile: Profile) -> Bool

  /// Whether its findings are about the draft as a whole, so that their place may move with every edit.
  var isAboutWholeDraft: Bool { get }

  /// Whether it is about what drafts look like on paper.
  var isAboutLayout: Bool { get }

  /// What the rule finds in `document`, in any order.
  ///
  /// - Throws: What stopped the matching of a pattern. There is no partial result.
  func check(_ document: Document) throws(MatchError) -> [Diagnostic]

  /// What the rule says of comments that suppress diagnostics: nothing, unless it is about them.
  func findings(of faults: [SuppressionFault]) -> [Diagnostic]

  /// What the rule says of what reviewers have left in a draft: nothing, unless it is about that.
  func findings(of traces: ReviewTraces) -> [Diagnostic]

  /// What the rule says of what `document` looks like on paper: nothing, unless it is about that.
  ///
  /// - Returns: What is found, at its places in the draft as it was written.
  func findings(of layout: Layout, in document: Document) throws(MatchError) -> [Diagnostic]
}

extension Rule {
  package static var exampleFormat: DraftFormat { .plainText }

  package var fixes: Fix.Applicability? { nil }

  package var isAboutWholeDraft: Bool { false }

  package var isAboutLayout: Bool { false }

  /// Who may apply the fixes of its findings; nil where it has none.
  package var permittedFixes: Fix.Applicability? { fixes.map(metadata.permitted) }

  package func concerns(_ profile: Profile) -> Bool { metadata.part.map { profile.part($0) != nil } ?? true }

  package func findings(of faults: [SuppressionFault]) -> [Diagnostic] { [] }

  package func findings(of traces: ReviewTraces) -> [Diagnostic] { [] }

  package func findings(of layout: Layout, in document: Document) throws(MatchError) -> [Diagnostic] { [] }

  /// What the rule finds in `document`: nothing, without looking, where the draft does not hold what the rule needs.
  ///
  /// - Parameter scalars: The characters of the document.
  package func findings(
    in document: Document, holding scalars: ScalarSet
  ) throws(MatchError) -> [Diagnostic] {
    metadata.needs.areMet(by: document.source, holding: scalars) ? try check(document) : []
  }
}
