import DraftText
import PatternMatching

/// A kind of phrase that `zhangfa compare` looks for: a key of `Rules/compare.yaml`, which describes each of them.
package enum Phrase: String, CaseIterable, Sendable {
  case name, plan, history, year, ordinal, anniversary, meeting, figure, building, formula
  case otherYear = "other-year"
  case earlierEvent = "earlier-event"
  case notYearly = "not-yearly"

  /// The groups that the pattern must have: what changes from year to year, and the name or unit by which two mentions
  /// are paired.
  package var groups: [String] {
    switch self {
    case .year: ["year"]
    case .anniversary: ["number"]
    case .ordinal, .meeting: ["number", "name"]
    case .figure: ["number", "unit"]
    case .name, .plan, .history, .building, .formula, .otherYear, .earlierEvent, .notYearly: []
    }
  }
}

extension Document {
  /// Returns where phrases of this kind are in `range`; none if the grammar does not have the kind.
  package func phrases(_ phrase: Phrase, in range: TextRange) throws(MatchError) -> [Match] {
    try grammar.phrases[phrase]?.matches(in: source, range: range) ?? []
  }

  /// Whether a phrase of this kind is in `range`.
  package func has(_ phrase: Phrase, in range: TextRange) throws(MatchError) -> Bool {
    try grammar.phrases[phrase]?.firstMatch(in: source, range: range) != nil
  }
}
