import Testing

@testable import DraftText

@Suite struct RunnerCommandTests {
  @Test(arguments: [
    ("::error::甲", "¦:error::甲"), ("甲\n::stop-commands::x\n", "甲\n¦:stop-commands::x\n"),
    ("  \t::error::甲", "  \t¦:error::甲"), ("　\u{A0}\u{2003}::error::甲", "　\u{A0}\u{2003}¦:error::甲"),
    ("甲\r::error::乙", "甲\r¦:error::乙"), (":::tip\n", "¦::tip\n"),
    ("##[error]甲", "#¦[error]甲"), ("甲##[group]##[x]", "甲#¦[group]#¦[x]"), ("###[x]", "##¦[x]"),
    ("甲##vso[task.setvariable]", "甲#¦vso[task.setvariable]"), ("##teamcity[x]", "#¦teamcity[x]"),
    ("section_start:1:x", "section_start¦1:x"), ("甲 section_end:1:x", "甲 section_end¦1:x"),
  ])
  func `a command loses its sign`(text: String, expected: String) {
    #expect(withoutRunnerCommands(text) == expected)
    #expect(withoutRunnerCommands(expected) == expected)
  }

  @Test(arguments: [
    "甲::乙", "a.txt:1:1: error: ::error::", "# 标题", "## [标题]", "##标题[1]", "a:b", "甲\n\n", "",
  ])
  func `what is no command stays`(text: String) {
    #expect(withoutRunnerCommands(text) == text)
  }
}
