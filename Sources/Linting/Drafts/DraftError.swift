import Diagnostics
import DraftText
import PatternMatching
import SystemPackage
import WordText

/// The reason why a draft could not be checked.
package enum DraftError: ExplainedError, Hashable {
  /// A folder without a single draft.
  case folderWithoutDrafts
  /// A folder whose drafts, if there are any, are all excluded.
  case folderOfExcluded
  /// A kind of file that is not supported; its extension, in lower case.
  case notADraft(fileExtension: String)
  /// A kind of document that needs LibreOffice, which is not installed; its extension, in lower case.
  case needsOfficeProgram(fileExtension: String)
  /// A document that LibreOffice could not convert: the error of the system, or nil if it made no document.
  case notConverted(Errno?)
  /// A copy that zhangfa marked up.
  case ownCopy
  /// A file with the extension of a Word document, or a ZIP archive without an extension, that cannot be read as one.
  case word(DocumentFailure)
  /// A file with nothing but white space in it.
  case empty
  /// Bytes that are no text in any known encoding.
  case undecodable(DecodingFailure)
  /// The outline of the draft could not be read.
  case outline(MatchError)
  /// The file cannot be read.
  case system(Errno)

  /// The message for the user, without the path, which is shown beside it.
  package var message: LocalizedText {
    let extensions = DraftFormat.allExtensions.map { ".\($0)" }
    let drafts = LocalizedText(zh: extensions.joined(separator: "、"), en: extensions.joined(separator: ", "))
    return switch self {
    case .folderWithoutDrafts:
      LocalizedText(zh: "文件夹里没有可核的稿件（\(drafts.zh)）", en: "no drafts (\(drafts.en)) in this folder")
    case .folderOfExcluded:
      LocalizedText(
        zh: "文件夹里除被排除的以外，没有可核的稿件（\(drafts.zh)）",
        en: "no drafts (\(drafts.en)) in this folder but excluded ones")
    case .notADraft(fileExtension: "pdf"), .notADraft(fileExtension: "ofd"):
      LocalizedText(
        zh: "PDF、OFD 版式文件不能核，请核它的 Word 原稿；扫描件没有文字，要先做文字识别",
        en: "a PDF or OFD file cannot be checked, take the Word document that it was made from; a scan holds no text")
    case .needsOfficeProgram(let fileExtension):
      LocalizedText(
        zh: "核 .\(fileExtension) 文件需要 LibreOffice：请安装（命令 soffice），或另存为 .docx 再核",
        en: "LibreOffice is needed to check .\(fileExtension) files: install it (soffice), or save the draft as .docx")
    case .notConverted(let errno): OfficeProgram.message(about: errno)
    case .notADraft(let fileExtension):
      LocalizedText(
        zh: "不能核 .\(fileExtension) 文件，请另存为 .docx 或 .txt",
        en: "cannot check .\(fileExtension) files; save the draft as .docx or .txt")
    case .ownCopy:
      LocalizedText(zh: "这是核稿副本，不再核", en: "a copy with comments of zhangfa, which is not checked")
    case .word(let failure): failure.message
    case .empty: LocalizedText(zh: "空文件", en: "empty file")
    case .undecodable(let failure): failure.message
    case .outline(let error):
      LocalizedText(zh: "稿件结构没有读完：\(error.reason.zh)", en: "the outline could not be read: \(error.reason.en)")
    case .system(let errno): errno.readingMessage
    }
  }
}
