import Diagnostics
import DraftOutline
import DraftText
import Linting

/// What there is to say of one file that was checked.
package struct FileReport: Sendable {
  /// The path as it is shown.
  package let path: String
  /// The text that the diagnostics speak of.
  package let source: SourceText
  /// The id of the profile that the draft was taken for.
  package let profile: String
  /// The profile's name for users.
  package let profileName: LocalizedText
  /// The findings, in the order of the text.
  package private(set) var diagnostics: [Diagnostic]
  /// The rules that could not be held against the draft.
  package let failures: [ReportedError]
  /// How many findings were fixed, which are not among ``diagnostics``; nil where nothing was to be fixed.
  package let fixed: Int?
  /// What was changed in the file, in the order of the text; nil where nothing was to be fixed, or nobody
  /// wants to know.
  package let changes: [AppliedChange]?
  /// What became of the findings that a baseline holds; nil where there is none.
  package let known: KnownDiagnostics.Outcome?
  /// The rules whose findings are about the draft as a whole.
  package let wholeDraftRules: Set<RuleID>
  /// Tells people where a finding stands; nil where they count lines.
  package let locations: LocationFinder?
  /// How the draft was understood; nil where nobody has looked.
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

  /// Reports what the linter found, after `fixed` other findings were fixed by `changes`.
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

  /// What a report shows of the way in which the draft was understood.
  var outline: ReportedOutline? { document.map(ReportedOutline.init) }

  /// Where a finding stands, for people who see no numbers of lines; nil where they do.
  func location(of diagnostic: Diagnostic) -> Location? { locations?.location(of: diagnostic.range) }

  /// What is said of a finding where nothing but a line shows: with its place behind it, where lines have no numbers.
  func message(of diagnostic: Diagnostic, in language: Language) -> String {
    let message = diagnostic.message.text(in: language)
    guard let place = location(of: diagnostic)?.description(in: language) else { return withoutMiddle(message) }
    let brackets = LocalizedText(zh: "（\(place)）", en: " (\(place))")
    return withoutMiddle(message) + brackets[language]
  }

  /// The report with no findings but those that `lines` concern.
  package func on(_ lines: ChangedLines) -> FileReport {
    var report = self
    report.diagnostics.removeAll {
      !lines.concern($0, in: source, aboutWhole: wholeDraftRules.contains($0.ruleID))
    }
    return report
  }

  /// The report with no more than the first `count` findings.
  func listing(_ count: Int) -> FileReport {
    var report = self
    report.diagnostics = Array(diagnostics.prefix(count))
    return report
  }
}

extension Location {
  /// The place in words: `二、培训项目 › 表3第4行第2列：“共X人”`; nil where nothing is known.
  package func description(in language: Language) -> String? {
    let quotation = quotation.map { LocalizedText(verbatim: "“\($0)”") }
    let parts = [path, quotation].compactMap { $0?[language] }
    return parts.isEmpty ? nil : parts.joined(separator: LocalizedText(zh: "：", en: ": ")[language])
  }
}

/// Something that kept a file, one rule on a file, or the whole run from being checked.
package struct ReportedError: Error, Hashable, Sendable {
  /// The path as it is shown.
  package let path: String
  /// The place in the file, where one is to blame.
  package let position: LinePosition?
  /// What went wrong.
  package let message: LocalizedText
  /// The rule that could not be held against the file; nil where the whole file could not be checked.
  package let rule: RuleID?
  /// Whether the file says how to check, as rule files do, and is no draft.
  package let isConfiguration: Bool
  /// Whether it is a document among drafts that nobody has asked for: it is named, and nothing has failed.
  package let isPassedOver: Bool

  /// Makes an error.
  package init(
    path: String, position: LinePosition? = nil, message: LocalizedText, rule: RuleID? = nil,
    isConfiguration: Bool = false, isPassedOver: Bool = false
  ) {
    self.path = path
    self.position = position
    self.message = message
    self.rule = rule
    self.isConfiguration = isConfiguration
    self.isPassedOver = isPassedOver
  }

  /// Tells of a rule that could not be held against all of a draft.
  package init(path: String, _ failure: RuleFailure) {
    self.init(path: path, message: failure.message, rule: failure.ruleID)
  }

  /// The error as a line for people: `b.txt: error: no such file`.
  package func line(in language: Language) -> String {
    let label =
      isPassedOver
      ? LocalizedText(zh: "没有核", en: "not checked")[language] : LocalizedText(zh: "错误", en: "error")[language]
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(printable(path))\(place): \(label): \(printable(message[language]))\n"
  }
}
