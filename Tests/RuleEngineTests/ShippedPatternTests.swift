import DraftText
import Foundation
import PatternMatching
import ShippedRules
import Testing

@testable import RuleEngine

/// A pattern of the shipped rules.
struct ShippedPattern: Sendable, CustomTestStringConvertible {
  let path: String
  let key: PreparedPatterns.Key
  let pattern: PreparedPattern

  var testDescription: String { "\(path):\(key.position.line)" }

  static let all: [ShippedPattern] = ShippedRules.prepared.patterns.flatMap { path, table in
    table.patterns.map { ShippedPattern(path: path, key: $0.key, pattern: $0.value) }
  }.sorted { ($0.path, $0.key) < ($1.path, $1.key) }
}

@Suite("The patterns of the shipped rules are phrased for speed")
struct ShippedPatternTests {
  /// The drafts of Fixtures in one text.
  static let drafts: SourceText = {
    let folder = URL(filePath: #filePath).appending(path: "../../../Fixtures").standardized
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    let texts = paths.filter { $0.hasSuffix("draft.txt") }.sorted().compactMap {
      try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
    return SourceText(texts.joined(separator: "\n"))
  }()

  /// The calls that a pattern may need for 1,000 bytes of draft. PCRE2 makes some 40 million in a second.
  static let limit = 1_500

  /// What patterns may need in a whole draft of which they never see more than a little, by the beginning of their place.
  static let limits: [(place: String, limit: Int, because: String)] = [
    ("profiles/", 25_000, "held against titles and lead-ins"),
    ("outline.yaml:71", 6_000, "with the headings of what others fill in"),
    ("parts.yaml", 7_000, "held against headings"),
    ("heading/", 3_000, "held against headings"),
    ("placeholder/", 6_000, "with the contexts in which a blank is for others to fill in"),
    ("count/", 2_000, "with the nouns that are counted"),
    ("agree/", 6_000, "held against titles, lead-ins and signatures"),
    ("residue.yaml:1", 35_000, "looked for in lines with a hint"),
    ("residue.yaml:2", 6_000, "held against short lines"),
    ("numbering/duplicate.yaml:5", 15_000, "looked for where a list has slipped"),
    ("numbering/gap.yaml:5", 15_000, "looked for where a list has slipped"),
    ("wording/doubled", 100_000, "tried where something stands twice"),
  ]

  /// The patterns of the outline that are held against the first lines of a draft alone: what a title, a by-line and a
  /// salutation are.
  static let firstLines: Set = ["outline.yaml:5", "outline.yaml:10", "outline.yaml:18", "outline.yaml:27"]

  @Test("The drafts are there")
  func drafts() { #expect(Self.drafts.utf8.count > 100_000) }

  @Test("Each needs few steps", arguments: ShippedPattern.all)
  func steps(_ shipped: ShippedPattern) throws {
    let work = try Pattern(shipped.pattern).work(in: Self.drafts)
    let steps = work / (Self.drafts.utf8.count / 1000)
    guard !Self.firstLines.contains(shipped.testDescription) else { return }
    let limit = Self.limits.first { shipped.testDescription.hasPrefix($0.place) }?.limit ?? Self.limit
    #expect(steps <= limit)
  }

  @Test("Each finds what PCRE2 finds when it searches itself", arguments: ShippedPattern.all)
  func matches(_ shipped: ShippedPattern) throws {
    let pattern = shipped.pattern
    let plain = PreparedPattern(
      source: pattern.source, hasExceptions: pattern.hasExceptions, opening: .anywhere, wholeOpening: .anywhere,
      groupNames: pattern.groupNames)
    #expect(try Pattern(pattern).ranges(in: Self.drafts) == Pattern(plain).ranges(in: Self.drafts))
  }
}

extension Pattern {
  fileprivate func ranges(in text: SourceText) throws -> [TextRange] { try matches(in: text).map(\.range) }
}
