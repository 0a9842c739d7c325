import Diagnostics
import DraftText
import PatternMatching
import SystemPackage
import WordText

/// The reason why a draft could not be checked.
package enum DraftError: ExplainedError, Hashable {
  /// There is no such file.
  case notFound
  /// The user has no permission to read the file.
  case permissionDenied
  /// A folder where a file was expected.
  case isFolder
  /// A folder without a single draft.
  case folderWithoutDrafts
  /// A folder whose drafts, if there are any, are all excluded.
  case folderOfExcluded
  /// A kind of file that is not supported; its extension, in lower case.
  case notADraft(fileExtension: String)
  /// A kind of document that needs LibreOffice, which is not installed; its extension, in lower case.
  case needsOfficeProgram(fileExtension: String)
  /// A document that LibreOffice could not convert.
  case notConverted(OfficeProgram.Failure)
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
  /// A named pipe without a writer.
  case pipeWithoutWriter
  /// A file of more than ``FileContents/byteLimit`` bytes.
  case tooLarge
  /// Another error of the system.
  case system(Errno)

  /// Translates an error of the system.
  package init(_ errno: Errno) {
    switch errno {
    case .noSuchFileOrDirectory: self = .notFound
    case .permissionDenied, .notPermitted: self = .permissionDenied
    case .isDirectory: self = .isFolder
    case .brokenPipe: self = .pipeWithoutWriter
    case .fileTooLarge: self = .tooLarge
    default: self = .system(errno)
    }
  }

  /// The message for the user, without the path, which is shown beside it.
  package var message: LocalizedText {
    let extensions = DraftFormat.allExtensions.map { ".\($0)" }
    let drafts = LocalizedText(zh: extensions.joined(separator: "、"), en: extensions.joined(separator: ", "))
    return switch self {
    case .notFound: LocalizedText(zh: "没有这个文件", en: "no such file")
    case .permissionDenied: LocalizedText(zh: "没有读取权限", en: "permission denied")
    case .isFolder: LocalizedText(zh: "这是文件夹，不是稿件", en: "this is a folder, not a draft")
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
    case .notConverted(let failure): failure.message
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
    case .pipeWithoutWriter: LocalizedText(zh: "这是管道，没有程序向它写入", en: "a pipe to which nobody writes")
    case .tooLarge:
      LocalizedText(
        zh: "文件太大，最多 \(FileContents.byteLimit >> 20) MB",
        en: "larger than \(FileContents.byteLimit >> 20) MB, which no draft is")
    case .system(let errno): LocalizedText(zh: "无法读取：\(errno)", en: "cannot be read: \(errno)")
    }
  }
}
