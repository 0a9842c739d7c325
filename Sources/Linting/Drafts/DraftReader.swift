import Diagnostics
import DraftText
import MarkdownText
import SystemPackage
import WordText

/// The bytes of a draft and what they say.
package struct DraftFile: Sendable {
  /// The bytes as they came.
  package let bytes: [UInt8]
  /// The text that they hold.
  package let source: SourceText

  /// Reads the draft at `path`.
  package init(_ path: FilePath, by program: OfficeProgram? = .installed) throws(DraftError) {
    // What is no draft by its name is not opened.
    try DraftReader.refuse(path)
    do throws(Errno) {
      bytes = try FileContents.read(path)
    } catch {
      throw DraftError(error)
    }
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
  /// Reads the draft at `path`; whatever its ending, unless that is known to be of something else, as plain text.
  package static func read(_ path: FilePath) throws(DraftError) -> SourceText { try DraftFile(path).source }

  /// Takes `bytes` that came from elsewhere, standard input for instance, under the name `path`.
  ///
  /// - Parameter program: What turns documents of other kinds into Word documents.
  package static func read(
    _ bytes: [UInt8], named path: FilePath, by program: OfficeProgram? = .installed
  ) throws(DraftError) -> SourceText {
    try refuse(path)
    guard !bytes.isEmpty else { throw .empty }
    let format = format(of: bytes, named: path)
    let text = try format == .word ? document(bytes, named: path, by: program) : plainText(of: bytes, format)
    guard !text.body.isBlank else { throw .empty }
    return text
  }

  /// Takes a text that came from elsewhere, under the name `path`.
  package static func read(text: String, named path: FilePath) throws(DraftError) -> SourceText {
    let source = SourceText(text, format: format(ofText: path))
    guard !source.body.isBlank else { throw .empty }
    return source
  }

  /// The format of a text that is in memory and called `path`.
  package static func format(ofText path: FilePath) -> DraftFormat {
    let format = DraftFormat(ending: path.lowercasedEnding)
    return format.isWritable ? format : .plainText
  }

  fileprivate static func refuse(_ path: FilePath) throws(DraftError) {
    guard let ending = path.lowercasedEnding, DraftFormat.foreignEndings.contains(ending) else { return }
    throw .notADraft(ending: ending)
  }

  private static func format(of bytes: [UInt8], named path: FilePath) -> DraftFormat {
    // What has no ending shows by its first bytes what it is.
    guard let ending = path.lowercasedEnding else {
      return BinaryFormat(magicNumberOf: bytes) == .zip ? .word : .plainText
    }
    return DraftFormat.convertibleEndings.contains(ending) ? .word : DraftFormat(ending: ending)
  }

  /// The text of a document. What is a Word document under another name is read as it is, what is another one is converted.
  private static func document(
    _ bytes: [UInt8], named path: FilePath, by program: OfficeProgram?
  ) throws(DraftError) -> SourceText {
    let ending = path.lowercasedEnding ?? ""
    let failure: WordFailure
    do throws(WordFailure) {
      return try SourceText(wordDocument: bytes)
    } catch {
      failure = error
    }
    let isCalledOther = DraftFormat.convertibleEndings.contains(ending)
    guard let kind = isCalledOther ? failure.kind(called: ending) : failure.kind else { throw .word(failure) }
    // Text and pages of the web are called documents, too; what is neither would be read as text.
    if failure == .notWord(nil), bytes.contains(0) { throw .word(failure) }
    guard let program else { throw isCalledOther ? .needsOfficeProgram(ending: ending) : .word(failure) }
    return try converted(bytes, from: kind, by: program)
  }

  /// The text of a document of the kind that has such an ending.
  private static func converted(
    _ bytes: [UInt8], from kind: String, by program: OfficeProgram
  ) throws(DraftError) -> SourceText {
    let document: [UInt8]
    do throws(OfficeProgram.Failure) {
      document = try program.wordDocument(of: bytes, ending: kind)
    } catch {
      throw .notConverted(error)
    }
    do throws(WordFailure) {
      let text = try SourceText(wordDocument: document)
      var provenance = text.provenance
      provenance.converter = .libreOffice
      return text.with(provenance)
    } catch {
      throw .word(error)
    }
  }

  private static func plainText(of bytes: [UInt8], _ format: DraftFormat) throws(DraftError) -> SourceText {
    do throws(DecodingFailure) {
      return try SourceText(decoding: bytes, format: format)
    } catch {
      throw .undecodable(error)
    }
  }
}

extension SourceText {
  /// The text with what its format says of its pieces. A reader of a container has noted that already; what is said by marks in the
  /// text changes with every edit.
  var withStructure: SourceText {
    switch format {
    case .markdown: withMarkdownStructure
    case .plainText, .word: self
    }
  }

  /// Whether there is nothing but white space in the text.
  var isBlank: Bool {
    var bytes = utf8.makeIterator()
    var decoder = UTF8()
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      if !scalar.properties.isWhitespace { return false }
    }
    return true
  }

  /// The bytes of the file that this text was read from, with `text`, a changed one, in it. What was not changed comes out byte for
  /// byte.
  package func fileBytes(of text: SourceText) throws(FixError) -> [UInt8] {
    guard format.isWritable else { throw .wordDocument }
    guard isEncodingCertain else { throw .uncertainEncoding(encoding) }
    return encoded(text.utf8)
  }
}

extension WordFailure {
  /// What kind of document it is instead, as the ending that such have; nil where that is not known.
  fileprivate var kind: String? {
    switch self {
    case .oldWord: "doc"
    case .notWord(.rtf): "rtf"
    default: nil
    }
  }

  /// The kind of a file with this ending, which may be right; nil where something is known to be wrong with the file.
  fileprivate func kind(called ending: String) -> String? {
    switch self {
    case .oldWord, .notWord(.rtf): kind
    // A .wps of today is a .doc; by its name it would be taken for a file of Microsoft Works.
    case .noMainPart, .notWord(.ole), .notWord(nil): ending == "wps" ? "doc" : ending
    case .notWord, .encryptedByOffice, .otherDocument, .onlyPictures, .otherEncoding, .noPlace, .archive: nil
    }
  }
}

extension FilePath {
  /// The ending without its dot, in lower case: `docx`.
  var lowercasedEnding: String? { self.extension?.lowercased() }
}
