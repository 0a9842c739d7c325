import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleEngine

/// Holds drafts against rules.
package struct Linter: Sendable {
  /// What was found in one draft.
  package struct Result: Sendable {
    /// What kind of document the draft was taken for.
    package let genre: Genre
    /// The findings, in the order of the text, those at one place by rule.
    package let diagnostics: [Diagnostic]
    /// The rules that could not be held against the draft.
    package let failures: [RuleFailure]
  }

  /// The rules that drafts are held against, by id.
  package var ruleMetadata: [RuleMetadata] { rules.map(\.metadata) }

  private let rules: [any Rule]
  /// Rules that are not wanted and whose findings yet keep others away: what is an amount of money does not become a
  /// placeholder of no kind by switching off the rule for money.
  private let outranking: [any Rule]
  /// The severities that are not the rules' own.
  private let severities: [RuleID: Severity]
  private let accepted: AcceptedWords
  private let authorNames: [String]
  private let resolution: FindingResolution
  private let grammar: OutlineGrammar
  private let genres: [Genre]
  private let profile: String?

  /// Prepares a linter.
  ///
  /// - Parameter settings: What is said of the drafts that it will check; names of rules that are none are passed over.
  /// - Throws: An ``UnknownNameError`` when the rule set has no such genre as the settings name.
  package init(
    _ ruleSet: RuleSet, selection: RuleSelection, settings: FileSettings = FileSettings()
  ) throws(UnknownNameError) {
    profile = settings.profile?.value
    if let profile, !ruleSet.genres.contains(where: { $0.id == profile }) {
      throw UnknownNameError(.profile, profile, known: ruleSet.genres.map(\.id))
    }
    var severities: [RuleID: Severity] = [:]
    rules = ruleSet.rules.filter { rule in
      let own = rule.metadata.severity
      let severity = settings.severity(of: rule.metadata.id).map(\.value.severity) ?? own
      if severity != own { severities[rule.metadata.id] = severity }
      return selection.includes(rule.metadata.id, isOff: severity == nil)
    }
    self.severities = severities
    let wanted = Set(rules.map(\.metadata.id))
    let groups = Set(rules.compactMap(\.metadata.group))
    outranking = ruleSet.rules.filter { rule in
      let metadata = rule.metadata
      return metadata.severity != nil && !wanted.contains(metadata.id) && metadata.group.map(groups.contains) ?? false
    }
    authorNames = settings.names.map(\.value)
    accepted = AcceptedWords(settings.accepted.map(\.value) + authorNames)
    resolution = FindingResolution((rules + outranking).map(\.metadata))
    grammar = ruleSet.grammar
    genres = ruleSet.genres
  }

  /// Reads the outline of a draft.
  package func document(_ source: SourceText) throws(DraftError) -> Document {
    do throws(MatchError) {
      return try Document(source, grammar: grammar, genres: genres, genre: profile, authorNames: authorNames)
    } catch {
      throw .outline(error)
    }
  }

  /// Checks one draft.
  ///
  /// A rule whose pattern hits a limit becomes a failure of the result; the other rules go on.
  package func lint(_ source: SourceText) throws(DraftError) -> Result {
    let document = try document(source)
    var found: [Diagnostic] = []
    var failures: [RuleFailure] = []
    for rule in rules {
      do throws(MatchError) {
        found += try findings(of: rule, in: document)
      } catch {
        failures.append(RuleFailure(ruleID: rule.metadata.id, error: error))
      }
    }
    // A rule that is not wanted and fails is not missed.
    for rule in outranking { found += (try? findings(of: rule, in: document)) ?? [] }
    let silent = Set(outranking.map(\.metadata.id))
    return Result(
      genre: document.genre,
      diagnostics: resolution.resolve(found).filter { !silent.contains($0.ruleID) }
        .map { $0.moved(to: document.reflowed) }
        // Nothing is written into a Word file.
        .map { source.format == .word ? $0.withDisplayOnlyFix : $0 },
      failures: failures)
  }

  /// What `rule` finds that is not accepted, as severe as it is wanted.
  private func findings(of rule: any Rule, in document: Document) throws(MatchError) -> [Diagnostic] {
    let findings = try rule.check(document).filter { !accepted.hold($0.range, in: document.source) }
    guard let severity = severities[rule.metadata.id] else { return findings }
    let own = rule.metadata.severity ?? .info
    // What the rule holds to be less than certain stays so.
    return findings.map { $0.with(severity: $0.severity < own ? min($0.severity, severity) : severity) }
  }
}
