import Diagnostics
import DraftText
import Testing

@testable import Linting
@testable import RuleEngine

@Suite struct ConflictResolutionTests {
  private static let rules = [
    rule("placeholder/date", group: "blank", rank: 20), rule("placeholder/any", group: "blank", rank: 0),
    rule("placeholder/body", group: "blank", rank: 20), rule("wording/x"), rule("residue/html"),
  ]

  private static func rule(_ id: String, group: String? = nil, rank: Int = 0) -> RuleMetadata {
    RuleMetadata(
      id: RuleID(id), severity: .error, message: LocalizedText(verbatim: ""), group: group, rank: rank)
  }

  private func finding(_ rule: String, _ start: Int, _ end: Int, _ message: String = "") -> Diagnostic {
    Diagnostic(
      ruleID: RuleID(rule), severity: .error, message: Message(LocalizedText(verbatim: message)),
      range: TextRange(start, end))
  }

  private func resolve(_ findings: [Diagnostic]) -> [String] {
    ConflictResolution(Self.rules).resolve(findings)
      .map { "\($0.ruleID) \($0.range.start)-\($0.range.end)" }
  }

  @Test func sortsByPlaceThenRule() {
    #expect(
      resolve([
        finding("wording/x", 5, 6), finding("wording/x", 0, 2), finding("residue/html", 0, 2),
        finding("wording/x", 0, 1),
      ]) == ["wording/x 0-1", "residue/html 0-2", "wording/x 0-2", "wording/x 5-6"])
  }

  @Test func reportsOneThingAtOnePlaceOnce() {
    #expect(resolve([finding("wording/x", 0, 2, "a"), finding("wording/x", 0, 2, "a")]) == ["wording/x 0-2"])
    // Two different parts can be missing at one place.
    #expect(resolve([finding("wording/x", 2, 2, "a"), finding("wording/x", 2, 2, "b")]).count == 2)
  }

  @Test func theHighestRankOfAGroupStays() {
    #expect(
      resolve([finding("placeholder/any", 0, 1), finding("placeholder/date", 0, 6), finding("placeholder/any", 9, 10)])
        == ["placeholder/date 0-6", "placeholder/any 9-10"])
  }

  @Test func theEarlierIDStaysAmongEqualRanks() {
    #expect(
      resolve([finding("placeholder/date", 0, 6), finding("placeholder/body", 3, 9)]) == ["placeholder/body 3-9"])
  }

  @Test func aFindingThatIsItselfOutrankedOutranksNothing() {
    // `body` outranks `date`. A finding that only `date` overlaps stays.
    #expect(
      resolve([
        finding("placeholder/any", 0, 1), finding("placeholder/date", 0, 6), finding("placeholder/body", 5, 9),
      ]) == ["placeholder/any 0-1", "placeholder/body 5-9"])
  }

  @Test func touchingFindingsDoNotOverlap() {
    #expect(
      resolve([finding("placeholder/any", 0, 3), finding("placeholder/date", 3, 6)])
        == ["placeholder/any 0-3", "placeholder/date 3-6"])
  }

  @Test func otherRulesMayOverlap() {
    #expect(
      resolve([finding("wording/x", 0, 3), finding("placeholder/date", 0, 6)])
        == ["wording/x 0-3", "placeholder/date 0-6"])
  }
}
