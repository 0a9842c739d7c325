import Diagnostics
import DraftText
import SystemPackage

/// Why a draft was not fixed. Its file is as it was.
package enum FixError: Error, Hashable, Sendable {
  /// The fixes of these rules undo each other, or never come to an end.
  case endless([RuleID])
  /// The draft is read in an encoding that it may not be in.
  case uncertainEncoding(TextEncoding)
  /// Word documents are only read.
  case wordDocument
  /// A line of the patch would be a command to a runner of CI.
  case patchIsCommand
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
    case .uncertainEncoding(let encoding):
      LocalizedText(
        zh: "不能确定是 \(encoding.name) 编码，请另存为 UTF-8",
        en: "the encoding may be another than \(encoding.name); save the draft as UTF-8")
    case .wordDocument: LocalizedText(zh: "Word 文件只核不改", en: "Word documents are checked only")
    case .patchIsCommand:
      LocalizedText(
        zh: "补丁里有一行会被 CI 当成命令，请用 --fix", en: "a runner of CI would take a line of the patch for a command; use --fix")
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
