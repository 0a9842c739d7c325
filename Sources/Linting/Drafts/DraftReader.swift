import Diagnostics
import DraftText
import MarkdownText
import SystemPackage
import WordText

/// The bytes of a draft and their text.
package struct DraftFile: Sendable {
  /// The bytes of the file.
  package let bytes: [UInt8]
  /// The text of the bytes.
  package let source: SourceText

  /// Reads the draft at `path`.
  package init(_ path: FilePath, by program: OfficeProgram? = .installed) throws(DraftError) {
    // A file whose name is not that of a draft is not opened.
    try DraftReader.refuse(path)
    bytes = try Result { () throws(Errno) in try FileContents.read(path) }.mapError(DraftError.system).get()
    source = try DraftReader.read(bytes, named: path, by: program)
  }

  /// Takes `bytes` that were read elsewhere, under the name `path`.
  package init(_ bytes: [UInt8], named path: FilePath) throws(DraftError) {
    self.bytes = bytes
    source = try DraftReader.read(bytes, named: path)
  }
}

/// Turns files into draft texts.
package enum DraftReader {
  /// Reads the draft at `path`. Unknown extensions are read as plain text; extensions of other kinds of files are
  /// refused.
  package static func read(_ path: FilePath) throws(DraftError) -> SourceText { try DraftFile(path).source }

  /// Takes `bytes` that came from elsewhere, standard input for instance, under the name `path`.
  ///
  /// - Parameter program: The program that converts documents of other kinds to Word documents.
  package static func read(
    _ bytes: [UInt8], named path: FilePath, by program: OfficeProgram? = .installed
  ) throws(DraftError) -> SourceText {
    try refuse(path)
    guard !bytes.isEmpty else { throw .empty }
    let format = format(of: bytes, named: path)
    let text: SourceText
    switch format {
    case .word: text = try document(bytes, named: path, by: program)
    case .plainText, .markdown: text = try plainText(of: bytes, format)
    }
    guard !text.body.isBlank else { throw .empty }
    return text
  }

  /// Takes a text that came from elsewhere, under the name `path`.
  package static func read(text: String, named path: FilePath) throws(DraftError) -> SourceText {
    let source = SourceText(text, format: format(ofText: path))
    guard !source.body.isBlank else { throw .empty }
    return source
  }

  /// Returns the format of a text in memory that is called `path`.
  package static func format(ofText path: FilePath) -> DraftFormat {
    let format = DraftFormat(fileExtension: path.lowercasedExtension)
    return format.features.isText ? format : .plainText
  }

  fileprivate static func refuse(_ path: FilePath) throws(DraftError) {
    guard let fileExtension = path.lowercasedExtension, DraftFormat.nonDraftExtensions.contains(fileExtension) else {
      return
    }
    throw .notADraft(fileExtension: fileExtension)
  }

  private static func format(of bytes: [UInt8], named path: FilePath) -> DraftFormat {
    // Without an extension, the first bytes show the format. The reader of Word documents refuses other archives.
    guard let fileExtension = path.lowercasedExtension else {
      return BinaryFormat(magicNumberOf: bytes) == .zip ? .word : .plainText
    }
    return DraftFormat.convertibleExtensions.contains(fileExtension) ? .word : DraftFormat(fileExtension: fileExtension)
  }

  /// Returns the text of a document. A Word document under another name is read directly, other documents are
  /// converted.
  private static func document(
    _ bytes: [UInt8], named path: FilePath, by program: OfficeProgram?
  ) throws(DraftError) -> SourceText {
    let fileExtension = path.lowercasedExtension ?? ""
    let failure: DocumentFailure
    do throws(DocumentFailure) {
      return try SourceText(wordDocument: bytes)
    } catch {
      failure = error
    }
    let isCalledOther = DraftFormat.convertibleExtensions.contains(fileExtension)
    guard let kind = isCalledOther ? failure.kind(called: fileExtension) : failure.kind else { throw .word(failure) }
    // Plain text and web pages can have such extensions, too. Anything else of an unknown kind would be read as text.
    if failure == .notWord(nil), bytes.contains(0) { throw .word(failure) }
    guard let program else { throw isCalledOther ? .needsOfficeProgram(fileExtension: fileExtension) : .word(failure) }
    return try converted(bytes, from: kind, by: program)
  }

  /// Converts a document with the extension `kind`, and returns its text.
  private static func converted(
    _ bytes: [UInt8], from kind: String, by program: OfficeProgram
  ) throws(DraftError) -> SourceText {
    let document = try Result { () throws(Errno) in
      try program.wordDocument(of: bytes, fileExtension: kind)
    }.mapError(DraftError.notConverted).get()
    guard let document else { throw .notConverted(nil) }
    do throws(DocumentFailure) {
      let text = try SourceText(wordDocument: document)
      var provenance = text.provenance
      provenance.converter = .libreOffice
      return text.with(provenance)
    } catch {
      throw .word(error)
    }
  }

  private static func plainText(of bytes: [UInt8], _ format: DraftFormat) throws(DraftError) -> SourceText {
    try Result { () throws(DecodingFailure) in try SourceText(decoding: bytes, format: format) }
      .mapError(DraftError.undecodable).get()
  }
}

extension SourceText {
  /// The text with the structure that its format marks. The structure of a Word document was read together with the
  /// text; the structure of Markdown changes with every edit.
  var withStructure: SourceText {
    switch format {
    case .markdown: withMarkdownStructure
    case .plainText, .word: self
    }
  }

  /// Whether there is nothing but white space in the text.
  var isBlank: Bool { head(of: range, while: \.properties.isWhitespace) == range }

  /// Returns the bytes of the file of this text with the changed `text` in it. Unchanged text comes out byte for byte.
  package func fileBytes(of text: SourceText) throws(Failure) -> [UInt8] {
    guard format.features.isText else {
      throw .notFixed(
        zh: "Word 文件只在副本里改，请用 --track-changes", en: "a Word document is changed in a copy only: use --track-changes")
    }
    guard isEncodingCertain else {
      throw .notFixed(
        zh: "不能确定是 \(encoding.name) 编码，请另存为\(encoding == .utf8 ? "带 BOM 的 " : " ")UTF-8",
        en: """
          the encoding may be another than \(encoding.name); save the draft as \
          UTF-8\(encoding == .utf8 ? " with a byte order mark" : "")
          """)
    }
    return encoded(text.utf8)
  }
}

extension DocumentFailure {
  /// The actual kind of the document, by its extension; nil where the kind is not known.
  fileprivate var kind: String? {
    switch self {
    case .oldWord: "doc"
    case .notWord(.rtf): "rtf"
    case .notWord(.openDocument): "odt"
    default: nil
    }
  }

  /// Returns the kind of a file with this extension, if it can be right; nil where the file is known to be faulty.
  fileprivate func kind(called fileExtension: String) -> String? {
    switch self {
    case .oldWord, .notWord(.rtf), .notWord(.openDocument): kind
    // A .wps of today is a .doc. By its name, LibreOffice would take it for a Microsoft Works file.
    case .noMainPart, .notWord(.ole), .notWord(nil): fileExtension == "wps" ? "doc" : fileExtension
    default: nil
    }
  }
}
