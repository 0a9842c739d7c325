import Diagnostics
import DraftText

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
  /// The file is no draft by its name.
  case notADraft
  /// The file lies in a hidden folder, such as `.git`.
  case hiddenFolder
  /// The file cannot or must not be written.
  case unwritable(WritingFault)

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
    case .notADraft:
      LocalizedText(zh: "只改 .txt 和 .md 稿件", en: "only .txt and .md drafts are changed")
    case .hiddenFolder: LocalizedText(zh: "文件在隐藏文件夹里", en: "it lies in a hidden folder")
    case .unwritable(let fault): fault.message
    }
  }
}

extension TextEncoding {
  fileprivate var name: String { rawValue.uppercased() }
}

extension [RuleID] {
  fileprivate func names(_ separator: String) -> String { map(\.name).joined(separator: separator) }
}
