import DraftText
import Foundation
import PatternMatching

@testable import RuleEngine
@testable import RuleFiles

/// Faults inside the text, as the files of Faults/ describe them: masks, blanks, doubled words, remains inside a line.
struct TextFaults: FaultFamily {
  /// An entry of a file.
  struct Entry: Decodable, Sendable {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case id, or, find, plant, most, note
      case plainText = "plain-text"
    }

    /// The rule that the fault is for.
    let id: String
    /// Other ids that are as right; `note` says why.
    let or: [String]?
    /// Where the fault is planted: a pattern.
    let find: String
    /// What is written there. `\0` is what was found, `\k<name>` a group of it; ⟦ ⟧ marks each thing to be reported.
    let plant: [String]
    /// How many faults a draft gives, if not as many as there are forms, or four.
    let most: Int?
    /// Whether Markdown drafts are left out.
    let plainText: Bool?
    /// Why the entry is as it is.
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
      // Where there are fewer places than forms, each place takes several.
      var taken: Set<TextEdit> = []
      return (0..<max(places.count, min(most, entry.plant.count))).compactMap { turn in
        let form = entry.plant[(turn + index) % entry.plant.count]
        let planted = Template(form).fill(places[turn % places.count], groups: pattern.groupNames, in: draft.source)
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

/// A text with ⟦ ⟧ around what must be reported.
struct Template {
  private let text: String

  init(_ text: String) { self.text = text }

  /// The edit that puts the template in the place of `match`, and where in it each mark begins, in UTF-8 bytes.
  func fill(_ match: Match, groups: Set<String>, in source: SourceText) -> (edit: TextEdit, marks: [Int]) {
    var text = text.replacing("\\0", with: source[match.range])
    for name in groups {
      text = text.replacing("\\k<\(name)>", with: match.range(of: name).map { source[$0] } ?? "")
    }
    let plain = Template(text).unmarked
    return (TextEdit(match.range, plain.text), plain.marks)
  }

  /// The text without its marks, and where each began; at its beginning where it has none.
  var unmarked: (text: String, marks: [Int]) {
    var plain = ""
    var marks: [Int] = []
    for character in text {
      switch character {
      case "⟦": marks.append(plain.utf8.count)
      case "⟧": break
      default: plain.append(character)
      }
    }
    return (plain, marks.isEmpty ? [0] : marks)
  }
}

/// The data files of the instrument.
enum FaultFile {
  /// The entries of the files in a folder of Faults/, in the order of their names.
  static func entries<Entry: Decodable>(in folder: String) throws -> [Entry] {
    let url = Files.target.appending(path: "Faults").appending(path: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".yaml") }
    return try names.sorted().flatMap { name in
      let text = try String(contentsOf: url.appending(path: name), encoding: .utf8)
      return try NodeDecoder(YAMLReader.read(text)).decode([Entry].self)
    }
  }
}
