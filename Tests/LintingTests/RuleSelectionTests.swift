import Diagnostics
import Testing

@testable import Linting

@Suite struct RuleSelectionTests {
  private static let known = ["numbering/gap", "numbering/duplicate", "placeholder/date", "parts/missing", "lone"].map {
    RuleID($0)
  }

  private func included(_ selected: [String], _ ignored: [String]) throws -> [String] {
    let selection = try RuleSelection(selected: selected, ignored: ignored, known: Self.known)
    return Self.known.filter { selection.includes($0) }.map(\.name)
  }

  @Test(arguments: [
    ([], [], ["numbering/gap", "numbering/duplicate", "placeholder/date", "parts/missing", "lone"]),
    (["numbering"], [], ["numbering/gap", "numbering/duplicate"]),
    (["numbering", "lone"], ["numbering/gap"], ["numbering/duplicate", "lone"]),
    (["numbering/gap"], ["numbering"], ["numbering/gap"]),
    (["numbering"], ["numbering"], []),
    ([], ["numbering", "lone"], ["placeholder/date", "parts/missing"]),
    (["numbering/gap", "parts"], [], ["numbering/gap", "parts/missing"]),
  ])
  func theLongestNameDecides(selected: [String], ignored: [String], expected: [String]) throws {
    #expect(try included(selected, ignored) == expected)
  }

  @Test func disabledRuleIsSelectedOnlyByItsWholeID() throws {
    let off = RuleID("numbering/gap")
    #expect(!RuleSelection.all.includes(off, isOff: true))
    #expect(!(try RuleSelection(selected: ["numbering"], ignored: [], known: Self.known)).includes(off, isOff: true))
    #expect(try RuleSelection(selected: ["numbering/gap"], ignored: [], known: Self.known).includes(off, isOff: true))
  }

  @Test(arguments: [
    ("numbering/gpa", "numbering/gap"), ("duplicate", "numbering/duplicate"), ("Parts", "parts"),
    ("numbring", "numbering"),
    ("numbering/", "numbering"), ("completely-else", nil),
  ])
  func anUnknownNameIsAnErrorThatNamesTheNearest(name: String, nearest: String?) {
    let error = #expect(throws: Failure.self) { try included([], [name]) }
    #expect(error?.message.zh.contains("“\(name)”") == true)
    #expect(error?.message.en.contains("did you mean") == (nearest != nil))
    #expect(error?.message.en.contains("“\(nearest ?? name)”") == true)
  }
}
