import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleEngine

/// Checks drafts with rules.
package struct Linter: Sendable {
  /// The result of checking one draft.
  package struct Result: Sendable {
    /// The text that the findings refer to.
    package let source: SourceText
    /// The outline of the draft.
    package let document: Document
    /// Finds locations for people, such as a heading; nil where the draft has line numbers.
    package let locations: LocationFinder?
    /// The findings in the order of the text; findings at one place are sorted by rule.
    package let diagnostics: [Diagnostic]
    /// The rules that could not check the whole draft.
    package let failures: [RuleFailure]
    /// What became of the findings in the baseline; nil without a baseline.
    package let known: KnownDiagnostics.Outcome?
    /// The rules whose findings are about the draft as a whole.
    package let wholeDraftRules: Set<RuleID>

    /// The profile that was found for the draft.
    package var profile: Profile { document.profile }

    /// The fingerprints of the findings, as a baseline stores them.
    package var fingerprints: [Fingerprint] { ratedFingerprints.map(\.fingerprint) }

    /// The fingerprints of the findings, and which halves of each identify a finding alone.
    package var ratedFingerprints: [RatedFingerprint] {
      diagnostics.map { RatedFingerprint($0, in: source, isAboutWhole: wholeDraftRules.contains($0.ruleID)) }
    }
  }

  var choice: RuleChoice
  /// The ids of all rules of the rule set.
  private let ruleIDs: [RuleID]
  private let accepted: AcceptedWords
  private let authorNames: [String]
  private let resolution: ConflictResolution
  private let grammar: OutlineGrammar
  private let profiles: [Profile]
  var profile: String?
  var known: KnownDiagnostics?
  private var writesCopies = false

  /// Prepares a linter.
  ///
  /// - Parameter settings: The settings of the drafts to check; unknown names of rules are ignored.
  /// - Throws: An error when the rule set lacks the profile of the settings.
  package init(
    _ ruleSet: RuleSet, selection: RuleSelection, settings: FileSettings = FileSettings()
  ) throws(Failure) {
    profile = settings.profile?.value
    if let profile, !ruleSet.profiles.contains(where: { $0.id == profile }) {
      let message = LocalizedText(zh: "没有叫“\(profile)”的文种", en: "there is no profile “\(profile)”")
      throw .unknownName(profile, message, known: ruleSet.profiles.map(\.id))
    }
    choice = RuleChoice(ruleSet, selection, settings)
    ruleIDs = ruleSet.rules.map(\.metadata.id)
    authorNames = settings.names.map(\.value)
    accepted = AcceptedWords(settings.accepted.map(\.value) + authorNames)
    resolution = ConflictResolution(choice.metadata + choice.outranking.map(\.metadata))
    grammar = ruleSet.grammar
    profiles = ruleSet.profiles
  }

  /// The metadata of the rules that drafts are checked with.
  package var ruleMetadata: [RuleMetadata] { choice.metadata }

  /// Returns a linter that does not report the findings in `known`, the entries of a baseline for one draft.
  package func excluding(_ known: KnownDiagnostics?) -> Linter {
    var linter = self
    linter.known = known
    return linter
  }

  /// A linter for drafts that are fixed in a copy; only a copy of a Word document can be fixed.
  package var writingCopies: Linter {
    var linter = self
    linter.writesCopies = true
    return linter
  }

  /// Reads the outline of a draft.
  package func document(_ source: SourceText) throws(DraftError) -> Document {
    try Swift.Result { () throws(MatchError) in
      try Document(
        source.withStructure.body, grammar: grammar, profiles: profiles, profile: profile, authorNames: authorNames)
    }.mapError(DraftError.outline).get()
  }

  /// Checks one draft.
  ///
  /// A rule whose pattern hits a limit becomes a failure of the result; the other rules go on.
  ///
  /// - Parameter lap: Called after each step.
  package func lint(
    _ source: SourceText, lap: (Stopwatch.Step) -> Void = { _ in }
  ) throws(DraftError) -> Result {
    let whole = source.withStructure
    let body = whole.body
    let document = try document(body)
    lap(.outline)
    var failures: [RuleFailure] = []
    let found = search(document, &failures, lap)
    var findings = movedToSource(body, withoutConflicts(found, in: document), document)
    findings = unsuppressed(findings, in: document, failures)
    findings = withoutAddressFindings(findings, in: body)
    findings += try findingsInMargins(of: whole, as: document.profile, &failures)
    findings += layoutFindings(in: whole, document, &failures)
    findings = findings.sortedByPlace
    if !body.format.features.isText, !writesCopies { findings = findings.map(\.withDisplayOnlyFix) }
    // Suppressed findings are gone by now, and known findings go here: a fixer sees neither.
    let unjudged = choice.excludedIDs.union(failures.map(\.ruleID))
    let unknown = known?.newDiagnostics(among: findings, in: whole, aboutWhole: choice.wholeDraftIDs) {
      !unjudged.contains($0)
    }
    lap(.settling)
    return Result(
      source: source, document: document, locations: LocationFinder(document, in: whole),
      diagnostics: unknown?.new ?? findings, failures: failures, known: unknown?.outcome,
      wholeDraftRules: choice.wholeDraftIDs)
  }

  /// Returns what all rules find in the text that rules see, including rules that only outrank others.
  private func search(
    _ document: Document, _ failures: inout [RuleFailure], _ lap: (Stopwatch.Step) -> Void
  ) -> [Diagnostic] {
    let scalars = ScalarSet(utf8: document.source.utf8)
    var found: [Diagnostic] = []
    for rule in choice.selected.document {
      do throws(MatchError) {
        let own = try findings(of: rule, in: document, holding: scalars)
        found += own.prefix(RuleMetadata.mostFindings)
        if own.count > RuleMetadata.mostFindings { failures.append(RuleFailure(tooManyOf: rule.metadata.id)) }
      } catch {
        failures.append(RuleFailure(ruleID: rule.metadata.id, error: error))
      }
      lap(.rule(rule.metadata.id))
    }
    // Their work is done elsewhere; the table of costs has a row for each rule.
    for rule in choice.selected.others { lap(.rule(rule.metadata.id)) }
    // Nobody has selected these rules, so their failures are not reported.
    for rule in choice.outranking {
      found += (try? findings(of: rule, in: document, holding: scalars))?.prefix(RuleMetadata.mostFindings) ?? []
      lap(.rule(rule.metadata.id))
    }
    return found
  }

  /// Returns `found` without findings in accepted words, and without findings that are outranked.
  private func withoutConflicts(_ found: [Diagnostic], in document: Document) -> [Diagnostic] {
    let resolved = resolution.resolve(accepted.withoutAccepted(found, at: \.range, in: document.source))
    let unwanted = Set(choice.outranking.map(\.metadata.id))
    return unwanted.isEmpty ? resolved : resolved.filter { !unwanted.contains($0.ruleID) }
  }

  /// Moves `found` to the text as read. Rules see a text without comments, in which broken lines are joined.
  private func movedToSource(_ body: SourceText, _ found: [Diagnostic], _ document: Document) -> [Diagnostic] {
    let hidden = HiddenText(comments: document.suppressionComments, structure: body.structure)
    return hidden.visible(
      document.reflowed.isIdentical ? found : found.map { $0.moved(to: document.reflowed) })
  }

  /// Returns `findings` without those about the characters of addresses and file names.
  private func withoutAddressFindings(_ findings: [Diagnostic], in body: SourceText) -> [Diagnostic] {
    var findings = findings
    if findings.contains(where: ProtectedText.concerns) {
      findings = findings.compactMap(ProtectedText(body.withoutLiterals).withoutProtectedText)
    }
    return body.hasOnlyCarriageReturns ? findings.map(\.withCarriageReturns) : findings
  }

  /// Returns findings about the layout on paper, where a rule was selected or the profile asks for it.
  private func layoutFindings(
    in source: SourceText, _ document: Document, _ failures: inout [RuleFailure]
  ) -> [Diagnostic] {
    let wanted = choice.selected.layout + (document.profile.checksLayout ? choice.optionalLayout : [])
    guard !wanted.isEmpty, let layout = source.provenance.layout() else { return [] }
    var found: [Diagnostic] = []
    for rule in wanted {
      do throws(MatchError) {
        found += choice.withConfiguredSeverity(try rule.findings(of: layout, in: document), of: rule)
      } catch {
        failures.append(RuleFailure(ruleID: rule.metadata.id, error: error))
      }
    }
    return found
  }

  /// Returns the findings that no comment of the draft suppresses, and the findings about these comments.
  private func unsuppressed(
    _ findings: [Diagnostic], in document: Document, _ failures: [RuleFailure]
  ) -> [Diagnostic] {
    guard !document.suppressionComments.isEmpty else { return findings }
    let suppression = Suppression(document, rules: ruleIDs)
    let (kept, faults) = suppression.unsuppressed(
      findings, checked: choice.selectedIDs, unchecked: choice.excludedIDs.union(failures.map(\.ruleID)))
    let own = choice.selected.suppression.flatMap { choice.withConfiguredSeverity($0.findings(of: faults), of: $0) }
    return (kept + suppression.unsuppressed(own)).sortedByPlace
  }

  /// Returns the findings of `rule`.
  private func findings(
    of rule: any DocumentRule, in document: Document, holding scalars: ScalarSet
  ) throws(MatchError) -> [Diagnostic] {
    let found = try sharingMatchWork(forBytes: document.source.utf8.count) { () throws(MatchError) in
      try rule.findings(in: document, holding: scalars)
    }
    return found.isEmpty ? [] : choice.withConfiguredSeverity(found, of: rule)
  }
}
