import Diagnostics
import Testing

@testable import PageServer

/// The page itself.
@Suite struct DraftPageTests {
  @Test(arguments: [(Language.zh, "或点击选取（.txt"), (.en, "or click to choose (.txt")])
  func pageNamesTheAcceptedFormats(language: Language, words: String) {
    let page = DraftPage(language: language, limits: PageLimits(), profiles: []).response
    #expect(String(decoding: page.body, as: UTF8.self).contains("<span>\(words)"))
  }
}
