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

  /// The bytes of the file with `text`, a changed ``source``, in it. What was not changed comes out byte for byte.
  package func bytes(of text: SourceText) throws(FixError) -> [UInt8] { try source.fileBytes(of: text) }
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
    let ending = path.lowercasedEnding ?? ""
    let text =
      try DraftFormat.convertibleEndings.contains(ending)
      ? converted(bytes, ending: ending, by: program) : text(of: bytes, format(of: bytes, named: path))
    guard !text.body.isBlank else { throw .empty }
    return text
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
    let isArchive = path.lowercasedEnding == nil && BinaryFormat(magicNumberOf: bytes) == .zip
    return isArchive ? .word : DraftFormat(ending: path.lowercasedEnding)
  }

  /// The text of a document with such an ending. What is a Word document under another name is read as it is.
  private static func converted(
    _ bytes: [UInt8], ending: String, by program: OfficeProgram?
  ) throws(DraftError) -> SourceText {
    do throws(WordFailure) {
      return try SourceText(wordDocument: bytes)
    } catch {
      guard error.mayBeConverted else { throw .word(error) }
    }
    guard let program else { throw .needsOfficeProgram(ending: ending) }
    let document: [UInt8]
    do throws(OfficeProgram.Failure) {
      // A .wps of today is a .doc; by its name it would be taken for a file of Microsoft Works.
      document = try program.wordDocument(of: bytes, ending: ending == "wps" ? "doc" : ending)
    } catch {
      throw .notConverted(error)
    }
    let text = try text(of: document, .word)
    var provenance = text.provenance
    provenance.converter = .libreOffice
    return text.with(provenance)
  }

  private static func text(of bytes: [UInt8], _ format: DraftFormat) throws(DraftError) -> SourceText {
    switch format {
    case .plainText, .markdown:
      do throws(DecodingFailure) {
        return try SourceText(decoding: bytes, format: format)
      } catch {
        throw .undecodable(error)
      }
    case .word:
      do throws(WordFailure) {
        return try SourceText(wordDocument: bytes)
      } catch {
        throw .word(error)
      }
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

  /// The bytes of the file that this text was read from, with `text`, a changed one, in it.
  package func fileBytes(of text: SourceText) throws(FixError) -> [UInt8] {
    guard format.isWritable else { throw .wordDocument }
    guard isEncodingCertain else { throw .uncertainEncoding(encoding) }
    return encoded(text.utf8)
  }
}

extension WordFailure {
  /// Whether the file may be a document of another kind, and nothing is known to be wrong with it.
  fileprivate var mayBeConverted: Bool {
    switch self {
    case .oldWord, .noMainPart, .notWord(.ole), .notWord(.rtf), .notWord(nil): true
    case .notWord, .encryptedByOffice, .otherDocument, .onlyPictures, .archive: false
    }
  }
}

extension FilePath {
  /// The ending without its dot, in lower case: `docx`.
  var lowercasedEnding: String? { self.extension?.lowercased() }
}
