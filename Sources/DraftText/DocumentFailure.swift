/// The reason why a document of an office program cannot be read or marked up. The associated names are those of files
/// in its archive.
///
/// The archive and the readers of documents share this type, because functions throw it typed: a type of each module
/// would have to be wrapped at every call between them. It stands beside ``DecodingFailure``, its like for plain text.
/// A reader of another format uses the cases that fit, and adds those that only its format has.
package enum DocumentFailure: Error, Hashable, Sendable {
  /// The first bytes of the file are not those of a Word document; its format, if they show one.
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

  /// The archive is truncated or inconsistent.
  case damaged
  /// The archive needs a password.
  case encrypted
  /// Another file refers to a file of this name, but the archive does not contain it.
  case missingFile(String)
  /// A file exceeds a limit on its size or on its content.
  case tooLarge(String)
  /// The XML of a file is not well-formed at `line`, from 1.
  case damagedXML(String, line: Int)
  /// The elements of a file are nested too deeply.
  case tooDeep(String)
  /// A file has a document type declaration, where entities are declared.
  case hasDocumentType(String)
}
