import Diagnostics
import Foundation
import RuleEngine
import RuleFiles
import SystemPackage
import TestSupport
import Testing

@testable import Linting

/// Reading and writing the file of a baseline.
@Suite struct BaselineFileTests {
  private let place: Workplace
  private var folder: FilePath { FilePath(place.folder.path) }

  init() throws { place = try Workplace() }

  private func read(_ text: String) throws -> Baseline {
    try place.write(text, to: "b.json")
    return try Baseline(reading: "b.json", workingFolder: folder)
  }

  static func entry(_ path: String, _ count: Int = 1) -> Baseline.Entry {
    .init(
      path: path, fingerprint: Fingerprint(rule: RuleID("a/b"), before: "0123456789abcdef", after: "1e10000000000000"),
      count: count)
  }

  @Test func isJSONWithAnEntryALine() throws {
    let baseline = Baseline(
      [Self.entry("草稿/一 .md"), Self.entry("b\"\\\n\u{85}\u{2028}𠮷.md", 3)], at: "b.json", workingFolder: folder)
    let lines = baseline.text.split(separator: "\n")
    #expect(lines.first == #"{"version": 1, "findings": ["#)
    #expect(
      lines[1] == #"{"path": "草稿/一 .md", "rule": "a/b", "before": "0123456789abcdef", "after": "1e10000000000000"},"#)
    #expect(lines.count == 4)
    #expect(try JSONSerialization.jsonObject(with: Data(baseline.text.utf8)) is [String: Any])
    #expect(try read(baseline.text).entries == baseline.entries)
    #expect(try read(baseline.text).text == baseline.text)
    #expect(try read(Baseline(at: "b.json", workingFolder: folder).text).entries == [])
  }

  @Test(arguments: [
    ("", 1), ("总结\n一、工作\n", 1), ("{\"version\": 1, \"findings\": [\n{\"path\": \"a\",\n]}\n", 2),
    ("{\"version\": 2, \"entries\": []}", 1), ("{\"findings\": []}", 1), ("[]", 1),
    ("{\"version\": 1.5, \"findings\": []}", 1), ("{\"version\": 99999999999999999999}", 1),
    ("{\"version\": 1, \"findings\": [\n<<<<<<< ours\n]}", 2), ("{\"version\": 1, \"findings\": []}\n稿", 2),
    ("\u{FEFF}{\"version\": 1, \"findings\": {}}", 1), (String(repeating: "[", count: 100_000), 1),
    (
      "{\"version\": 1, \"findings\": [\n{\"path\": \"甲\", \"rule\": \"a/b\", \"before\": \"1\", \"after\": \"2\", \"count\": 0}]}",
      2
    ),
    (
      """
      {"version": 1, "findings": [
      {"path": "a", "rule": "a/b", "before": "1", "after": "2"},
      {"path": "a", "rule": "a/b", "before": "1"}
      ]}
      """, 3
    ),
    ("{\"version\": 1, \"findings\": [\n{\"path\": \"a\\q\"}]}", 2),
    ("{\"version\": 1, \"findings\": [\n{\"path\": \"\\u12", 2),
  ])
  func brokenFiles(_ text: String, _ line: Int) throws {
    let error = try #require(throws: RuleSetError.self) { try read(text) }
    #expect(error.errors.first?.path == "b.json")
    #expect(error.errors.first?.line == line, "\(error.rendered(in: .en))")
  }

  private static let good = #"{"path": "a", "rule": "a/b", "before": "1", "after": "2"}"#

