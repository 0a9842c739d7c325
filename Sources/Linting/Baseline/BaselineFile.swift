import Diagnostics
import DraftText
import RuleEngine
import SystemPackage

/// The file of a baseline: JSON with one entry a line, so that it merges well.
extension Baseline {
  /// More alike findings than this are no baseline, but a mistake.
  private static let mostAlike = 1_000_000

  private struct Keys: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case version, findings
    }

    let version: Int
    let findings: [Item]
  }

  private struct Item: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case path, rule, before, after, count
    }

    let path: String
    let rule: String
    let before: String
    let after: String
    let count: Located<Int>?
  }

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
    let yaml: YAMLFile
    do throws(RuleFileError) {
      // JSON is YAML, of which every place is known.
      yaml = try YAMLFile(path: file.string, bytes: bytes)
    } catch {
      throw RuleSetError([error])
    }
    let version = try yaml.value(of: Keys.CodingKeys.version.rawValue, as: Int.self)
    guard version.value == Self.version else {
      throw RuleSetError([yaml.error(NodeError(.unknown(version.value), at: version.position))])
    }
    var entries: [Entry] = []
    for item in try yaml.decode(Keys.self).findings {
      let count = item.count?.value ?? 1
      guard 1...Self.mostAlike ~= count else {
        throw RuleSetError([yaml.error(NodeError(.badCount, at: item.count?.position ?? version.position))])
      }
      entries.append(
        Entry(
          path: item.path, mark: FindingMark(rule: RuleID(item.rule), before: item.before, after: item.after),
          count: count))
    }
    self.init(entries, at: file, workingFolder: workingFolder)
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

/// `text` between quotation marks, as JSON has it; what YAML would not take as it is is escaped too.
private func quoted(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "\"") { quoted, scalar in
    switch scalar {
    case "\"", "\\":
      quoted += "\\"
      quoted.unicodeScalars.append(scalar)
    case "\u{20}"..."\u{7E}", "\u{A0}"..."\u{2027}", "\u{202A}"..."\u{FEFE}", "\u{FF00}"..."\u{FFFD}",
      "\u{10000}"..."\u{10FFFF}":
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
