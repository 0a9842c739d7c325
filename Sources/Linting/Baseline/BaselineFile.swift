import Diagnostics
import DraftText
import RuleEngine
import SystemPackage

/// The file of a baseline: JSON with one entry a line, so that it merges well.
extension Baseline {
  /// More alike findings than this are no baseline, but a mistake.
  private static let mostAlike = 1_000_000

  /// Reads the baseline at `file`.
  ///
  /// - Throws: What is wrong with it, and where: it cannot be read, is no JSON, of another version, or holds something else.
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
    do throws(JSONText.Fault) {
      self.init(try Self.entries(of: JSONText.value(of: bytes)), at: file, workingFolder: workingFolder)
    } catch {
      let position = JSONText.position(of: error.place, in: bytes)
      throw RuleSetError([
        RuleFileError(path: file.string, line: position.line, column: position.column, message: error.message)
      ])
    }
  }

  private static func entries(of file: JSONText.Value) throws(JSONText.Fault) -> [Entry] {
    let version = try JSONMembers(file).integer("version")
    guard version.value == Self.version else {
      throw JSONText.Fault(message: .unknown(version.value), place: version.place)
    }
    let members = try JSONMembers(file, known: ["version", "findings"])
    return try members.list("findings").map { (item) throws(JSONText.Fault) in
      let members = try JSONMembers(item, known: ["path", "rule", "before", "after", "count"])
      let count = members.has("count") ? try members.integer("count") : (value: 1, place: item.place)
      guard 1...mostAlike ~= count.value else { throw JSONText.Fault(message: .badCount, place: count.place) }
      return Entry(
        path: try members.string("path"),
        mark: FindingMark(
          rule: RuleID(try members.string("rule")), before: try members.string("before"),
          after: try members.string("after")),
        count: count.value)
    }
  }

  /// The text of the file.
  package var text: String {
    let lines = entries.map { entry in
      let fields =
        [
          ("path", quoted(entry.path)), ("rule", quoted(entry.mark.rule.name)), ("before", quoted(entry.mark.before)),
          ("after", quoted(entry.mark.after)),
        ] + (entry.count == 1 ? [] : [("count", String(entry.count))])
      return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }
    let list = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n]"
    return "{\"version\": \(Self.version), \"findings\": \(list)}\n"
  }
}

/// The members of an object, by name.
private struct JSONMembers {
  private let values: [String: JSONText.Value]
  private let place: Int

  /// Takes `object`, which has no keys but `known` ones; any, where none are given.
  init(_ object: JSONText.Value, known: [String]? = nil) throws(JSONText.Fault) {
    place = object.place
    guard case .object(let members) = object.content else { throw .notA(.init(zh: "“{”", en: "“{”"), at: place) }
    if let known, let unknown = members.first(where: { !known.contains($0.key) }) {
      throw JSONText.Fault(message: unknownName(unknown.key, of: .key, known: known), place: unknown.place)
    }
    values = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  func string(_ name: String) throws(JSONText.Fault) -> String {
    let value = try value(name)
    guard case .string(let text) = value.content else { throw .notA(.init(zh: "文字", en: "a text"), at: value.place) }
    return text
  }

  func integer(_ name: String) throws(JSONText.Fault) -> (value: Int, place: Int) {
    let value = try value(name)
    guard case .integer(let integer) = value.content else {
      throw .notA(.init(zh: "整数", en: "a whole number"), at: value.place)
    }
    return (integer, value.place)
  }

  func list(_ name: String) throws(JSONText.Fault) -> [JSONText.Value] {
    let value = try value(name)
    guard case .list(let list) = value.content else { throw .notA(.init(zh: "列表", en: "a list"), at: value.place) }
    return list
  }

  private func value(_ name: String) throws(JSONText.Fault) -> JSONText.Value {
    guard let value = values[name] else {
      throw JSONText.Fault(message: .init(zh: "缺少键“\(name)”", en: "missing key “\(name)”"), place: place)
    }
    return value
  }
}

extension JSONText.Fault {
  fileprivate static func notA(_ what: LocalizedText, at place: Int) -> Self {
    Self(message: LocalizedText(zh: "这里应为\(what.zh)", en: "expected \(what.en) here"), place: place)
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
  fileprivate static let badCount = LocalizedText(zh: "个数应当是不小于 1 的整数", en: "a count is a whole number from 1 on")

  fileprivate static func unknown(_ version: Int) -> LocalizedText {
    LocalizedText(
      zh: "存量清单的版本 \(version) 无法识别，本程序只认版本 \(Baseline.version)",
      en: "version \(version) of baselines is not known; this zhangfa knows version \(Baseline.version)")
  }
}
