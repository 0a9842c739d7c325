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
  private let resolution: FindingResolution
  private let grammar: OutlineGrammar
  private let genres: [Genre]
  private let profile: String?

  /// Prepares a linter.
  ///
  /// - Parameters:
  ///   - profile: The id of the genre that every draft is taken for; nil to find out for each.
  /// - Throws: An ``UnknownNameError`` when the rule set has no such genre.
  package init(
    _ ruleSet: RuleSet, selection: RuleSelection, profile: String? = nil
  ) throws(UnknownNameError) {
    if let profile, !ruleSet.genres.contains(where: { $0.id == profile }) {
      throw UnknownNameError(.profile, profile, known: ruleSet.genres.map(\.id))
    }
    rules = ruleSet.rules.filter { selection.includes($0.metadata) }
    resolution = FindingResolution(rules.map(\.metadata))
    grammar = ruleSet.grammar
    genres = ruleSet.genres
    self.profile = profile
  }

  /// Reads the outline of a draft.
  package func document(_ source: SourceText) throws(DraftError) -> Document {
    do throws(MatchError) {
      return try Document(source, grammar: grammar, genres: genres, genre: profile)
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
        found += try rule.check(document)
      } catch {
        failures.append(RuleFailure(ruleID: rule.metadata.id, error: error))
      }
    }
    return Result(
      genre: document.genre,
      diagnostics: resolution.resolve(found).map { $0.moved(to: document.reflowed) },
      failures: failures)
  }
}
