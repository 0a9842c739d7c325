import Diagnostics
import DraftText
import Essentials
import RuleEngine
import RuleFiles
import SystemPackage

/// The known findings of all drafts. They were there when somebody decided to look only at new findings.
package struct Baseline: Sendable {
  /// The default path of the file.
  package static let defaultPath: FilePath = ".zhangfa-baseline.json"

  /// Findings of one draft that have the same fingerprint.
  package struct Entry: Hashable, Sendable {
    /// The path of the draft, relative to the folder of the baseline.
    package let path: String
    /// The fingerprint by which the findings are recognized.
    package let fingerprint: Fingerprint
    /// The number of findings, 1 or more.
    package let count: Int

    /// Makes an entry.
    package init(path: String, fingerprint: Fingerprint, count: Int) {
      (self.path, self.fingerprint, self.count) = (path, fingerprint, count)
    }
  }

  /// The entries, in the order of the file.
  package private(set) var entries: [Entry] { didSet { index() } }
  private var indices: [String: [Int]] = [:]
  private let folder: FilePath
  private let workingFolder: FilePath

  /// Makes a baseline of `entries`.
  ///
  /// - Parameters:
  ///   - file: The path of the file, which need not exist yet.
  ///   - workingFolder: The folder that relative paths start from, absolute.
  package init(_ entries: [Entry] = [], at file: FilePath, workingFolder: FilePath) {
    self.entries = entries
    self.workingFolder = workingFolder
    folder = file.located(from: workingFolder).removingLastComponent()
    index()
  }

  private mutating func index() { indices = Dictionary(grouping: entries.indices) { entries[$0].path } }

  /// The number of findings in all entries.
  package var count: Int { entries.reduce(0) { $0 + $1.count } }

  /// The number of drafts that have entries.
  package var draftCount: Int { indices.count }

  /// Returns the known findings in `draft`.
  package func known(in draft: FilePath) -> KnownDiagnostics {
    KnownDiagnostics((indices[path(of: draft)] ?? []).map { entries[$0] })
  }

  /// Returns the path of `draft`, relative to the folder of the baseline.
  package func path(of draft: FilePath) -> String {
    let place = draft.located(from: workingFolder)
    let (from, to) = (folder.components.map(\.string), place.components.map(\.string))
    let common = zip(from, to).prefix { $0 == $1 }.count
    return ([String](repeating: "..", count: from.count - common) + to[common...]).joined(separator: "/")
  }

  // MARK: Changes

  /// The findings of one draft that a baseline is updated with.
  package struct Update: Sendable {
    let draft: FilePath
    let fingerprints: [Fingerprint]
    let unjudged: Set<RuleID>
    let gone: [Int]

    /// - Parameters:
    ///   - fingerprints: The fingerprints of the current findings.
    ///   - unjudged: The rules that could not check the whole draft. Their entries stay.
    ///   - gone: For each entry of the draft, the number of its findings that were not found.
    package init(of draft: FilePath, fingerprints: [Fingerprint], unjudged: Set<RuleID>, gone: [Int]) {
      (self.draft, self.fingerprints, self.unjudged, self.gone) = (draft, fingerprints, unjudged, gone)
    }
  }

  /// Replaces the entries of the drafts in `updates`, and sorts all entries by draft, then by rule.
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

  /// Removes the findings that `updates` report as gone. The order of the rest stays.
  package mutating func prune(by updates: [Update]) {
    var counts = entries.map(\.count)
    for update in updates {
      for (index, gone) in zip(indices[path(of: update.draft)] ?? [], update.gone)
      where !update.unjudged.contains(entries[index].fingerprint.rule) {
        counts[index] -= gone
      }
    }
    entries = zip(entries, counts).filter { $0.1 > 0 }.map {
      Entry(path: $0.path, fingerprint: $0.fingerprint, count: $1)
    }
  }

  /// Removes the entries of drafts that no longer exist.
  package mutating func removeVanished() {
    let vanished = Set(indices.keys.filter { folder.pushing(FilePath($0)).isVanished })
    entries.removeAll { vanished.contains($0.path) }
  }
}

