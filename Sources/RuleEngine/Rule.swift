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

  /// Prepares the rule.
  ///
  /// - Throws: A ``RuleFileError`` when an option cannot be used, a pattern for instance.
  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws

  /// What all rules have.
  var metadata: RuleMetadata { get }

  /// What the rule finds in `document`, in any order.
  ///
  /// - Throws: What stopped the matching of a pattern. There is no partial result.
  func check(_ document: Document) throws(MatchError) -> [Diagnostic]
}

/// What every rule has, whatever its kind.
package struct RuleMetadata: Sendable {
  /// The name, from the path of the file.
  package let id: RuleID
  /// How much its findings weigh; nil when the rule is off.
  package let severity: Severity?
  /// What its findings say.
  package let message: LocalizedText
  /// Why it matters, and the source.
  package let why: LocalizedText
  /// Of findings in one group whose ranges overlap, the one with the highest rank stays.
  package let group: String?
  /// The rank in the group.
  package let rank: Int
  /// What the rule must and must not report.
  package let examples: RuleExamples

  /// Makes a diagnostic of this rule.
  ///
  /// - Parameters:
  ///   - arguments: What stands in the fields of the message.
  ///   - severity: Another severity than the rule's, for a finding that rests on a guess; never above the rule's own.
  package func diagnostic(
    at range: TextRange, _ arguments: [String: LocalizedText] = [:], related: [Diagnostic.RelatedPlace] = [],
    fix: Fix? = nil, atMost severity: Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      ruleID: id, severity: min(self.severity ?? .info, severity), message: Message(message, arguments), range: range,
      related: related, fix: fix)
  }
}

/// Drafts in a rule file that show what the rule does; ⟦ and ⟧ surround what must be reported.
package struct RuleExamples: Sendable, Decodable {
  /// Drafts with faults.
  package let bad: [String]
  /// Drafts in which the rule finds nothing.
  package let good: [String]
}

/// Compiles the patterns of rule files, with the shared definitions put in front.
package struct PatternCompiler: Sendable {
  /// Compiles one expression, or several as alternatives.
  package func compile(_ source: PatternSource) throws -> Pattern {
    fatalError("not written yet")
  }

  /// Compiles `pattern` so that what `unless` matches is passed over.
  package func compile(_ pattern: PatternSource, unless: PatternSource?) throws -> Pattern {
    fatalError("not written yet")
  }
}

/// A pattern as a rule file has it: one expression, or a list of alternatives.
package struct PatternSource: Sendable, Decodable {
  /// The alternatives.
  package let alternatives: [String]

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let one = try? container.decode(String.self) {
      alternatives = [one]
    } else {
      alternatives = try container.decode([String].self)
    }
  }
}
