import DraftText

/// Why the bytes of a file are no Word document that can be read.
package enum WordFailure: Error, Hashable, Sendable {
  /// No ZIP archive, which a .docx is; what it is instead, where that is known.
  case notWord(BinaryFormat?)
  /// A Word document of the time before .docx.
  case oldWord
  /// A document that only a password opens.
  case encrypted
  /// A file that the encryption software of an office keeps closed to other programs.
  case encryptedByOffice
  /// A ZIP archive that is cut short or contradicts itself.
  case damagedArchive
  /// A ZIP archive that names no main document.
  case noMainPart
  /// The main part is no text document but, say, a spreadsheet.
  case otherDocument
  /// A document of pictures, or of files of other programs, and no text.
  case onlyPictures
  /// A part that the document names and does not have.
  case missingPart(String)
  /// A part whose XML is broken at `line`, from 1.
  case damagedPart(String, line: Int)
  /// A part that grows beyond all measure when it is unpacked.
  case tooLarge(String)
  /// A part whose elements stand in each other too often.
  case tooDeep(String)
  /// A part with a document type declaration, which no Word document has: entities are declared there.
  case hasDocumentType(String)
}
