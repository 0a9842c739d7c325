import Diagnostics
import DraftText
import WordText

extension WordFailure {
  /// What to tell the user.
  var message: LocalizedText {
    switch self {
    case .notWord(let format):
      LocalizedText(
        zh: "不是 Word 文档" + (format.map { "：\($0.chineseName)" } ?? ""),
        en: "not a Word document" + (format.map { ": this is \($0.name)" } ?? ""))
    case .oldWord:
      LocalizedText(
        zh: "这是旧版 Word 文档（.doc），只是改了扩展名，请另存为 .docx 或 .txt",
        en: "this is an old Word document (.doc) under another name; save it as .docx or .txt")
    case .encrypted:
      LocalizedText(
        zh: "文档设有打开密码，请去掉密码后再核", en: "the document is protected by a password; save it without one")
    case .encryptedByOffice:
      LocalizedText(
        zh: "文件被单位的加密软件加密，请先解密", en: "the encryption software of an office has closed this file; decrypt it first")
    case .onlyPictures:
      LocalizedText(zh: "只有图片或嵌入的文件，没有文字", en: "pictures or embedded files alone, no text")
    case .damagedArchive:
      LocalizedText(zh: "文档已损坏，压缩包无法解开", en: "the document is damaged: it cannot be unpacked")
    case .noMainPart:
      LocalizedText(
        zh: "不是 Word 文档：压缩包里没有指明正文", en: "not a Word document: the ZIP archive names no main document")
    case .otherDocument:
      LocalizedText(
        zh: "不是 Word 文档，可能是表格或演示文稿", en: "not a Word document; perhaps a spreadsheet or slides")
    case .missingPart(let part):
      LocalizedText(zh: "文档已损坏：缺少 \(part)", en: "the document is damaged: \(part) is missing")
    case .damagedPart(let part, let line):
      LocalizedText(
        zh: "文档已损坏：\(part) 第 \(line) 行的 XML 有误", en: "the document is damaged: bad XML in \(part), line \(line)")
    case .tooLarge(let part):
      LocalizedText(zh: "\(part) 解压后过大，不予读取", en: "\(part) is too large when unpacked; not read")
    case .tooDeep(let part):
      LocalizedText(zh: "\(part) 嵌套过深，不予读取", en: "\(part) is nested too deeply; not read")
    case .hasDocumentType(let part):
      LocalizedText(
        zh: "\(part) 带有 Word 文档不应有的 DTD 声明，不予读取",
        en: "\(part) has a document type declaration, which no Word document has; not read")
    }
  }
}
