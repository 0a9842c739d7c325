import DraftText
import ShippedRules
import Testing

@testable import PatternMatching
@testable import RuleEngine
@testable import RuleFiles

@Suite("The snapshot of the rule files")
struct RuleSnapshotTests {
  static let texts: [String] = [
    "a: b", "- ''\n- |\n  两\n  行\n- {𠮷: [], \"\\0\": {}}", "x: " + String(repeating: "长", count: 40_000), "[]",
    String(repeating: "\n", count: 2000) + "  key: 'q'", "- 1\n- '1'\n- \"\\u2028\\\\\"",
  ]

  private func reread(_ file: RuleFile) -> RuleFile {
    var writer = SnapshotWriter()
    writer.add(file.path)
    writer.add(file.root)
    return Array(writer.text.utf8).withUnsafeBufferPointer { utf8 in
      var reader = SnapshotReader(utf8: utf8)
      defer { #expect(reader.isAtEnd) }
      return RuleFile(checked: reader.text(), root: reader.node())
    }
  }

  @Test func roundTrip() throws {
    let files = try Self.texts.enumerated().map { index, text in
      RuleFile(checked: "a/\(index).yaml", root: try YAMLReader.read(text))
    }
    let read = files.map(reread)
    #expect(read.map(\.path) == files.map(\.path))
    #expect(read.map(\.root) == files.map(\.root))
  }

  @Test func textsForReadersKeepTheirPlaces() throws {
    let text = """
      kind: bare
      why: {zh: 因, en: w}
      severity: off
      source: 标准
      examples: {bad: [⟦X⟧, ⟦Y⟧], good: [a, b]}
      message: m
      """
    let folder = RuleFolder(["a/b.yaml": text])
    let files = try RuleSnapshot(checking: folder, kinds: RuleSet.testKinds).files.map(reread)
    let metadata = try RuleSet(files, kinds: RuleSet.testKinds, ErrorLog()).rules[0].metadata
    #expect(metadata.why.en == "w")
    #expect(metadata.source?.zh == "标准")
    #expect(metadata.examples.bad.map(\.text) == ["⟦X⟧", "⟦Y⟧"])
    #expect(metadata.examples.bad.first?.position == LinePosition(line: 5, column: 18))
  }

  @Test func patternsAreInTheLibraryAsPCRE2CompilesThem() throws {
    let shipped = PatternLibrary()
    let rules = try RuleSet(ShippedRules.snapshot.files, kinds: RuleKinds.all, patterns: shipped, ErrorLog()).rules
    let examples = rules.flatMap { $0.metadata.examples.bad + $0.metadata.examples.good }
    let texts = ShippedPatternTests.drafts + [SourceText(examples.map { $0.text + "\n" }.joined())]
    var missing: [PatternLibrary.Key] = []
    for (key, pattern) in shipped.addedPatterns {
      let kept = ShippedRules.snapshot.patterns.pattern(key) {
        missing.append(key)
        return pattern
      }
      if let image = ShippedRules.snapshot.patterns.image(key) { #expect(CompiledPattern(image: image) != nil) }
      #expect(kept.source == pattern.source && kept.groupNames == pattern.groupNames)
      for text in texts {
        #expect(try kept.matches(in: text).map(\.range) == pattern.matches(in: text).map(\.range), "\(key)")
      }
    }
    // The missing ones are compiled on first use: plain words, and patterns that only their kind of rule recognizes.
    #expect(missing.count < shipped.addedPatterns.count / 12, "\(missing)")
    #expect(shipped.addedPatterns.count > 200)
  }

  /// Without these characters, PCRE2 tries the long lists of the rules at every place.
  @Test func manyPatternsHaveKnownFirstCharacters() throws {
    let shipped = PatternLibrary()
    _ = try RuleSet(ShippedRules.snapshot.files, kinds: RuleKinds.all, patterns: shipped, ErrorLog())
    let known = shipped.addedPatterns.filter { ShippedRules.snapshot.patterns.starts($0.key) != nil }
    #expect(known.count > 100, "\(known.count) of \(shipped.addedPatterns.count)")
  }
}
