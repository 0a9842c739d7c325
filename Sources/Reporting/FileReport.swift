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
  package private(set) var failures: [ReportedError] = []
  /// How many findings were fixed; ``diagnostics`` does not contain them. Nil if the run applies no fixes.
  package private(set) var fixed: Int?
  /// The changes to the file, in the order of the text; nil if the run applies no fixes or does not list them.
  package private(set) var changes: [AppliedChange]?
  /// The numbers of findings in the baseline that are known and that are gone; nil without a baseline.
  package private(set) var known: KnownDiagnostics.Outcome?
  /// The rules whose findings are about the draft as a whole.
  package private(set) var wholeDraftRules: Set<RuleID> = []
  /// Finds places in a Word document, for people; nil for a text, in which they use line numbers.
  package private(set) var locations: LocationFinder?
  /// The draft with its outline and parts; nil if a report does not need them.
  private(set) var document: Document?
}

extension FileReport {
  /// Makes a report on the result of the linter, after `changes` have fixed `fixed` other findings.
  package init(path: String, result: Linter.Result, fixed: Int? = nil, changes: [AppliedChange]? = nil) {
    self.init(
      path: path, source: result.source, profile: result.profile.id, profileName: result.profile.name,
      diagnostics: result.diagnostics,
      failures: result.failures.map { ReportedError(path: path, $0) }, fixed: fixed,
      changes: changes, known: result.known, wholeDraftRules: result.wholeDraftRules, locations: result.locations,
      document: result.document)
  }

  /// The outline and parts of the draft, as a report shows them.
  var outline: ReportedOutline? { document.map(ReportedOutline.init) }

  /// Returns the place of a finding in a Word document, which shows no line numbers; nil for a text.
  func location(of diagnostic: Diagnostic) -> Location? { locations?.location(of: diagnostic.range) }

  /// Returns the message of a finding for formats that otherwise show only a line number. In a Word document its place
  /// follows.
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
