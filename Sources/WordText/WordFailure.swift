import Archive
import DraftText

/// Why the bytes of a file are no Word document that can be read.
package enum WordFailure: Error, Hashable, Sendable {
  /// No ZIP archive, which a .docx is; what it is instead, where that is known.
  case notWord(BinaryFormat?)
  /// A Word document of the time before .docx.
  case oldWord
  /// A file that the encryption software of an office keeps closed to other programs.
  case encryptedByOffice
  /// A ZIP archive that names no main document.
  case noMainPart
  /// The main part is no text document but, say, a spreadsheet.
  case otherDocument
  /// A document of pictures, or of files of other programs, and no text.
  case onlyPictures
  /// The archive or a part in it cannot be read.
  case archive(ArchiveFailure)
}