  /// Errors that a JSON decoder would ignore, and that the next `zhangfa baseline` would remove from the file.
  @Test(arguments: [
    (#"{"version":1,"findings":[],"findings":[1]}"#, 1, "a key is unknown or stands twice"),
    (#"{"version":1,"findings":[],"found":[]}"#, 1, "a key is unknown or stands twice"),
    (#"{"version":1,"version":1,"findings":[]}"#, 1, "a key is unknown or stands twice"),
    (#"{"version":1.0,"findings":[]}"#, 1, "it holds texts and whole numbers only"),
    (entries(good, good.replacing("}", with: #", "note": "x"}"#)), 3, "a key is unknown or stands twice"),
    (entries(good.replacing("}", with: #", "rule": "c/d"}"#), good), 2, "a key is unknown or stands twice"),
    (entries(good, good, good.replacing("}", with: #", "count": null}"#)), 4, "it holds texts and whole numbers only"),
    (entries(good.replacing("}", with: #", "count": 1.0}"#)), 2, "it holds texts and whole numbers only"),
    (entries(good.replacing("}", with: #", "count": 1e2}"#)), 2, "it holds texts and whole numbers only"),
    (entries(good.replacing("}", with: #", "count": -1}"#)), 2, "“count” has a wrong value"),
    (entries(good.replacing("}", with: #", "count": 1000001}"#)), 2, "“count” has a wrong value"),
    (entries(good.replacing("\"a\"", with: "7")), 2, "“path” has a wrong value"),
    (entries(good, good.replacing("before", with: "befor")), 3, "missing key “before”"),
    (entries(good, "=======", good), 3, "it is no JSON of this kind"),
    (entries(good, good).replacing(",\n{", with: "\n{"), 2, "a comma is missing at the end"),
    (entries(good, good).replacing(",\n{", with: "\r\n{"), 2, "a comma is missing at the end"),
  ])
  func unknownContentIsAnError(_ text: String, _ line: Int, _ reason: String) throws {
    let error = try #require(throws: RuleSetError.self) { try read(text) }.errors[0]
    #expect(error.line == line)
    #expect(error.message.en.hasPrefix("broken baseline: \(reason)"), "\(error.message.en)")
    #expect(error.message.en.contains("take it out") == (line > 1))
  }

  private static func entries(_ lines: String...) -> String {
    "{\"version\": 1, \"findings\": [\n" + lines.joined(separator: ",\n") + "\n]}\n"
  }

  /// Any line with an entry can be deleted, even the last one, which leaves a comma before it.
  @Test func anyEntryLineCanBeDeleted() throws {
    let lines = Self.entries(Self.good, Self.good, Self.good).split(separator: "\n")
    for index in 1...3 {
      let left = (lines[..<index] + lines[(index + 1)...]).joined(separator: "\n")
      #expect(try read(left).entries.count == 2)
    }
  }

  /// Strings can contain any characters. The file must be UTF-8.
  @Test func encodings() throws {
    let text = Self.entries(#"{"path": ":{\"null\": 1.5}\\", "rule": "a/b", "before": "", "after": ""}"#)
    #expect(try read(text).entries.map(\.path) == [#":{"null": 1.5}\"#])
    let bytes = Array(text.utf8)
    #expect(try Baseline([0xEF, 0xBB, 0xBF] + bytes, at: "b.json", workingFolder: folder).entries.count == 1)
    let wide = bytes.flatMap { [$0, UInt8(0)] }
    let noUTF8: [UInt8] = bytes.map { $0 == UInt8(ascii: "n") ? 0xFF : $0 }
    for broken in [wide, [0xFF, 0xFE] + wide, noUTF8] {
      #expect(throws: RuleSetError.self) { try Baseline(broken, at: "b.json", workingFolder: folder) }
    }
  }

  @Test func readsAllEscapesOfJSON() throws {
    let text =
      #"{"findings": [{"path": "\u4e00\ud842\udfb7\/\t.md", "rule": "a/b", "before": "", "after": ""}], "version": 1}"#
    #expect(try read(text).entries.map(\.path) == ["一𠮷/\t.md"])
  }

  @Test func readsManyEntries() throws {
    let entries = (0..<20_000).map { Self.entry("\(100_000 + $0).md") }
    #expect(try read(Baseline(entries, at: "b.json", workingFolder: folder).text).entries == entries)
  }

  @Test(arguments: [
    ("/a/b", "c/d.md", "c/d.md"), ("/a/b", "./c/../d.md", "d.md"), ("/a/b", "/a/e/f.md", "../e/f.md"),
    ("/a/b", "../b/d.md", "d.md"), ("/", "/a.md", "a.md"),
  ])
  func pathsStartAtTheFile(_ working: String, _ draft: String, _ path: String) {
    let baseline = Baseline(at: "baseline.json", workingFolder: FilePath(working))
    #expect(baseline.path(of: FilePath(draft)) == path)
  }

  @Test func replacesAndPrunes() {
    let marks = ["1", "2"].map { Fingerprint(rule: RuleID("a/b"), before: $0, after: $0) }
    var baseline = Baseline(
      [Self.entry("z.md", 2), Self.entry("a.md")], at: "/nowhere/b.json", workingFolder: "/nowhere")
    baseline.prune(by: [.init(of: "z.md", fingerprints: [], unjudged: [], gone: [1])])
    #expect(baseline.entries == [Self.entry("z.md"), Self.entry("a.md")])
    baseline.prune(by: [.init(of: "z.md", fingerprints: [], unjudged: [], gone: [1])])
    #expect(baseline.entries == [Self.entry("a.md")])
    baseline.replace(by: [.init(of: "m.md", fingerprints: [marks[1], marks[0], marks[1]], unjudged: [], gone: [])])
    #expect(baseline.entries.map(\.path) == ["a.md", "m.md", "m.md"])
    #expect(baseline.entries.map(\.count) == [1, 1, 2])
    baseline.replace(by: [.init(of: "m.md", fingerprints: [], unjudged: [RuleID("a/b")], gone: [])])
    #expect(baseline.count == 4)
    baseline.replace(by: [.init(of: "m.md", fingerprints: [], unjudged: [], gone: [])])
    #expect(baseline.count == 1)
    baseline.removeVanished()
    #expect(baseline.entries == [])
  }
}
