import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Reports what is wrong with the comments that silence zhangfa.
///
/// What that is shows only when all rules have been held against the draft: ``Silencing`` finds it, and the rule says it.
///
/// Fields of the message: `{match}`, the word in question; `{hint}`, what was probably meant, as the end of a sentence;
/// `{missing}`, what should stand elsewhere.
package struct SilenceRule: Rule {
  /// The keys of a `silence` rule.
  package struct Options: Decodable, Sendable {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case fault
    }

    /// What to report.
    let fault: SilencingFault.Kind
  }

  package static let kind = "silence"

  package static func messageFields(_ options: Options) -> Set<String> {
    switch options.fault {
    case .unknown: ["match", "hint"]
    case .unpaired: ["match", "missing"]
    case .unused: ["match"]
    }
  }

  package let metadata: RuleMetadata
  private let fault: SilencingFault.Kind

  package init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    fault = options.fault
  }

  /// Finds nothing: see ``findings(of:)``.
  package func check(_ document: Document) throws(MatchError) -> [Diagnostic] { [] }

  /// The findings that there are for those of `faults` that the rule reports.
  package func findings(of faults: [SilencingFault]) -> [Diagnostic] {
    faults.filter { $0.kind == fault }.map { metadata.diagnostic(at: $0.place, $0.fields) }
  }
}
