import Diagnostics
import DraftText
import Linting
import RuleEngine
import Testing

/// The sums of the times of a check. No test depends on a clock.
@Suite struct TimingTests {
  private static let gap = RuleID("numbering/gap")
  private static let money = RuleID("placeholder/money")
  private static let date = RuleID("placeholder/date")

  private func timing(_ drafts: [(bytes: Int, laps: [(Stopwatch.Step, Int)], findings: [RuleID: Int])]) -> RunTiming {
    drafts.reduce(into: RunTiming()) { timing, draft in
      let laps = draft.laps.map { (step: $0.0, time: Duration.milliseconds($0.1)) }
      let rules = draft.findings.flatMap { [RuleID](repeating: $0, count: $1) }
      timing.add(laps, bytes: draft.bytes, findingsOf: rules)
    }
  }

  @Test func sumsUpInTheOrderOfCost() {
    let timing = timing([
      (1_000_000, [(.reading, 1), (.rule(Self.gap), 5), (.rule(Self.money), 3), (.rule(Self.date), 4)], [Self.gap: 1]),
      (500_000, [(.reading, 2), (.rule(Self.gap), 1), (.rule(Self.money), 4), (.rule(Self.date), 2)], [Self.gap: 2]),
    ])
    #expect(timing.drafts == 2)
    #expect(timing.bytes == 1_500_000)
    #expect(timing[.reading].total == .milliseconds(3))
    #expect(timing[.outline].total == .zero)
    #expect(timing.rules.map(\.id) == [Self.money, Self.gap, Self.date])
    #expect(timing.rules.map { $0.cost.total / .milliseconds(1) } == [7, 6, 6])
    #expect(timing.rules.map { $0.cost.first / .milliseconds(1) } == [3, 5, 4])
    #expect(timing.rules.map(\.findings) == [0, 3, 0])
    #expect(timing.allRules.total == .milliseconds(19))
    #expect(timing.allRules.first == .milliseconds(12))
  }

  @Test func firstDraftIsLeftOutOfTheAverage() {
    let first = (bytes: 2_000_000, laps: [(Stopwatch.Step.outline, 10)], findings: [RuleID: Int]())
    let second = (bytes: 500_000, laps: [(Stopwatch.Step.outline, 2)], findings: [RuleID: Int]())
    let one = timing([first])
    #expect(one.timePerMegabyte(one[.outline]) == .milliseconds(5))
    let both = timing([first, second])
    #expect(both.timePerMegabyte(both[.outline]) == .milliseconds(4))
    #expect(RunTiming().timePerMegabyte(both[.outline]) == .zero)
  }

  @Test("Each rule that is held against a draft is a step, also one that only keeps others away")
  func everyRuleIsAStep() throws {
    let ruleSet = try RuleSet.shipped()
    let rules = RulesBySubject(ruleSet.rules)
    let all = (rules.document + rules.others).map(\.metadata).filter { $0.severity != nil && !$0.isOptional }.map(\.id)
    #expect(try steps(ruleSet, .all) == [.outline] + all.map { .rule($0) } + [.settling])

    let selection = try RuleSelection(
      selected: ["placeholder/other"], ignored: [], known: ruleSet.rules.map(\.metadata.id))
    let some = try steps(ruleSet, selection)
    #expect(some.prefix(2) == [.outline, .rule(RuleID("placeholder/other"))])
    #expect(some.contains(.rule(Self.money)))
    #expect(!some.contains(.rule(Self.gap)))
  }

  private func steps(_ ruleSet: RuleSet, _ selection: RuleSelection) throws -> [Stopwatch.Step] {
    let linter = try Linter(ruleSet, selection: selection)
    var stopwatch = Stopwatch()
    let draft = SourceText("组织党员捐款X元。")
    let timed = try linter.lint(draft) { stopwatch.lap($0) }
    #expect(try timed.diagnostics.map(\.ruleID) == linter.lint(draft).diagnostics.map(\.ruleID))
    return stopwatch.laps.map(\.step)
  }
}
