import Diagnostics
import DraftText
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite("Examples of rules")
struct ExampleRunTests {
  private static func failures(_ examples: String) throws -> [ExampleFailure] {
    let text = "kind: probe\nseverity: error\nmessage: m\npattern: X+\nexamples:\n" + examples
    let set = try RuleSet(RuleFolder(["a/b.yaml": text]))
    return ExampleRun(set).failures(of: set.rules[0])
  }

  @Test(arguments: [
    "  bad: [捐款⟦X⟧元, ⟦XX⟧和⟦X⟧]\n  good: [捐款一元]", "  bad: [\"⟦X⟧\\n𠮷⟦XX⟧\\n\"]\n  good: [\"\", \"\\n\"]",
  ])
  func right(_ examples: String) throws { #expect(try Self.failures(examples).isEmpty) }

  @Test func wrong() throws {
    let failures = try Self.failures("  bad: [\"捐款⟦X⟧X元\\n⟦某⟧\"]\n  good: [捐款X元]")
    #expect(failures.count == 6)
    #expect(failures.map(\.actual).prefix(3) == ["捐款⟦XX⟧元\n某", "捐款⟦XX⟧元\r\n某", "<p title=\"𠮷\">\n捐款⟦XX⟧元\n某"])
    #expect(failures[3].expected == "捐款X元" && failures[3].actual == "捐款⟦X⟧元")
  }

  @Test(arguments: ["⟦⟧", "a⟦⟧b", "⟦a⟧⟦⟧⟦b⟧", "某⟦某⟧", "⟦a⟦b⟧c⟧"])
  func marks(_ marked: String) throws { #expect(try #require(MarkedText(marked)).marked == marked) }

  @Test func emptyRange() throws {
    let marked = try #require(MarkedText("某⟦⟧某"))
    #expect(marked.text == "某某" && marked.ranges == [TextRange(3, 3)])
  }
}
