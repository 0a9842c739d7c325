import Diagnostics
import DraftOutline
import DraftText
import Foundation
import ShippedRules
import TestSupport
import Testing

@testable import PatternMatching
@testable import RuleEngine
@testable import RuleFiles

@Suite("The shipped rules are phrased for speed, and need what they say")
struct ShippedPatternTests {
  /// The drafts of Fixtures.
  static let drafts: [SourceText] = paths(below: "Fixtures").filter { $0.hasSuffix("draft.txt") }.compactMap {
    (try? String(contentsOf: Checkout.root.appending(path: "Fixtures/" + $0), encoding: .utf8)).map { SourceText($0) }
  }

  private static func paths(below folder: String) -> [String] {
    let files = FileManager.default.enumerator(atPath: Checkout.root.appending(path: folder).path)
    return (files?.compactMap { $0 as? String } ?? []).sorted()
  }

  /// The shipped rules, read as rules of an office, so that the work of their patterns is counted.
  static let counted: RuleSet? = {
    let files = paths(below: "Rules").filter { $0.hasSuffix(".yaml") }.compactMap { path in
      (try? Data(contentsOf: Checkout.root.appending(path: "Rules/" + path))).map { (path: path, bytes: Array($0)) }
    }
    return try? RuleSet(shipped: .none, folders: [RuleFolder(path: "Rules", files: files)])
  }()

  static let documents: [Document] = {
    guard let rules = counted else { return [] }
    return drafts.compactMap { try? Document($0, grammar: rules.grammar, profiles: rules.profiles) }
  }()

  /// The most calls of a rule for 1,000 bytes of draft. PCRE2 makes about 40 million calls per second.
  static let limit = 4_000

  /// The higher limits of some rules.
  static let limits: [(rule: RuleID, limit: Int, because: String)] = [
    (RuleID("count/mismatch"), 15_000, "any figure may promise something"),
    (RuleID("placeholder/sample"), 20_000, "tried in drafts that hold a mask, as most of Fixtures do"),
    (RuleID("placeholder/signature"), 10_000, "looks far behind what may be a date"),
    (RuleID("wording/doubled"), 20_000, "asks of everything that stands twice whether it is meant"),
  ]

  @Test("The drafts are there")
  func all() {
    #expect(Self.documents.reduce(0) { $0 + $1.source.utf8.count } > 100_000)
    #expect(Self.documents.count == Self.drafts.count)
    #expect(Self.counted != nil)
  }

  /// Returns the number of calls of all counted patterns in `body`.
  private func calls(_ body: () throws -> Void) throws -> Int {
    try sharingMatchWork(forBytes: 1 << 50) {
      let work = MatchBlock.current(groups: 1).work
      let before = work.pointee.remainingCalls
      try body()
      return before - work.pointee.remainingCalls
    }
  }

  /// The most calls for reading the outline, parts and residue of 1,000 bytes of draft. 76,000 were measured.
  static let outlineLimit = 100_000

  @Test("The grammar needs few steps")
  func grammar() throws {
    let set = try #require(Self.counted)
    let bytes = Self.drafts.reduce(0) { $0 + $1.utf8.count }
    let calls = try calls {
      for draft in Self.drafts { _ = try Document(draft, grammar: set.grammar, profiles: set.profiles) }
    }
    #expect(calls / (bytes / 1000) <= Self.outlineLimit)
  }

  static let documentRules = RulesBySubject(counted?.rules ?? []).document.map(\.metadata.id)

  @Test("Each needs few steps", arguments: documentRules)
  func steps(_ id: RuleID) throws {
    let rule = try #require(Self.counted?.rule(id) as? any DocumentRule)
    let bytes = Self.documents.reduce(0) { $0 + $1.source.utf8.count }
    let calls = try calls {
      for document in Self.documents {
        _ = try rule.findings(in: document, holding: ScalarSet(utf8: document.source.utf8))
      }
    }
    #expect(calls / (bytes / 1000) <= Self.limits.first { $0.rule == id }?.limit ?? Self.limit)
  }

  @Test("Each finds nothing where it says that it finds nothing", arguments: documentRules)
  func needs(_ id: RuleID) throws {
    let set = try #require(Self.counted)
    let rule = try #require(set.rule(id) as? any DocumentRule)
    let examples = try (rule.metadata.examples.bad + rule.metadata.examples.good).map { example in
      let text = try #require(MarkedText(example.text)).text
      return try Document(
        SourceText(text, format: example.format ?? type(of: rule).exampleFormat), grammar: set.grammar,
        profiles: set.profiles, profile: example.profile)
    }
    for document in examples + Self.documents {
      let found = try rule.findings(in: document, holding: ScalarSet(utf8: document.source.utf8))
      #expect(found == (try rule.check(document)))
    }
  }

  @Test("The hints of residue are found wherever they are, though not looked for everywhere")
  func hints() throws {
    let set = try #require(Self.counted)
    let examples = try set.rules.map(\.metadata.examples).flatMap { $0.bad + $0.good }.map { example in
      SourceText(try #require(MarkedText(example.text)).text)
    }
    let hinted = set.grammar.residue.filter { $0.hint != nil }
    try #require(hinted.contains { !$0.needs.isEmpty } && !examples.isEmpty)
    for forms in hinted {
      for text in examples + Self.drafts where !forms.needs.areSatisfied(by: text, in: text.range) {
        #expect(try forms.hint?.firstMatch(in: text) == nil)
      }
    }
  }
}
