import Diagnostics
import DraftText
import SystemPackage
import WordText

// Messages for the failures that readers of files report.

extension DecodingFailure {
  var message: LocalizedText {
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
  /// The name for users.
  var name: String { rawValue.uppercased() }
}

extension BinaryFormat {
  /// The name of the kind of file: in Chinese a sentence, in English its object.
  fileprivate var name: LocalizedText {
    switch self {
    case .zip: LocalizedText(zh: "这是 ZIP 或 Word 文件", en: "a ZIP or Word file")
    case .openDocument: LocalizedText(zh: "这是 OpenDocument 文件（.odt）", en: "an OpenDocument text (.odt)")
    case .pdf: LocalizedText(zh: "这是 PDF 文件", en: "a PDF")
    case .ole: LocalizedText(zh: "这是旧版 Word（.doc）或其他 OLE 文件", en: "an old Word .doc or another OLE file")
    case .rtf: LocalizedText(zh: "这是 RTF 文件", en: "an RTF file")
    case .utf32: LocalizedText(zh: "这是 UTF-32 文本", en: "text in UTF-32")
    case .unknown: LocalizedText(zh: "这是二进制数据", en: "binary data")
    }
  }
}

extension Errno {
  /// Why a file cannot be read.
  var readingMessage: LocalizedText {
    switch self {
    case .noSuchFileOrDirectory: LocalizedText(zh: "没有这个文件", en: "no such file")
    case .permissionDenied, .notPermitted: LocalizedText(zh: "没有读取权限", en: "permission denied")
    case .isDirectory: LocalizedText(zh: "这是文件夹，不是文件", en: "this is a folder, not a file")
    case .brokenPipe: LocalizedText(zh: "这是管道，没有程序向它写入", en: "a pipe to which nobody writes")
    case .fileTooLarge:
      LocalizedText(
        zh: "文件太大，最多 \(FileContents.byteLimit >> 20) MB",
        en: "larger than \(FileContents.byteLimit >> 20) MB, which no draft is")
    default: LocalizedText(zh: "无法读取：\(self)", en: "cannot be read: \(self)")
    }
  }
}

extension OfficeProgram {
  /// Returns why ``wordDocument(of:fileExtension:)`` has failed with `error`, or has made no document.
  static func message(about error: Errno?) -> LocalizedText {
    switch error {
    case .timedOut:
      LocalizedText(
        zh: "LibreOffice \(timeLimit) 秒内没有转换完，请另存为 .docx 再核",
        en: "LibreOffice did not convert it within \(timeLimit) seconds; save the draft as .docx")
    case nil:
      LocalizedText(
        zh: "LibreOffice 不能转换，文件可能已损坏或设有密码，请另存为 .docx 再核",
        en: "LibreOffice cannot convert it; it may be damaged or protected by a password, save the draft as .docx")
    case let error?: LocalizedText(zh: "LibreOffice 没有运行：\(error)", en: "LibreOffice did not run: \(error)")
    }
  }
}

extension DocumentFailure {
  var message: LocalizedText {
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
    case .otherEncoding(let part):
      LocalizedText(zh: "\(part) 不是 UTF-8 编码，不能写入批注", en: "\(part) is not in UTF-8; nothing is written into it")
    case .noPlace:
      LocalizedText(zh: "正文没有可以加批注的段落", en: "there is no paragraph that a comment could hang on")
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
