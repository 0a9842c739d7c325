import Diagnostics
import DraftText
import RuleEngine
import RuleFiles
import SystemPackage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The findings that were there when somebody decided to look only at new ones, draft by draft.
package struct Baseline: Sendable {
  /// What the file is called unless somebody says otherwise.
  package static let defaultPath: FilePath = ".zhangfa-baseline.json"

  /// Some findings of one draft that are alike.
  package struct Entry: Hashable, Sendable {
    /// The draft, from the folder of the baseline on.
    package let path: String
    /// By what they are known again.
    package let fingerprint: Fingerprint
    /// How many they are; 1 or more.
    package let count: Int
  }

  /// What it holds, in the order of the file.
  package private(set) var entries: [Entry] { didSet { index() } }
  private var indices: [String: [Int]] = [:]
  private let folder: FilePath
  private let workingFolder: FilePath

  /// A baseline of `entries`.
  ///
  /// - Parameters:
  ///   - file: Where it is or will be.
  ///   - workingFolder: The folder that relative paths start from, absolute.
  package init(_ entries: [Entry] = [], at file: FilePath, workingFolder: FilePath) {
    self.entries = entries
    self.workingFolder = workingFolder
    folder = file.located(from: workingFolder).removingLastComponent()
    index()
  }

  private mutating func index() { indices = Dictionary(grouping: entries.indices) { entries[$0].path } }

  /// How many findings it stands for.
  package var count: Int { entries.reduce(0) { $0 + $1.count } }

  /// In how many drafts.
  package var draftCount: Int { indices.count }

  /// What it holds of `draft`.
  package func findings(of draft: FilePath) -> KnownDiagnostics {
    KnownDiagnostics((indices[path(of: draft)] ?? []).map { entries[$0] })
  }

  /// The path of `draft` from the folder of the baseline on.
  package func path(of draft: FilePath) -> String {
    let place = draft.located(from: workingFolder)
    let (from, to) = (folder.components.map(\.string), place.components.map(\.string))
    let common = zip(from, to).prefix { $0 == $1 }.count
    return ([String](repeating: "..", count: from.count - common) + to[common...]).joined(separator: "/")
  }

  // MARK: Changes

  /// What was found in one draft.
  package struct Update: Sendable {
    let draft: FilePath
    let fingerprints: [Fingerprint]
    let unjudged: Set<RuleID>
    let gone: [Int]

    /// - Parameters:
    ///   - fingerprints: What is found now.
    ///   - unjudged: The rules that were not held against the draft to the end; of these everything stays.
    ///   - gone: For each entry of the draft how much of it is gone.
    package init(of draft: FilePath, fingerprints: [Fingerprint], unjudged: Set<RuleID>, gone: [Int]) {
      (self.draft, self.fingerprints, self.unjudged, self.gone) = (draft, fingerprints, unjudged, gone)
    }
  }

  /// Puts `updates` in place of what it held of their drafts, and sorts all entries by draft, then by rule.
  package mutating func replace(by updates: [Update]) {
    struct Key: Hashable {
      let path: String
      let fingerprint: Fingerprint
    }
    var counts: [Key: Int] = [:]
    let byPath = Dictionary(updates.map { (path(of: $0.draft), $0) }) { first, _ in first }
    for entry in entries where byPath[entry.path].map({ $0.unjudged.contains(entry.fingerprint.rule) }) ?? true {
      counts[Key(path: entry.path, fingerprint: entry.fingerprint), default: 0] += entry.count
    }
    for (path, update) in byPath {
      for fingerprint in update.fingerprints where !update.unjudged.contains(fingerprint.rule) {
        counts[Key(path: path, fingerprint: fingerprint), default: 0] += 1
      }
    }
    entries = counts.map { Entry(path: $0.key.path, fingerprint: $0.key.fingerprint, count: $0.value) }.sorted {
      let (left, right) = ($0.fingerprint, $1.fingerprint)
      return ($0.path, left.rule.name, left.before, left.after) < ($1.path, right.rule.name, right.before, right.after)
    }
  }

  /// Takes out what is gone of the drafts of `updates`; the rest stays in its order.
  package mutating func prune(by updates: [Update]) {
    var counts = entries.map(\.count)
    for update in updates {
      for (index, gone) in zip(indices[path(of: update.draft)] ?? [], update.gone) { counts[index] -= gone }
    }
    entries = zip(entries, counts).filter { $0.1 > 0 }.map {
      Entry(path: $0.path, fingerprint: $0.fingerprint, count: $1)
    }
  }

  /// Takes out the drafts that are no longer there.
  package mutating func removeVanished() {
    let vanished = Set(indices.keys.filter { folder.pushing(FilePath($0)).isVanished })
    entries.removeAll { vanished.contains($0.path) }
  }
}

