import DraftText
import Foundation
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

  @Test func `a pattern can lower its limits, but not raise them`() throws {
    let short = SourceText(String(repeating: "a", count: 10) + "b")
    let tight = try Pattern("(*LIMIT_MATCH=100)(a+)+$")
    #expect(throws: MatchError.stepLimit) { try tight.matches(in: short) }
    #expect(try Pattern("(a+)+$").matches(in: short).isEmpty)
    #expect(throws: MatchError.stepLimit) { try tight.matches(in: short) }
    let long = SourceText(String(repeating: "a", count: 10_000) + "b")
    let loose = try Pattern("(*LIMIT_MATCH=4000000000)(a+)+$")
    #expect(throws: MatchError.stepLimit) { try loose.matches(in: long) }
  }

  @Test func `depth and heap of the interpreter are limited`() async throws {
    let text = SourceText(String(repeating: "ab", count: 100_000))
    let shallow = try Pattern("(*LIMIT_DEPTH=1000)(*NO_JIT)^(?:(a)|b)*$")
    #expect(throws: MatchError.depthLimit) { try shallow.matches(in: text) }
    let small = try Pattern("(*LIMIT_HEAP=100)(*NO_JIT)^(?:(a)|b)*$")
    // The memory of earlier matches is kept for each thread, and only more memory meets the limit.
    let error: MatchError? = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        do throws(MatchError) {
          _ = try small.matches(in: text)
          continuation.resume(returning: nil)
        } catch {
          continuation.resume(returning: error)
        }
      }
    }
    #expect(error == .heapLimit)
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
