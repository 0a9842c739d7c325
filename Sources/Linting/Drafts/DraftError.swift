import Archive
import Diagnostics
import DraftText
import PatternMatching
import SystemPackage
import WordText

/// Why a draft could not be checked.
package enum DraftError: ExplainedError, Hashable {
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
    let endings = DraftFormat.allEndings.map { ".\($0)" }
    let drafts = LocalizedText(zh: endings.joined(separator: "、"), en: endings.joined(separator: ", "))
    return switch self {
    case .notFound: LocalizedText(zh: "没有这个文件", en: "no such file")
    case .permissionDenied: LocalizedText(zh: "没有读取权限", en: "permission denied")
    case .isFolder: LocalizedText(zh: "这是文件夹，不是稿件", en: "this is a folder, not a draft")
    case .folderWithoutDrafts:
      LocalizedText(zh: "文件夹里没有可核的稿件（\(drafts.zh)）", en: "no drafts (\(drafts.en)) in this folder")
    case .folderOfIgnored:
      LocalizedText(
        zh: "文件夹里除被忽略的以外，没有可核的稿件（\(drafts.zh)）",
        en: "no drafts (\(drafts.en)) in this folder but ignored ones")
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
  fileprivate var message: LocalizedText {
    switch self {
    case .binary(let format):
      LocalizedText(zh: "不是文本文件：\(format.name.zh)", en: "not a text file: this is \(format.name.en)")
    case .invalidByte(.gb18030, let offset, let line):
      LocalizedText(
        zh: "无法解码：既不是 UTF-8，也不是 GB18030（第 \(offset) 字节，第 \(line) 行）",
        en: "cannot be decoded: neither UTF-8 nor GB18030 (byte \(offset), line \(line))")
    case .invalidByte(let encoding, let offset, let line):
      LocalizedText(
        zh: "无法按 \(encoding.name) 解码：第 \(offset) 字节（第 \(line) 行）有误",
        en: "not valid \(encoding.name) at byte \(offset) (line \(line))")
    case .otherEncoding:
      LocalizedText(
        zh: "看来是 Big5、Shift-JIS、EUC-KR 等别的编码，请另存为 UTF-8",
        en: "seems to be Big5, Shift-JIS, EUC-KR or another encoding that is not read; save it as UTF-8")
    }
  }
}

extension TextEncoding {
  /// What people call it.
  var name: String { rawValue.uppercased() }
}

extension BinaryFormat {
  /// What such a file is called: in Chinese a sentence, in English its object.
  fileprivate var name: LocalizedText {
    switch self {
    case .zip: LocalizedText(zh: "这是 ZIP 或 Word 文件", en: "a ZIP or Word file")
    case .pdf: LocalizedText(zh: "这是 PDF 文件", en: "a PDF")
    case .ole: LocalizedText(zh: "这是旧版 Word（.doc）或其他 OLE 文件", en: "an old Word .doc or another OLE file")
    case .rtf: LocalizedText(zh: "这是 RTF 文件", en: "an RTF file")
    case .utf32: LocalizedText(zh: "这是 UTF-32 文本", en: "text in UTF-32")
    case .unknown: LocalizedText(zh: "这是二进制数据", en: "binary data")
    }
  }
}

extension WordFailure {
  fileprivate var message: LocalizedText {
    switch self {
    case .notWord(let format):
      LocalizedText(
        zh: "不是 Word 文档" + (format.map { "：\($0.name.zh)" } ?? ""),
        en: "not a Word document" + (format.map { ": this is \($0.name.en)" } ?? ""))
    case .oldWord:
      LocalizedText(
        zh: "这是旧版 Word 文档（.doc），只是改了扩展名，请另存为 .docx 或 .txt",
        en: "this is an old Word document (.doc) under another name; save it as .docx or .txt")
    case .encryptedByOffice:
      LocalizedText(
        zh: "文件被单位的加密软件加密，请先解密", en: "the encryption software of an office has closed this file; decrypt it first")
    case .onlyPictures:
      LocalizedText(zh: "只有图片或嵌入的文件，没有文字", en: "pictures or embedded files alone, no text")
    case .noMainPart:
      LocalizedText(
        zh: "不是 Word 文档：压缩包里没有指明正文", en: "not a Word document: the ZIP archive names no main document")
    case .otherDocument:
      LocalizedText(
        zh: "不是 Word 文档，可能是表格或演示文稿", en: "not a Word document; perhaps a spreadsheet or slides")
    case .archive(let failure): failure.message
    }
  }
}

extension ArchiveFailure {
  fileprivate var message: LocalizedText {
    switch self {
    case .encrypted:
      LocalizedText(
        zh: "文档设有打开密码，请去掉密码后再核", en: "the document is protected by a password; save it without one")
    case .damaged:
      LocalizedText(zh: "文档已损坏，压缩包无法解开", en: "the document is damaged: it cannot be unpacked")
    case .missingFile(let name):
      LocalizedText(zh: "文档已损坏：缺少 \(name)", en: "the document is damaged: \(name) is missing")
    case .damagedXML(let name, let line):
      LocalizedText(
        zh: "文档已损坏：\(name) 第 \(line) 行的 XML 有误", en: "the document is damaged: bad XML in \(name), line \(line)")
    case .tooLarge(let name):
      LocalizedText(zh: "\(name) 解压后过大，不予读取", en: "\(name) is too large when unpacked; not read")
    case .tooDeep(let name):
      LocalizedText(zh: "\(name) 嵌套过深，不予读取", en: "\(name) is nested too deeply; not read")
    case .hasDocumentType(let name):
      LocalizedText(
        zh: "\(name) 带有 Word 文档不应有的 DTD 声明，不予读取",
        en: "\(name) has a document type declaration, which no Word document has; not read")
    }
  }
}
