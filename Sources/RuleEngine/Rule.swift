import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// One check of a document: a kind of check, filled in by a rule file.
///
/// A rule looks at nothing but the document: it knows no path, no configuration and no output format.
package protocol Rule: Sendable {
  /// The keys of the rule file that belong to the kind.
  associatedtype Options: Decodable & Sendable

  /// The word after `kind:` in a rule file.
  static var kind: String { get }

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
  func concerns(_ genre: Genre) -> Bool

  /// Whether its findings are about the draft as a whole, so that their place may move with every edit.
  var isAboutWholeDraft: Bool { get }

  /// What the rule finds in `document`, in any order.
  ///
  /// - Throws: What stopped the matching of a pattern. There is no partial result.
  func check(_ document: Document) throws(MatchError) -> [Diagnostic]
}

extension Rule {
  package var fixes: Fix.Applicability? { nil }

  package var isAboutWholeDraft: Bool { false }

  /// Who may apply the fixes of its findings; nil where it has none.
  package var permittedFixes: Fix.Applicability? { fixes.map(metadata.permitted) }

  package func concerns(_ genre: Genre) -> Bool {
    let scope = metadata.options.first { $0.key == "scope" }?.value
    guard case .scalar(let word)? = scope?.content, case .part(let part)? = Scope(word.text) else { return true }
    return genre.part(part) != nil
  }
}

/// What every rule has, whatever its kind.
package struct RuleMetadata: Sendable {
  /// How many findings of one rule in one draft are reported: nobody reads more, and each takes half a kilobyte of memory. A
  /// rule may stop looking when it has more.
  package static let mostFindings = 10_000

  /// The name, from the path of the file.
  package let id: RuleID
  /// How much its findings weigh; nil when the rule is off.
  package let severity: Severity?
  /// What its findings say.
  package let message: LocalizedText
  /// Of findings in one group whose ranges overlap, the one with the highest rank stays.
  package let group: String?
  /// The rank in the group.
  package let rank: Int
  /// Where it is written; nil for a rule that is in no file.
  package let origin: RuleOrigin?
  /// Whether a fix may be safe: not where somebody wrote the rule whom the user has not named.
  let mayFixSafely: Bool
  /// The keys of its kind, as the file has them.
  package let options: [DataNode.Entry]
  private let details: RuleDetails.Source

  /// Why it matters.
  package var why: LocalizedText { details.why ?? message }
  /// The clause of a standard, or whatever else it rests on.
  package var source: LocalizedText? { details.source }
  /// What the rule must and must not report.
  package var examples: RuleExamples { details.examples }

  /// Puts together what all rules have.
  package init(
    id: RuleID, severity: Severity?, message: LocalizedText, why: LocalizedText,
    source: LocalizedText? = nil, group: String? = nil, rank: Int = 0,
    examples: RuleExamples = RuleExamples(bad: [], good: [])
  ) {
    self.init(
      id: id, severity: severity, message: message, group: group, rank: rank, origin: nil, mayFixSafely: true,
      options: [],
      details: .read(why: why, source: source, examples))
  }

  init(
    id: RuleID, severity: Severity?, message: LocalizedText, group: String?, rank: Int, origin: RuleOrigin?,
    mayFixSafely: Bool, options: [DataNode.Entry], details: RuleDetails.Source
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.origin = origin
    self.mayFixSafely = mayFixSafely
    self.options = options
    self.group = group
    self.rank = rank
    self.details = details
  }

  /// Makes a diagnostic of this rule.
  ///
  /// - Parameters:
  ///   - fields: What stands in the fields of the message.
  ///   - certainty: How sure the finding is: it weighs no more than that allows, nor more than the rule says.
  package func diagnostic(
    at range: TextRange, _ fields: MessageFields = [:], related: [Diagnostic.RelatedPlace] = [],
    fix: Fix? = nil, certainty: Certainty = .certain
  ) -> Diagnostic {
    Diagnostic(
      ruleID: id, severity: min(severity ?? .info, certainty.greatestSeverity), message: Message(message, fields),
      range: range, related: related, fix: fix.map { $0.with(permitted($0.applicability)) })
  }

  /// Who may apply a fix that the rule holds to be fit for `wanted`.
  func permitted(_ wanted: Fix.Applicability) -> Fix.Applicability {
    wanted == .safe && !mayFixSafely ? .unsafe : wanted
  }
}
