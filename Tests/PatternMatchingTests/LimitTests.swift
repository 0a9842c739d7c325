import DraftText
import Testing

@testable import PatternMatching

@Suite struct LimitTests {
  @Test(arguments: ["", "(*NO_JIT)"])
  func `a pattern that runs away is stopped with an error`(verb: String) throws {
    let pattern = try Pattern(verb + "(a+)+$")
    let text = SourceText(String(repeating: "a", count: 10_000) + "b")
    #expect(throws: MatchError.stepLimit) { try pattern.matches(in: text) }
    #expect(throws: MatchError.stepLimit) { try pattern.firstMatch(in: text) }
  }

  @Test func `the limits of a pattern are its own`() throws {
    let text = SourceText(String(repeating: "a", count: 20) + "b")
    let tight = try Pattern("(a+)+$", limits: MatchLimits(steps: 100, depth: 1000, heapKiB: 1024))
    let loose = try Pattern("(a+)+$", limits: MatchLimits(steps: 100_000_000, depth: 1000, heapKiB: 1024))
    #expect(throws: MatchError.stepLimit) { try tight.matches(in: text) }
    #expect(try loose.matches(in: text).isEmpty)
    #expect(throws: MatchError.stepLimit) { try tight.matches(in: text) }
    // A verb in the pattern can lower a limit, but not raise it.
    let verb = try Pattern(
      "(*LIMIT_MATCH=4000000000)(a+)+$", limits: MatchLimits(steps: 100, depth: 1000, heapKiB: 1024))
    #expect(throws: MatchError.stepLimit) { try verb.matches(in: text) }
  }

  @Test func `depth and heap of the interpreter are limited`() throws {
    let text = SourceText(String(repeating: "ab", count: 100_000))
    let shallow = try Pattern(
      "(*NO_JIT)^(?:(a)|b)*$", limits: MatchLimits(steps: 100_000_000, depth: 1000, heapKiB: 1 << 20))
    #expect(throws: MatchError.depthLimit) { try shallow.matches(in: text) }
    let small = try Pattern(
      "(*NO_JIT)^(?:(a)|b)*$", limits: MatchLimits(steps: 100_000_000, depth: 100_000_000, heapKiB: 100))
    #expect(throws: MatchError.heapLimit) { try small.matches(in: text) }
  }

  @Test(arguments: [
    #"(?:\p{Han}|[，。])*+"#, #"(?:\p{Han}|[，。])*"#, #"(?:(\p{Han})|[，。])*。"#, #"(?:\p{Han}+[，。])++$"#,
    #"(\p{Han}|，|。)+?$"#,
  ])
  func `a long paragraph matches as a whole or is an error`(source: String) throws {
    let paragraph = SourceText(String(repeating: "全面加强党的建设，推动工作落实。", count: 22_000))
    #expect(paragraph.utf8.count > 1_000_000)
    let pattern = try Pattern(source)
    do throws(MatchError) {
      #expect(try pattern.firstMatch(in: paragraph)?.range == paragraph.range)
    } catch {
      #expect([.stepLimit, .depthLimit, .heapLimit].contains(error))
    }
  }

  @Test func `a paragraph of usual length never meets the stack of the just-in-time compiler`() throws {
    let paragraph = SourceText(String(repeating: "全面加强党的建设，推动工作落实。", count: 500))
    #expect(try Pattern(#"(?:(\p{Han})|[，。])*。"#).firstMatch(in: paragraph)?.range == paragraph.range)
  }
}
