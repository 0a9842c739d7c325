import Archive
import DraftText

/// The reason why a file cannot be read as a Word document, or cannot be marked up.
package enum WordFailure: Error, Hashable, Sendable {
  /// The file is not a ZIP archive, as a .docx file is; its format, if known.
  case notWord(BinaryFormat?)
  /// A Word document in the format before .docx.
  case oldWord
  /// A file that the encryption software of an office keeps closed to other programs.
  case encryptedByOffice
  /// A ZIP archive that names no main document.
  case noMainPart
  /// The main part is not a text document but, for example, a spreadsheet.
  case otherDocument
  /// A document with pictures or files of other programs, but without text.
  case onlyPictures
  /// A part is in an encoding that zhangfa does not write.
  case otherEncoding(String)
  /// There is no paragraph to which a comment could be attached.
  case noPlace
  /// The archive or a part in it cannot be read.
  case archive(ArchiveFailure)
}

extension WordFailure {
  /// Returns the result of `body`. An error that it throws becomes an ``archive(_:)``.
  package static func wrapping<T>(_ body: () throws(ArchiveFailure) -> T) throws(WordFailure) -> T {
    do throws(ArchiveFailure) {
      return try body()
    } catch {
      throw .archive(error)
    }
  }

  /// The failure for a file that is not a ZIP archive.
  init(of bytes: [UInt8], _ format: BinaryFormat?) {
    guard format == .ole else {
      self = bytes.starts(with: "%TSD-Header-".utf8) ? .encryptedByOffice : .notWord(format)
      return
    }
    // The directory of an OLE file has the names of its streams in UTF-16.
    if bytes.containsUTF16("EncryptedPackage") {
      self = .archive(.encrypted)
    } else {
      self = bytes.containsUTF16("WordDocument") ? .oldWord : .notWord(.ole)
    }
  }
}

extension [UInt8] {
  /// Whether the bytes contain `name` in UTF-16, low byte first.
  fileprivate func containsUTF16(_ name: String) -> Bool {
    let wanted = name.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    return withUnsafeBufferPointer { $0.firstOccurrence(of: wanted[...]) } != nil
  }
}
