import Diagnostics
import DraftText
import SystemPackage

/// Why a draft was not fixed. Its file is as it was.
package enum FixError: Error, Hashable, Sendable {
  /// The fixes of these rules undo each other, or never come to an end.
  case endless([RuleID])
  /// Writing the draft as it was read would not give the same bytes.
  case notReversible(TextEncoding)
  /// A character of a fix is not in the draft's encoding.
  case noSuchCharacter(String, TextEncoding)
  /// This machine cannot write the draft's encoding.
  case converterMissing(TextEncoding)
  /// A link that leads out of the folders that were named.
  case linkLeadsOut(FilePath)
  /// The file has changed since it was read.
  case changedMeanwhile
  /// A pipe or a device.
  case notAFile
  /// What the system says.
  case unwritable(Errno)

  /// What to tell the user, who is told the path beside it.
  package var message: LocalizedText {
    let reason = reason
    return LocalizedText(zh: "没有改：\(reason.zh)", en: "not fixed: \(reason.en)")
  }

  private var reason: LocalizedText {
    switch self {
    case .endless(let rules):
      LocalizedText(
        zh: "规则 \(rules.names("、")) 的改法反复不定", en: "the fixes of \(rules.names(", ")) never come to an end")
    case .notReversible(let encoding):
      LocalizedText(
        zh: "按 \(encoding.name) 写回不能还原原文，请另存为 UTF-8",
        en: "in \(encoding.name) the text would not come out as it was; save the draft as UTF-8")
    case .noSuchCharacter(let character, let encoding):
      LocalizedText(
        zh: "\(encoding.name) 没有“\(character)”这个字符，请另存为 UTF-8",
        en: "“\(character)” cannot be written in \(encoding.name); save the draft as UTF-8")
    case .converterMissing(let encoding):
      LocalizedText(
        zh: "本机缺少 \(encoding.name) 转换表（gconv）",
        en: "\(encoding.name) cannot be written on this machine: the C library's gconv folder is missing")
    case .linkLeadsOut(let target):
      LocalizedText(
        zh: "这是链接，指向文件夹以外的 \(target)", en: "a link that leads out of the folder, to \(target)")
    case .changedMeanwhile: LocalizedText(zh: "核稿期间文件有改动", en: "the file has changed since it was read")
    case .notAFile: LocalizedText(zh: "不是普通文件", en: "not a regular file")
    case .unwritable(let errno): LocalizedText(zh: "无法写入：\(errno)", en: "cannot be written: \(errno)")
    }
  }
}

extension TextEncoding {
  fileprivate var name: String { rawValue.uppercased() }
}

extension [RuleID] {
  fileprivate func names(_ separator: String) -> String { map(\.name).joined(separator: separator) }
}
