import Diagnostics
import DraftText

/// Markdown for the summary of a CI job, or for a comment: a table for each draft with findings.
struct MarkdownReporter: Reporter, Bilingual {
  let language: Language
  private(set) var errors: [ReportedError] = []

  func begin() -> String { "## \(say("核稿结果", "Review of drafts"))\n\n" }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    errors += file.failures
    guard !file.diagnostics.isEmpty else { return }
    let heads = [say("轻重", "severity"), say("位置", "place"), say("问题", "what is wrong"), say("规则", "rule")]
    let profile = file.profileName[language].markdown
    let kind = say("（\(profile)）", " (\(profile))")
    try write("### \(file.path.markdown)\(kind)\n\n" + row(heads) + "| --- | --- | --- | --- |\n")
    for diagnostic in file.diagnostics {
      let position = file.source.lines.position(at: diagnostic.range.start)
      let place = file.location(of: diagnostic)?.path?[language] ?? "\(position.line):\(position.column)"
      let message = withoutMiddle(diagnostic.message.text(in: language))
      let advice = diagnostic.fix.map { say("；", "; ") + withoutMiddle($0.offer(in: language)) }
      try write(
        row([
          diagnostic.severity.label[language], place.markdown, (message + (advice ?? "")).markdown,
          "`\(diagnostic.ruleID.name)`",
        ]))
    }
    try write("\n")
  }

  mutating func report(_ error: ReportedError) -> String {
    errors.append(error)
    return ""
  }

  func finish(_ summary: Summary) -> String {
    let errors = errors.map { "- \($0.line(in: language).markdown)\n" }.joined()
    let lines = summary.text(in: language).split(separator: "\n").map { String($0).markdown + "\n" }
    return (errors.isEmpty ? "" : errors + "\n") + lines.joined(separator: "\n")
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
}