extension FilePath {
  /// Whether there is nothing of this name; what cannot be looked at may be there.
  fileprivate var isVanished: Bool {
    do {
      _ = try stat()
      return false
    } catch {
      return [.noSuchFileOrDirectory, .notDirectory].contains(error)
    }
  }
}

// MARK: - The file

/// JSON with one entry a line, so that it merges well.
extension Baseline {
  private static let version = 1
  /// More alike findings than this are no baseline, but a mistake.
  private static let mostAlike = 1_000_000

  private struct File: Decodable {
    struct Entry: Decodable {
      let path, rule, before, after: String
      let count: Int?

      var isSound: Bool { 1...Baseline.mostAlike ~= count ?? 1 }
    }

    let version: Int
    let findings: [Entry]
  }

  private struct Version: Decodable {
    let version: Int
  }

  /// Reads the baseline at `file`.
  ///
  /// - Throws: What is wrong with it, and in which line: it cannot be read, is no baseline, or one of another version.
  package init(reading file: FilePath, workingFolder: FilePath) throws(RuleSetError) {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try FileContents.read(workingFolder.pushing(file))
    } catch {
      let reason = error == .noSuchFileOrDirectory ? LocalizedText.missing : DraftError(error).message
      throw RuleSetError([RuleFileError(path: file.string, line: 1, column: 1, message: reason)])
    }
    try self.init(bytes, at: file, workingFolder: workingFolder)
  }

  /// Takes the bytes of the baseline at `file`.
  package init(_ bytes: [UInt8], at file: FilePath, workingFolder: FilePath) throws(RuleSetError) {
    let decoder = JSONDecoder()
    let content = try? decoder.decode(File.self, from: Data(bytes))
    guard let content, content.version == Self.version, content.findings.allSatisfy(\.isSound) else {
      var (line, message) = (Self.brokenLine(of: bytes, decoder), LocalizedText.broken)
      if let version = try? decoder.decode(Version.self, from: Data(bytes)).version, version != Self.version {
        (line, message) = (1, .unknown(version))
      }
      throw RuleSetError([RuleFileError(path: file.string, line: line, column: 1, message: message)])
    }
    self.init(
      content.findings.map {
        Entry(
          path: $0.path, fingerprint: Fingerprint(rule: RuleID($0.rule), before: $0.before, after: $0.after),
          count: $0.count ?? 1)
      }, at: file, workingFolder: workingFolder)
  }

  /// The first line that is no entry, such as a mark of git between two versions; 1 where the lines are not those of ``text``.
  private static func brokenLine(of bytes: [UInt8], _ decoder: JSONDecoder) -> Int {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines[0].starts(with: "{\"version\"".utf8) else { return 1 }
    let broken = lines.indices.dropFirst().first { index in
      let entry = lines[index].last == UInt8(ascii: ",") ? lines[index].dropLast() : lines[index]
      if entry.isEmpty || entry.elementsEqual("]}".utf8) { return false }
      return (try? decoder.decode(File.Entry.self, from: Data(entry)))?.isSound != true
    }
    return (broken ?? 0) + 1
  }

  /// The text of the file.
  package var text: String {
    let lines = entries.map { entry in
      let fields =
        [
          ("path", quoted(entry.path)), ("rule", quoted(entry.fingerprint.rule.name)),
          ("before", quoted(entry.fingerprint.before)), ("after", quoted(entry.fingerprint.after)),
        ] + (entry.count == 1 ? [] : [("count", String(entry.count))])
      return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }
    let list = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n]"
    return "{\"version\": \(Self.version), \"findings\": \(list)}\n"
  }
}

/// `text` between quotation marks, as JSON has it.
private func quoted(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "\"") { quoted, scalar in
    switch scalar {
    case "\"", "\\":
      quoted += "\\"
      quoted.unicodeScalars.append(scalar)
    // What some take for a line end is escaped, so that an entry is a line for all.
    case "\u{20}"..."\u{7E}", "\u{A0}"..."\u{2027}", "\u{202A}"..."\u{10FFFF}":
      quoted.unicodeScalars.append(scalar)
    default:
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
  } + "\""
}

extension LocalizedText {
  fileprivate static let missing = LocalizedText(
    zh: "没有这个存量清单，可用 zhangfa baseline 生成", en: "no such baseline; “zhangfa baseline” writes one")
  fileprivate static let broken = LocalizedText(
    zh: "存量清单有误，请改正，或删去文件后用 zhangfa baseline 重新生成",
    en: "broken baseline: mend it, or delete the file and write it anew with “zhangfa baseline”")

  fileprivate static func unknown(_ version: Int) -> LocalizedText {
    LocalizedText(
      zh: "存量清单的版本 \(version) 无法识别，请删去文件后用 zhangfa baseline 重新生成",
      en: "version \(version) of baselines is not known: delete the file and write it anew with “zhangfa baseline”")
  }
}
