import Diagnostics
import DraftText
import PatternMatching
import SystemPackage
import WordText

/// Why a draft could not be checked.
package enum DraftError: Error, Hashable, Sendable {
  /// There is no such file.
  case notFound
  /// The file may not be read.
  case permissionDenied
  /// A folder where a file was expected.
  case isFolder
  /// A folder without a single draft.
  case folderWithoutDrafts
  /// A folder whose drafts, if there are any, are all ignored.
  case folderOfIgnored
  /// A kind of file that is not read; its ending, in lower case.
  case notADraft(ending: String)
  /// A file that is called a Word document and cannot be read as one.
  case word(WordFailure)
  /// A file with nothing but white space in it.
  case empty
  /// Bytes that are no text in any known encoding.
  case undecodable(DecodingFailure)
  /// The outline of the draft could not be read.
  case outline(MatchError)
  /// A named pipe to which nobody writes.
  case pipeWithoutWriter
  /// More than ``FileContents/byteLimit`` bytes.
  case tooLarge
  /// Anything else that the system reports.
  case system(Errno)

  /// Names what the system reports.
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

  /// What to tell the user, who is told the path beside it.
  package var message: LocalizedText {
    switch self {
    case .notFound: LocalizedText(zh: "没有这个文件", en: "no such file")
    case .permissionDenied: LocalizedText(zh: "没有读取权限", en: "permission denied")
    case .isFolder: LocalizedText(zh: "这是文件夹，不是稿件", en: "this is a folder, not a draft")
    case .folderWithoutDrafts:
      LocalizedText(
        zh: "文件夹里没有可核的稿件（.txt、.md、.docx）", en: "no drafts (.txt, .md, .docx) in this folder")
    case .folderOfIgnored:
      LocalizedText(
        zh: "文件夹里除被忽略的以外，没有可核的稿件（.txt、.md、.docx）",
        en: "no drafts (.txt, .md, .docx) in this folder but ignored ones")
    case .notADraft(let ending):
      LocalizedText(
        zh: "不能核 .\(ending) 文件，请另存为 .docx 或 .txt",
        en: "cannot check .\(ending) files; save the draft as .docx or .txt")
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

extension DecodingFailure {
  /// What to tell the user.
  var message: LocalizedText { LocalizedText(zh: chinese, en: description) }

  private var chinese: String {
    switch self {
    case .binary(let format): "不是文本文件：\(format.chineseName)"
    case .invalidByte(.gb18030, let offset, let line): "无法解码：既不是 UTF-8，也不是 GB18030（第 \(offset) 字节，第 \(line) 行）"
    case .invalidByte(let encoding, let offset, let line):
      "无法按 \(encoding.rawValue.uppercased()) 解码：第 \(offset) 字节（第 \(line) 行）有误"
    case .otherEncoding: "看来是 Big5、Shift-JIS、EUC-KR 等别的编码，请另存为 UTF-8"
    }
  }
}

extension BinaryFormat {
  var chineseName: String {
    switch self {
    case .zip: "这是 ZIP 或 Word 文件"
    case .pdf: "这是 PDF 文件"
    case .ole: "这是旧版 Word（.doc）或其他 OLE 文件"
    case .rtf: "这是 RTF 文件"
    case .utf32: "这是 UTF-32 文本"
    case .unknown: "这是二进制数据"
    }
  }
}
