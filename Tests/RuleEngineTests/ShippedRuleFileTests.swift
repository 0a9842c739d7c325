import Foundation
import TestSupport
import Testing

@testable import RuleEngine
@testable import RuleFiles

@Suite("The rule files of the repository are sound, and can be reviewed in a diff")
struct ShippedRuleFileTests {
  private static let rules = Checkout.root.appending(path: "Rules")

  /// The build checks the YAML and the patterns of the rules. This test checks the keys of each kind of rule.
  @Test func allAreSound() throws {
    let paths = FileManager.default.enumerator(atPath: Self.rules.path)?.compactMap { $0 as? String } ?? []
    let files = try paths.filter { $0.hasSuffix(".yaml") }.map {
      (path: $0, bytes: Array(try Data(contentsOf: Self.rules.appending(path: $0))))
    }
    #expect(files.count > 100)
    do throws(RuleSetError) {
      _ = try RuleSnapshot(checking: RuleFolder(path: "Rules", files: files))
    } catch {
      Issue.record("\(error.rendered(in: .en))")
    }
  }

  @Test func wordsAreSorted() throws {
    let text = try String(contentsOf: Self.rules.appending(path: "words.yaml"), encoding: .utf8)
    let list = try #require(text.components(separatedBy: "\nwords: |\n").last)
    let words = list.split(whereSeparator: \.isWhitespace).map { Array($0.unicodeScalars) }
    #expect(words.count > 20_000)
    for (one, next) in zip(words, words.dropFirst()) where !one.lexicographicallyPrecedes(next) {
      Issue.record("\(String(scalars: one)) stands before \(String(scalars: next))")
    }
    #expect(words.allSatisfy { (2...4).contains($0.count) })
  }

  @Test func noLineIsLong() throws {
    let paths = FileManager.default.enumerator(atPath: Self.rules.path)?.compactMap { $0 as? String } ?? []
    // The files of the grammar do not follow this style yet.
    for path in paths where path.hasSuffix(".yaml") && !["outline.yaml", "residue.yaml"].contains(path) {
      let text = try String(contentsOf: Self.rules.appending(path: path), encoding: .utf8)
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        #expect(line.count <= 200, "\(path):\(index + 1)")
      }
    }
  }
}