extension FilePath {
  /// Whether nothing has this path. A file that cannot be examined can exist.
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
  fileprivate static let version = 1

  /// Reads the baseline at `file`.
  ///
  /// - Throws: The fault and its line: the file cannot be read, is no baseline, or has another version.
  package init(reading file: FilePath, workingFolder: FilePath) throws(RuleSetError) {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try FileContents.read(workingFolder.pushing(file))
    } catch {
      let reason = error == .noSuchFileOrDirectory ? LocalizedText.missing : error.readingMessage
      throw RuleSetError([RuleFileError(path: file.string, line: 1, column: 1, message: reason)])
    }
    try self.init(bytes, at: file, workingFolder: workingFolder)
  }

  /// Reads the bytes of the baseline at `file`, which are UTF-8 with or without a byte order mark.
  package init(_ bytes: [UInt8], at file: FilePath, workingFolder: FilePath) throws(RuleSetError) {
    let json = bytes.withoutByteOrderMark
    let content: FileContent
    do throws(EntryFault) {
      content = try FileContent(strictly: json)
    } catch {
      let (line, message) = Self.explanation(of: error, in: json)
      throw RuleSetError([RuleFileError(path: file.string, line: line, column: 1, message: message)])
    }
    self.init(
      content.findings.map {
        Entry(
          path: $0.path, fingerprint: Fingerprint(rule: RuleID($0.rule), before: $0.before, after: $0.after),
          count: $0.count ?? 1)
      }, at: file, workingFolder: workingFolder)
  }

  /// Returns the faulty line of `json` and advice on mending it. `fault` is the fault of the whole file.
  private static func explanation(of fault: EntryFault, in json: ArraySlice<UInt8>) -> (line: Int, LocalizedText) {
    struct Version: Decodable { let version: Int }
    if let version = try? JSONDecoder().decode(Version.self, from: Data(json)).version, version != Self.version {
      return (1, .unknown(version))
    }
    return brokenLine(of: json).map { ($0.line, .brokenLine($0.fault.reason)) } ?? (1, .broken(fault.reason))
  }

  /// Returns the first line that is no entry, such as a conflict marker; nil unless lines are arranged as in ``text``.
  private static func brokenLine(of json: ArraySlice<UInt8>) -> (line: Int, fault: EntryFault)? {
    let lines = json.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }
    guard lines[0].starts(with: "{\"version\"".utf8) else { return nil }
    let entries = lines.enumerated().dropFirst().filter { !$1.isEmpty && !$1.elementsEqual("]}".utf8) }
    for (number, line) in entries {
      let hasComma = line.last == UInt8(ascii: ",")
      do throws(EntryFault) {
        _ = try EntryContent(strictly: hasComma ? line.dropLast() : line)
        if !hasComma, number != entries.last?.offset { throw .noComma }
      } catch {
        return (number + 1, error)
      }
    }
    return nil
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

// MARK: - Reading strictly

/// A part of the file that is decoded strictly.
private protocol StrictContent: Decodable {
  /// The number of its keys, including keys inside it.
  var keyCount: Int { get }
  /// The fault of a value that has the right type; nil where there is none.
  var fault: EntryFault? { get }
}

private struct FileContent: StrictContent {
  let version: Int
  let findings: [EntryContent]

  var keyCount: Int { findings.reduce(2) { $0 + $1.keyCount } }
  var fault: EntryFault? {
    version == Baseline.version ? findings.lazy.compactMap(\.fault).first : .value(of: "version")
  }
}

private struct EntryContent: StrictContent {
  /// The most findings of one entry. A larger count is a mistake.
  private static let mostAlike = 1_000_000

  let path, rule, before, after: String
  let count: Int?

  var keyCount: Int { count == nil ? 4 : 5 }
  var fault: EntryFault? { 1...Self.mostAlike ~= count ?? 1 ? nil : .value(of: "count") }
}

