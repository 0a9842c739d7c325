/// The reason why an archive, or a file in it, cannot be read or written. The associated names are those of files in the archive.
package enum ArchiveFailure: Error, Hashable {
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
