import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleEngine

/// Holds drafts against rules.
package struct Linter: Sendable {
  /// What was found in one draft.
  package struct Result: Sendable {
    /// How the draft was understood.
    package let document: Document
    /// Tells people where a finding stands; nil where they count lines.
    package let locations: LocationFinder?
    /// The findings, in the order of the text, those at one place by rule.
    package let diagnostics: [Diagnostic]
    /// The rules that could not be held against the draft.
    package let failures: [RuleFailure]
    /// What became of the findings that were known before; nil where none could be.
    package let known: KnownDiagnostics.Outcome?
    /// The rules whose findings are about the draft as a whole.
    package let wholeDraftRules: Set<RuleID>

    /// What kind of document the draft was taken for.
    package var profile: Profile { document.profile }

    /// What a baseline keeps of the findings in `source`.
    package func fingerprints(in source: SourceText) -> [Fingerprint] {
      weighedFingerprints(in: source).map(\.fingerprint)
    }

    /// The fingerprints of the findings in `source`, each with what its halves tell.
    package func weighedFingerprints(in source: SourceText) -> [WeighedFingerprint] {
      diagnostics.map { WeighedFingerprint($0, in: source, isAboutWhole: wholeDraftRules.contains($0.ruleID)) }
    }
  }

  /// The rules that drafts are held against, by id.
  package var ruleMetadata: [RuleMetadata] { (rules + layoutRules).map(\.metadata) }

  var rules: [any Rule]
  /// Those that only drafts of a profile which asks for them are held against.
  private let layoutRules: [any Rule]
  /// Rules that are run though they were not selected, because a selected one shares their group. What they find is not
  /// reported, and of two findings at one place the one of the lower rank is not either: without placeholder/money,
  /// placeholder/other still says nothing about X万元.
  var outranking: [any Rule]
  private let wholeDraftRules: Set<RuleID>
  /// The ids of all rules of the rule set, and of those that the selection leaves out though they are not off.
  private let ruleIDs: [RuleID]
  private let leftOut: Set<RuleID>
  /// The severities that are not the rules' own.
  private let severities: [RuleID: Severity]
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
  /// - Parameter settings: What is said of the drafts that it will check; names of rules that are none are passed over.
  /// - Throws: An ``UnknownNameError`` when the rule set has no such profile as the settings name.
  package init(
    _ ruleSet: RuleSet, selection: RuleSelection, settings: FileSettings = FileSettings()
  ) throws(UnknownNameError) {
    profile = settings.profile?.value
    if let profile, !ruleSet.profiles.contains(where: { $0.id == profile }) {
      throw UnknownNameError(.profile, profile, known: ruleSet.profiles.map(\.id))
    }
    var severities: [RuleID: Severity] = [:]
    var leftOut: Set<RuleID> = []
    ruleIDs = ruleSet.rules.map(\.metadata.id)
    var layoutRules: [any Rule] = []
    rules = ruleSet.rules.filter { rule in
      let own = rule.metadata.severity
      let wanted = settings.severity(of: rule.metadata.id)
      let severity = wanted.map(\.value.severity) ?? own
      if severity != own { severities[rule.metadata.id] = severity }
      let isOptional = rule.metadata.isOptional && wanted == nil
      let isIncluded = selection.includes(rule.metadata.id, isOff: severity == nil, isOptional: isOptional)
      if !isIncluded, isOptional, rule.isAboutLayout, selection.includes(rule.metadata.id) {
        layoutRules.append(rule)
      }
      if !isIncluded, !isOptional, severity != nil { leftOut.insert(rule.metadata.id) }
      return isIncluded
    }
    self.layoutRules = layoutRules
    self.leftOut = leftOut
    self.severities = severities
    let wanted = Set(rules.map(\.metadata.id))
    wholeDraftRules = Set((rules + layoutRules).filter(\.isAboutWholeDraft).map(\.metadata.id))
    let groups = Set(rules.compactMap(\.metadata.group))
    outranking = ruleSet.rules.filter { rule in
      let metadata = rule.metadata
      return metadata.severity != nil && !metadata.isOptional && !wanted.contains(metadata.id)
        && metadata.group.map(groups.contains) ?? false
    }
    authorNames = settings.names.map(\.value)
    accepted = AcceptedWords(settings.accepted.map(\.value) + authorNames)
    resolution = ConflictResolution((rules + outranking).map(\.metadata))
    grammar = ruleSet.grammar
    profiles = ruleSet.profiles
  }

  /// The linter for a draft of which a baseline holds `known`: what is known is not found again.
  package func leavingOut(_ known: KnownDiagnostics?) -> Linter {
    var linter = self
    linter.known = known
    return linter
  }

  /// The linter for drafts that are fixed in a copy, which a Word document can be.
  package var writingCopies: Linter {
    var linter = self
    linter.writesCopies = true
    return linter
  }

  /// Reads the outline of a draft.
  package func document(_ source: SourceText) throws(DraftError) -> Document {
    do throws(MatchError) {
      return try Document(
        source.withStructure.body, grammar: grammar, profiles: profiles, profile: profile, authorNames: authorNames)
    } catch {
      throw .outline(error)
    }
  }

  /// Checks one draft.
  ///
  /// A rule whose pattern hits a limit becomes a failure of the result; the other rules go on.
  ///
  /// - Parameter lap: Told of each step when it has been done.
  package func lint(
    _ source: SourceText, lap: (Stopwatch.Step) -> Void = { _ in }
  ) throws(DraftError) -> Result {
    let whole = source.withStructure
    let body = whole.body
    let document = try document(body)
    lap(.outline)
    var failures: [RuleFailure] = []
    let found = search(document, &failures, lap)
    var findings = inText(of: body, withoutConflicts(found, in: document), document)
    findings = unsuppressed(findings, in: document, failures)
    findings = aboutProse(findings, in: body)
    findings += try findingsInMargins(of: whole, as: document.profile, &failures)
    findings += layoutFindings(in: whole, document, &failures)
    findings = findings.sortedByPlace
    if !body.format.isWritable, !writesCopies { findings = findings.map(\.withDisplayOnlyFix) }
    // What a comment suppresses is gone by now, and what is known goes here: a fixer sees neither.
    let unjudged = leftOut.union(failures.map(\.ruleID))
    let unknown = known?.newDiagnostics(among: findings, in: whole, aboutWhole: wholeDraftRules) {
      !unjudged.contains($0)
    }
    lap(.settling)
    return Result(
      document: document, locations: LocationFinder(document, in: whole), diagnostics: unknown?.new ?? findings,
      failures: failures, known: unknown?.outcome, wholeDraftRules: wholeDraftRules)
  }

  /// What all rules find in the text that they see, those among it that only outrank others.
  private func search(
    _ document: Document, _ failures: inout [RuleFailure], _ lap: (Stopwatch.Step) -> Void
  ) -> [Diagnostic] {
    let scalars = ScalarSet(utf8: document.source.utf8)
    var found: [Diagnostic] = []
    for rule in rules {
      do throws(MatchError) {
        let own = try findings(of: rule, in: document, holding: scalars)
        found += own.prefix(RuleMetadata.mostFindings)
        if own.count > RuleMetadata.mostFindings { failures.append(RuleFailure(ruleID: rule.metadata.id, .tooMany)) }
      } catch {
        failures.append(RuleFailure(ruleID: rule.metadata.id, error: error))
      }
      lap(.rule(rule.metadata.id))
    }
    // Nobody has asked for these, so nobody is told where one fails.
    for rule in outranking {
      found += (try? findings(of: rule, in: document, holding: scalars))?.prefix(RuleMetadata.mostFindings) ?? []
      lap(.rule(rule.metadata.id))
    }
    return found
  }

  /// `found` without accepted words, and at each place without what another rule outranks.
  private func withoutConflicts(_ found: [Diagnostic], in document: Document) -> [Diagnostic] {
    let resolved = resolution.resolve(accepted.withoutAccepted(found, at: \.range, in: document.source))
    let unwanted = Set(outranking.map(\.metadata.id))
    return unwanted.isEmpty ? resolved : resolved.filter { !unwanted.contains($0.ruleID) }
  }

  /// `found` with the places of the text as it was read: rules see one without its comments, and with broken lines joined.
  private func inText(of body: SourceText, _ found: [Diagnostic], _ document: Document) -> [Diagnostic] {
    let hidden = HiddenText(comments: document.suppressionComments, structure: body.structure)
    return hidden.uncover(
      document.reflowed.isIdentical ? found : found.map { $0.moved(to: document.reflowed) })
  }

  /// `findings` without what is said of the characters of addresses and names of files.
  private func aboutProse(_ findings: [Diagnostic], in body: SourceText) -> [Diagnostic] {
    var findings = findings
    if findings.contains(where: ProtectedText.concerns) {
      findings = findings.compactMap(ProtectedText(body.withoutLiterals).aboutProse)
    }
    return body.hasOnlyCarriageReturns ? findings.map(\.withCarriageReturns) : findings
  }

  /// What the draft looks like on paper, where somebody asks for that.
  private func layoutFindings(
    in source: SourceText, _ document: Document, _ failures: inout [RuleFailure]
  ) -> [Diagnostic] {
    let wanted = (document.profile.checksLayout ? rules + layoutRules : rules).filter(\.isAboutLayout)
    guard !wanted.isEmpty, let layout = source.provenance.layout() else { return [] }
    var found: [Diagnostic] = []
    for rule in wanted {
      do throws(MatchError) {
        found += weighed(try rule.findings(of: layout, in: document), of: rule)
      } catch {
        failures.append(RuleFailure(ruleID: rule.metadata.id, error: error))
      }
    }
    return found
  }

  /// The findings that no comment of the draft suppresses, with those about the comments.
  private func unsuppressed(
    _ findings: [Diagnostic], in document: Document, _ failures: [RuleFailure]
  ) -> [Diagnostic] {
    guard !document.suppressionComments.isEmpty else { return findings }
    let suppression = Suppression(document, rules: ruleIDs)
    let (kept, faults) = suppression.unsuppressed(
      findings, held: Set(rules.map(\.metadata.id)), leftOut: leftOut.union(failures.map(\.ruleID)))
    let own = rules.flatMap { weighed($0.findings(of: faults), of: $0) }
    return (kept + suppression.unsuppressed(own)).sortedByPlace
  }

  /// What `rule` finds.
  private func findings(
    of rule: any Rule, in document: Document, holding scalars: ScalarSet
  ) throws(MatchError) -> [Diagnostic] {
    let found = try sharingMatchWork(forBytes: document.source.utf8.count) { () throws(MatchError) in
      try rule.findings(in: document, holding: scalars)
    }
    return found.isEmpty ? [] : weighed(found, of: rule)
  }

  /// The findings of `rule`, as severe as they are wanted.
  func weighed(_ findings: [Diagnostic], of rule: any Rule) -> [Diagnostic] {
    guard let severity = severities[rule.metadata.id] else { return findings }
    let own = rule.metadata.severity ?? .info
    // What the rule holds to be less than certain stays so.
    return findings.map { $0.with(severity: $0.severity < own ? min($0.severity, severity) : severity) }
  }
}