extension StrictContent {
  /// Decodes `json`. Rejects what a decoder skips, since writing the file anew would lose it: unknown and repeated
  /// keys, and values that are null.
  init(strictly json: ArraySlice<UInt8>) throws(EntryFault) {
    let value: Self
    do {
      value = try JSONDecoder().decode(Self.self, from: Data(json))
    } catch {
      throw EntryFault(error)
    }
    let outside = JSONSyntaxScan(json)
    guard outside.isPlain else { throw .notPlain }
    guard outside.keyCount == value.keyCount else { throw .surplusKey }
    if let fault = value.fault { throw fault }
    self = value
  }
}

/// The text of JSON outside its strings.
private struct JSONSyntaxScan {
  /// The number of keys: each has a colon.
  private(set) var keyCount = 0
  /// Whether the text is UTF-8 and consists of objects, lists and whole numbers only.
  private(set) var isPlain = true

  init(_ json: ArraySlice<UInt8>) {
    var isText = false
    var isEscaped = false
    for byte in json {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\""): isText.toggle()
      case _ where isText: isEscaped = byte == UInt8(ascii: "\\")
      case UInt8(ascii: ":"): keyCount += 1
      default: isPlain = isPlain && "{}[],-0123456789 \t\r\n".utf8.contains(byte)
      }
    }
  }
}

/// A fault of a baseline or of one of its entries.
private struct EntryFault: Error {
  let reason: LocalizedText

  private init(zh: String, en: String) { reason = LocalizedText(zh: zh, en: en) }

  init(_ error: any Error) {
    switch error {
    case DecodingError.keyNotFound(let key, _):
      self.init(zh: "缺少键“\(key.stringValue)”", en: "missing key “\(key.stringValue)”")
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      let key = context.codingPath.last?.stringValue
      self = key.map { .value(of: $0) } ?? EntryFault(zh: "不是这种格式的 JSON", en: "it is no JSON of this kind")
    default: self.init(zh: "无法读取", en: "it cannot be read")
    }
  }

  static func value(of key: String) -> EntryFault {
    EntryFault(zh: "“\(key)”的值不对", en: "“\(key)” has a wrong value")
  }

  static let noComma = EntryFault(zh: "末尾缺少逗号", en: "a comma is missing at the end")
  static let notPlain = EntryFault(zh: "只能有文字和整数，编码为 UTF-8", en: "it holds texts and whole numbers only, in UTF-8")
  static let surplusKey = EntryFault(zh: "有多余的键，或一个键出现两次", en: "a key is unknown or stands twice")
}

/// Returns `text` as a JSON string.
private func quoted(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "\"") { quoted, scalar in
    switch scalar {
    case "\"", "\\":
      quoted += "\\"
      quoted.unicodeScalars.append(scalar)
    // Characters that some programs take for line ends are escaped, so that an entry is one line everywhere.
    case "\u{20}"..."\u{7E}", "\u{A0}"..."\u{2027}", "\u{202A}"..."\u{10FFFF}":
      quoted.unicodeScalars.append(scalar)
    default:
      quoted += "\\u" + scalar.value.hexadecimal(width: 4)
    }
  } + "\""
}

extension LocalizedText {
  fileprivate static let missing = LocalizedText(
    zh: "没有这个存量清单，可用 zhangfa baseline 生成", en: "no such baseline; “zhangfa baseline” writes one")
  fileprivate static func broken(_ reason: LocalizedText) -> LocalizedText {
    LocalizedText(
      zh: "存量清单有误：\(reason.zh)；请改正，或删去文件后用 zhangfa baseline 重新生成",
      en: "broken baseline: \(reason.en); mend it, or delete the file and write it anew with “zhangfa baseline”")
  }

  fileprivate static func brokenLine(_ reason: LocalizedText) -> LocalizedText {
    LocalizedText(
      zh: "存量清单有误：\(reason.zh)；请改正或删去这一行（所记的问题会重新报告）",
      en: "broken baseline: \(reason.en); mend this line or take it out (what it stands for is then reported again)")
  }

  fileprivate static func unknown(_ version: Int) -> LocalizedText {
    LocalizedText(
      zh: "存量清单的版本 \(version) 无法识别，请删去文件后用 zhangfa baseline 重新生成",
      en: "version \(version) of baselines is not known: delete the file and write it anew with “zhangfa baseline”")
  }
}
