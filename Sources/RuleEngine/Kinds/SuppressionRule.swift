import Diagnostics
import DraftOutline
import DraftText
import RuleFiles

/// `kind: suppression`: reports the faults of suppression comments.
///
/// The faults are known only after all rules have checked the draft: ``Suppression`` finds them, and each rule of this
/// kind reports one kind of fault. Fields of the message: `{match}`, the faulty word; `{hint}`, what was probably
/// meant, as the end of a sentence; `{missing}`, the missing directive.
package struct SuppressionRule: Rule {
  /// The keys of a `suppression` rule.
  package struct Options: RuleOptions {
    /// The keys.
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case fault
    }

    /// The kind of fault that is reported.
    let fault: SuppressionFault.Kind
  }

  package static let kind = "suppression"
  /// Only Markdown has comments.
  package static let exampleFormat = DraftFormat.markdown

  package static func messageFields(_ options: Options) -> Set<String> {
    switch options.fault {
    case .unknown: ["match", "hint"]
    case .unpaired: ["match", "missing"]
    case .unused: ["match"]
    }
  }

  package let metadata: RuleMetadata
  private let fault: SuppressionFault.Kind

  package init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    fault = options.fault
  }

  package func findings(of faults: [SuppressionFault]) -> [Diagnostic] {
    faults.filter { $0.kind == fault }.map { metadata.diagnostic(at: $0.place, $0.fields) }
  }
}
