import DraftText
import Foundation
import PatternMatching
import TestSupport
import Testing

@testable import RuleEngine
@testable import RuleFiles

/// Faults inside the text, from the files of Faults/text: masks, blanks, doubled words, residue inside a line.
struct TextFaults: FaultFamily {
  /// An entry of a file.
  struct Entry: Decodable, Sendable {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case id, or, find, plant, most, note
      case plainText = "plain-text"
    }

    /// The rule that the fault tests.
    let id: String
    /// Other rules that are also right; `note` gives the reason.
    let or: [String]?
    /// Where the fault is planted: a pattern.
    let find: String
    /// The replacements. `\0` is the match, `\k<name>` a group of it; ⟦ ⟧ marks each range to be reported.
    let plant: [String]
    /// The most faults in a draft; by default the number of forms, but at least four.
    let most: Int?
    /// Whether Markdown drafts are left out.
    let plainText: Bool?
    /// The reason for the form of the entry.
    let note: String?
  }

  private let entries: [(entry: Entry, pattern: Pattern)]

  /// Reads all files of Faults/text.
  init() throws {
    entries = try FaultFile.entries(in: "text").map { ($0, try Pattern($0.find)) }
  }

  func faults(in draft: Draft, index: Int) throws -> [Fault] {
    try entries.flatMap { entry, pattern -> [Fault] in
      if entry.plainText == true, draft.source.format == .markdown { return [] }
      let matches = try pattern.matches(in: draft.source)
      let most = entry.most ?? max(4, entry.plant.count)
      let places = Sample.spread(matches, most: most)
      guard !places.isEmpty else { return [] }
      // If there are fewer places than forms, each place gets several forms.
      var taken: Set<Edit> = []
      return try (0..<max(places.count, min(most, entry.plant.count))).compactMap { turn in
        let form = entry.plant[(turn + index) % entry.plant.count]
        let planted = try Template(form).fill(places[turn % places.count], groups: pattern.groupNames, in: draft.source)
        guard taken.insert(planted.edit).inserted else { return nil }
        return Fault(
          entry.id, "\(draft.source[planted.edit.range]) → \(planted.edit.replacement)", [planted.edit],
          expected: planted.marks.map {
            Expectation([entry.id] + (entry.or ?? []), at: [.written(planted.edit, $0)])
          })
      }
    }
  }
}

/// A text with ⟦ ⟧ around the ranges that must be reported.
struct Template {
  private let text: String

  init(_ text: String) { self.text = text }

  /// Returns the edit that replaces `match` by the template, and the offset of each mark in it, in UTF-8 bytes; offset
  /// 0 if it has no mark.
  func fill(_ match: Match, groups: Set<String>, in source: SourceText) throws -> (edit: Edit, marks: [Int]) {
    var text = text.replacing("\\0", with: source[match.range])
    for name in groups {
      text = text.replacing("\\k<\(name)>", with: match.range(of: name).map { source[$0] } ?? "")
    }
    let plain = try #require(MarkedText(text))
    return (Edit(match.range, plain.text), plain.ranges.isEmpty ? [0] : plain.ranges.map(\.start))
  }
}

/// The data files of the instrument.
enum FaultFile {
  /// The entries of the files in a folder of Faults/, in the order of their names.
  static func entries<Entry: Decodable>(in folder: String) throws -> [Entry] {
    let url = Checkout.root.appending(path: "Tests/FaultInjectionTests/Faults/\(folder)")
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".yaml") }
    return try names.sorted().flatMap { name in
      let text = try String(contentsOf: url.appending(path: name), encoding: .utf8)
      return try NodeDecoder(YAMLReader.read(text)).decode([Entry].self)
    }
  }
}
