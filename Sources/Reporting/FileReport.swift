import Diagnostics
import DraftOutline
import DraftText
import Linting

/// The results of the check of one file.
package struct FileReport: Sendable {
  /// The path as it is shown.
  package let path: String
  /// The text that the diagnostics refer to.
  package let source: SourceText
  /// The id of the draft's profile.
  package let profile: String
  /// The profile's name for users.
  package let profileName: LocalizedText
  /// The findings, in the order of the text.
  package private(set) var diagnostics: [Diagnostic]
  /// The rules that could not be applied to the draft.
  package let failures: [ReportedError]
  /// How many findings were fixed; ``diagnostics`` does not contain them. Nil if the run applies no fixes.
  package let fixed: Int?
  /// The changes to the file, in the order of the text; nil if the run applies no fixes or does not list them.
  package let changes: [AppliedChange]?
  /// The numbers of findings in the baseline that are known and that are gone; nil without a baseline.
  package let known: KnownDiagnostics.Outcome?
  /// The rules whose findings are about the draft as a whole.
  package let wholeDraftRules: Set<RuleID>
  /// Finds places in a Word document, for people; nil for a text, in which they use line numbers.
  package let locations: LocationFinder?
  /// The draft with its outline and parts; nil if a report does not need them.
  private let document: Document?

  /// Makes a report.
  package init(
    path: String, source: SourceText, profile: String, profileName: LocalizedText, diagnostics: [Diagnostic],
    failures: [ReportedError] = [], fixed: Int? = nil, changes: [AppliedChange]? = nil,
    known: KnownDiagnostics.Outcome? = nil, wholeDraftRules: Set<RuleID> = [],
    locations: LocationFinder? = nil, document: Document? = nil
  ) {
    self.path = path
    self.source = source
    self.profile = profile
    self.profileName = profileName
    self.diagnostics = diagnostics
    self.failures = failures
    self.fixed = fixed
    self.changes = changes
    self.known = known
    self.wholeDraftRules = wholeDraftRules
    self.locations = locations
    self.document = document
  }

  /// Makes a report on the result of the linter, after `changes` have fixed `fixed` other findings.
  package init(
    path: String, source: SourceText, result: Linter.Result, fixed: Int? = nil, changes: [AppliedChange]? = nil
  ) {
    self.init(
      path: path, source: source, profile: result.profile.id, profileName: result.profile.name,
      diagnostics: result.diagnostics,
      failures: result.failures.map { ReportedError(path: path, $0) }, fixed: fixed,
      changes: changes, known: result.known, wholeDraftRules: result.wholeDraftRules, locations: result.locations,
      document: result.document)
  }

  /// The outline and parts of the draft, as a report shows them.
  var outline: ReportedOutline? { document.map(ReportedOutline.init) }

  /// Returns the place of a finding in a Word document, which shows no line numbers; nil for a text.
  func location(of diagnostic: Diagnostic) -> Location? { locations?.location(of: diagnostic.range) }

  /// Returns the message of a finding for formats that otherwise show only a line number. In a Word document its place follows.
  func message(of diagnostic: Diagnostic, in language: Language) -> String {
    let message = diagnostic.message.text(in: language)
    guard let place = location(of: diagnostic)?.description(in: language) else { return withoutMiddle(message) }
    let brackets = LocalizedText(zh: "（\(place)）", en: " (\(place))")
    return withoutMiddle(message) + brackets[language]
  }

  /// Returns the report with only the findings that `lines` concern.
  package func on(_ lines: ChangedLines) -> FileReport {
    var report = self
    report.diagnostics.removeAll {
      !lines.concern($0, in: source, aboutWhole: wholeDraftRules.contains($0.ruleID))
    }
    return report
  }

  /// Returns the report with at most the first `count` findings.
  func listing(_ count: Int) -> FileReport {
    var report = self
    report.diagnostics = Array(diagnostics.prefix(count))
    return report
  }
}

/// An error that prevented the check of a file, the use of one rule on a file, or the whole run.
package struct ReportedError: Error, Hashable, Sendable {
  /// The path as it is shown.
  package let path: String
  /// The place of the error in the file; nil if it has none.
  package let position: LinePosition?
  /// What went wrong.
  package let message: LocalizedText
  /// The rule that could not be applied to the file; nil if the whole file could not be checked.
  package let rule: RuleID?
  /// Whether the file is a configuration or a rule file, not a draft.
  package let isConfiguration: Bool
  /// Whether a file that the user did not name was skipped. Reports mention the file, but the run has not failed.
  package let isSkipped: Bool

  /// Makes an error.
  package init(
    path: String, position: LinePosition? = nil, message: LocalizedText, rule: RuleID? = nil,
    isConfiguration: Bool = false, isSkipped: Bool = false
  ) {
    self.path = path
    self.position = position
    self.message = message
    self.rule = rule
    self.isConfiguration = isConfiguration
    self.isSkipped = isSkipped
  }

  /// Makes the error of a rule that could not be applied to all of a draft.
  package init(path: String, _ failure: RuleFailure) {
    self.init(path: path, message: failure.message, rule: failure.ruleID)
  }

  /// Returns the error as a line for people: `b.txt: error: no such file`.
  package func line(in language: Language) -> String {
    let label =
      isSkipped
      ? LocalizedText(zh: "没有核", en: "not checked")[language] : LocalizedText(zh: "错误", en: "error")[language]
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(printable(path))\(place): \(label): \(printable(message[language]))\n"
  }
}
