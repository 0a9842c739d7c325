import Diagnostics
import DraftText
import Reporting

/// The content of a recheck report in JSON, version 1. Lines and columns count from 1; columns count code points.
private struct RecheckDescription: Encodable {
  struct Version: Encodable {
    let path, profile: String
  }

  struct Finding: Encodable {
    let rule: String
    let severity: Severity
    let message: String
    let draft, revised: JSONPlace?
  }

  struct Counts: Encodable {
    let putRight, remaining, new, unjudged: Int
  }

  let version = 1
  let draft, revised: Version
  let summary: Counts
  let putRight, remaining, new, unjudged: [Finding]
}

extension Recheck {
  /// The recheck as JSON, with its final line end.
  package func json(in language: Language) -> String {
    func old(_ finding: Diagnostic) -> RecheckDescription.Finding {
      describe(finding, draft: place(finding, draft, language), revised: nil, language)
    }
    let description = RecheckDescription(
      draft: .init(path: draft.path, profile: draft.result.profile.id),
      revised: .init(path: revised.path, profile: revised.result.profile.id),
      summary: .init(putRight: putRight.count, remaining: remaining.count, new: new.count, unjudged: unjudged.count),
      putRight: putRight.map(old),
      remaining: remaining.map { pair in
        describe(
          pair.new, draft: place(pair.old, draft, language), revised: place(pair.new, revised, language), language)
      },
      new: new.map { describe($0, draft: nil, revised: place($0, revised, language), language) },
      unjudged: unjudged.map(old))
    return Reporting.json(description, isIndented: true) + "\n"
  }

  private func describe(
    _ finding: Diagnostic, draft: JSONPlace?, revised: JSONPlace?, _ language: Language
  ) -> RecheckDescription.Finding {
    .init(
      rule: finding.ruleID.name, severity: finding.severity, message: finding.message.text(in: language), draft: draft,
      revised: revised)
  }

  private func place(_ finding: Diagnostic, _ version: CheckedVersion, _ language: Language) -> JSONPlace {
    JSONPlace(finding.range, in: version.source, version.result.locations, language)
  }
}
