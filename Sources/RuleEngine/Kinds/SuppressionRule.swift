import Diagnostics
import DraftOutline
import DraftText
import RuleFiles

/// Says what is wrong with the comments that suppress diagnostics.
///
/// What that is shows only when all rules have been held against the draft: ``Suppression`` finds it, and each rule of this kind
/// reports one sort of fault. Fields of the message: `{match}`, the word in question; `{hint}`, what was probably meant, as
/// the end of a sentence; `{missing}`, what should stand elsewhere.
struct SuppressionRule: Rule {
  /// The keys of a `silence` rule.
  struct Options: Decodable, Sendable {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case fault
    }

    /// What to report.
    let fault: SuppressionFault.Kind
  }

  static let kind = "silence"
  /// There are comments in Markdown alone.
  static let exampleFormat = DraftFormat.markdown

  static func messageFields(_ options: Options) -> Set<String> {
    switch options.fault {
    case .unknown: ["match", "hint"]
    case .unpaired: ["match", "missing"]
    case .unused: ["match"]
    }
  }

  let metadata: RuleMetadata
  private let fault: SuppressionFault.Kind

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    fault = options.fault
  }

  func check(_ document: Document) -> [Diagnostic] { [] }

  func findings(of faults: [SuppressionFault]) -> [Diagnostic] {
    faults.filter { $0.kind == fault }.map { metadata.diagnostic(at: $0.place, $0.fields) }
  }
}
