import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// The keys of a rule file that belong to a kind.
///
/// The keys can be listed, so that a misspelt key is answered with the nearest one. The compiler asks for this list.
/// Options without keys must open their container in an `init` of their own: the synthesised one would accept any key.
package protocol RuleOptions: Decodable, Sendable {
  associatedtype CodingKeys: CodingKey, CaseIterable
}

/// A kind of check, with the options of a rule file. Most are a ``DocumentRule``; ``RulesBySubject`` has the others.
///
/// A rule depends only on the document: it knows no path, no configuration and no output format.
package protocol Rule: Sendable {
  /// The keys of the rule file that belong to the kind.
  associatedtype Options: RuleOptions

  /// The word after `kind:` in a rule file.
  static var kind: String { get }

  /// The format of examples that do not name one.
  static var exampleFormat: DraftFormat { get }

  /// Returns the fields that the message of a rule with these options may have.
  static func messageFields(_ options: Options) -> Set<String>

  /// Prepares the rule.
  ///
  /// - Throws: The errors of `patterns`, or an ``OptionError`` if an option cannot be used.
  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws

  /// The data that all rules have.
  var metadata: RuleMetadata { get }

  /// The applicability of its fixes if the rule is trusted; nil if it has none.
  var fixes: Fix.Applicability? { get }

  /// Whether the rule can find anything in drafts of this profile.
  func concerns(_ profile: Profile) -> Bool

  /// Whether its findings are about the draft as a whole, so that their place can move with every edit.
  var isAboutWholeDraft: Bool { get }
}

extension Rule {
  package static var exampleFormat: DraftFormat { .plainText }

  package var fixes: Fix.Applicability? { nil }

  package var isAboutWholeDraft: Bool { false }

  /// The applicability of its fixes, limited by the trust in the rule; nil if it has none.
  package var permittedFixes: Fix.Applicability? { fixes.map(metadata.permitted) }

  package func concerns(_ profile: Profile) -> Bool { metadata.part.map { profile.part($0) != nil } ?? true }
}

/// A rule that checks the text of a draft.
package protocol DocumentRule: Rule {
  /// Returns the findings in `document`, in any order, made with
  /// ``RuleMetadata/diagnostic(at:_:related:fix:certainty:)``.
  ///
  /// Ranges are UTF-8 bytes of `document.source`, the reflowed text: lines that were only wrapped are joined in it. The
  /// engine moves the findings to the draft. The certainty says how surely the rule has understood the text: it limits
  /// the severity, so that only a certain finding is an error. A rule may stop when it has more than
  /// ``RuleMetadata/mostFindings``, which are never reported.
  ///
  /// - Throws: The error that stopped the matching of a pattern. There is no partial result.
  func check(_ document: Document) throws(MatchError) -> [Diagnostic]
}

extension DocumentRule {
  /// Returns the findings in `document`; empty without a search if the draft lacks text that the rule needs.
  ///
  /// - Parameter scalars: The characters of the document.
  package func findings(
    in document: Document, holding scalars: ScalarSet
  ) throws(MatchError) -> [Diagnostic] {
    metadata.needs.areSatisfied(by: document.source, containing: scalars) ? try check(document) : []
  }
}

/// Rules, sorted by what they check.
package struct RulesBySubject: Sendable {
  package var document: [any DocumentRule]
  package let layout: [LayoutRule]
  package let review: [ReviewRule]
  package let suppression: [SuppressionRule]
  /// The rules that do not check the text.
  package var others: [any Rule] { layout as [any Rule] + review as [any Rule] + suppression as [any Rule] }

  /// Sorts `rules`; their order stays.
  package init(_ rules: [any Rule]) {
    document = rules.compactMap { $0 as? any DocumentRule }
    layout = rules.compactMap { $0 as? LayoutRule }
    review = rules.compactMap { $0 as? ReviewRule }
    suppression = rules.compactMap { $0 as? SuppressionRule }
  }
}
