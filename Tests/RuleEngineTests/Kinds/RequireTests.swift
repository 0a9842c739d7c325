import Diagnostics
import DraftOutline
import PatternMatching
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite struct RequireTests {
  private func require(_ fault: RequireRule.Fault) -> RequireRule {
    RequireRule(metadata(), RequireRule.Options(fault: fault), patterns: PatternCompiler())
  }

  private func part(_ id: String, heading: String? = nil, promise: String? = nil, takesOther: Bool = false) throws
    -> Part
  {
    Part(
      id: Part.ID(id), name: LocalizedText(verbatim: id), place: .sections,
      heading: try heading.map { try Pattern($0) },
      promise: try promise.map { try Pattern($0) }, takesOtherHeadings: takesOther)
  }

  @Test(arguments: [([Severity?.none, .error], false), ([.error, .info], true), ([], false)])
  func orderNeedsTwoRequiredParts(severities: [Severity?], isConcerned: Bool) throws {
    let parts = try severities.indices.map { try part("\($0)") }
    let profile = Profile(
      id: "test", name: LocalizedText(verbatim: "test"), priority: 1,
      recognition: Profile.Recognition(),
      requirements: zip(parts, severities).map {
        Profile.Requirement(part: $0.id, severity: $1, severityIfImplied: nil)
      }, parts: parts)
    #expect(require(.order).concerns(profile) == isConcerned)
  }

  @Test func aPartThatTakesOtherHeadingsIsNoPromise() throws {
    let draft = "任务和打算工作总结\n一、问题\n甲。"
    let problems = try part("problems", heading: "问题")
    func promised(_ part: Part) throws -> [String] {
      let document = try document(draft, parts: [problems, part])
      return try require(.promised).check(document).map { document.source[$0.range] }
    }
    #expect(try promised(part("plan", promise: "打算")) == ["打算"])
    #expect(try promised(part("tasks", promise: "任务", takesOther: true)) == [])
  }
}
