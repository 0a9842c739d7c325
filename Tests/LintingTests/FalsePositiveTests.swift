import Diagnostics
import DraftText
import Foundation
import Linting
import RuleEngine
import TestSupport
import Testing

/// Forms of real documents that look like faults and are right: the rules about them may not report anything.
@Suite struct FalsePositiveTests {
  @Test(arguments: try FalsePositiveCase.all())
  func reportsNothing(_ one: FalsePositiveCase) throws {
    // placeholder/sample gives a hint about a mask that stands for any text, as in a sample.
    let rules = try RuleSet.documentRules().filter {
      one.isAbout($0) && $0.metadata.id.name != "placeholder/sample"
    }
    for name in one.silent { #expect(rules.contains { name == type(of: $0).kind || name == $0.metadata.id.category }) }
    for draft in try one.drafts() {
      let document = try Linter.shipped().document(SourceText(decoding: Array(draft.utf8)))
      for rule in rules {
        let found = try rule.check(document).filter { $0.severity >= one.least ?? .info }
        #expect(found.map { "\($0.ruleID): \(document.source[$0.range])" } == [], "in \(draft.debugDescription)")
      }
    }
  }
}

/// A line of FalsePositives/cases.jsonl.
struct FalsePositiveCase: Decodable, Sendable, CustomTestStringConvertible {
  /// The kinds or categories of the rules that may not report anything.
  let silent: [String]
  /// The least severity that may not be reported; by default every one.
  let least: Severity?
  /// What the text shows.
  let cause: String?
  /// The file of FalsePositives/Pages into which the text is inserted; nil for a whole draft.
  let page: String?
  let text: String

  private static let folder = Checkout.tests.appending(path: "LintingTests/FalsePositives")

  static func all() throws -> [FalsePositiveCase] { try jsonLines(in: folder.appending(path: "cases.jsonl")) }

  var testDescription: String { cause ?? text }

  func isAbout(_ rule: any DocumentRule) -> Bool {
    silent.contains { $0 == type(of: rule).kind || $0 == rule.metadata.id.category }
  }

  /// Returns the draft with its line ends, indents and blank lines in different forms.
  func drafts() throws -> [String] {
    var draft = text
    if let page {
      draft = try String(contentsOf: Self.folder.appending(path: "Pages/\(page).txt"), encoding: .utf8)
        .replacing("{text}", with: text)
    }
    let lineEnds = ["\n", "\r\n", "\n\n", "\n　　"]
    return lineEnds.map { draft.replacing("\n", with: $0) } + ["", "𠮷"].map { "\u{FEFF}" + $0 + draft }
  }
}
