import Diagnostics
import DraftText

/// The reason why a draft was not fixed. Its file is unchanged.
package enum FixError: ExplainedError, Hashable {
  /// The fixes of these rules undo each other, or never come to an end.
  case endless([RuleID])
  /// It is not certain that the draft has the encoding in which it is read.
  case uncertainEncoding(TextEncoding)
  /// Word documents are changed in copies only.
  case wordDocument
  /// A CI runner would take a line of the patch for a command.
  case patchIsCommand
  /// The file name is not the name of a draft.
  case notADraft
  /// The file lies in a hidden folder, such as `.git`.
  case hiddenFolder
  /// The file cannot or must not be written.
  case unwritable(WritingFault)

  /// The message for the user, without the path, which is shown beside it.
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
        zh: "不能确定是 \(encoding.name) 编码，请另存为\(encoding == .utf8 ? "带 BOM 的 " : " ")UTF-8",
        en: """
          the encoding may be another than \(encoding.name); save the draft as \
          UTF-8\(encoding == .utf8 ? " with a byte order mark" : "")
          """)
    case .wordDocument:
      LocalizedText(
        zh: "Word 文件只在副本里改，请用 --track-changes", en: "a Word document is changed in a copy only: use --track-changes")
    case .patchIsCommand:
      LocalizedText(
        zh: "补丁里有一行会被 CI 当成命令，请用 --fix", en: "a runner of CI would take a line of the patch for a command; use --fix")
    case .notADraft:
      LocalizedText(zh: "只改 .txt 和 .md 稿件", en: "only .txt and .md drafts are changed")
    case .hiddenFolder: LocalizedText(zh: "文件在隐藏文件夹里", en: "it lies in a hidden folder")
    case .unwritable(let fault): fault.message
    }
  }
}

extension [RuleID] {
  fileprivate func names(_ separator: String) -> String { map(\.name).joined(separator: separator) }
}
