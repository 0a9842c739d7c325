import Archive
import DraftText

/// The parts of a Word document: files in a ZIP archive, found by the relationships between them (ECMA-376-2).
package struct WordPackage {
  package let archive: ZipArchive

  /// Opens a document.
  package init(_ bytes: [UInt8]) throws(WordFailure) {
    let format = BinaryFormat(magicNumberOf: bytes)
    guard format == .zip else { throw WordFailure(of: bytes, format) }
    archive = try WordFailure.wrapping { () throws(ArchiveFailure) in try ZipArchive(bytes) }
  }

  /// The name of the part with the text of the document.
  package func mainPart() throws(WordFailure) -> String {
    guard let part = try target(of: .mainDocument, from: "") else { throw .noMainPart }
    return part
  }

  /// Whether there is a part called `part`.
  package func contains(_ part: String) -> Bool { archive.contains(part) }

  /// The name of the first part to which `part` has a relationship of this kind.
  package func target(of kind: Relationships.Kind, from part: String) throws(WordFailure) -> String? {
    try targets(of: kind, from: part).first
  }

  /// The names of the parts to which `part` has a relationship of this kind.
  func targets(of kind: Relationships.Kind, from part: String) throws(WordFailure) -> [String] {
    let (folder, name) = part.splitPath
    let file = folder + "_rels/" + name + ".rels"
    guard archive.contains(file) else { return [] }
    let relationships = Relationships(in: folder)
    try read(file, into: relationships)
    return relationships.targets[kind] ?? []
  }

  /// Reads the XML of a part.
  func read(_ part: String, into handler: some XMLHandler) throws(WordFailure) {
    try WordFailure.wrapping { () throws(ArchiveFailure) in try archive.readXML(part, into: handler) }
  }
}

extension String {
  /// The folder, with its slash, and the name of a part.
  package var splitPath: (folder: String, name: String) {
    guard let slash = lastIndex(of: "/") else { return ("", self) }
    return (String(self[...slash]), String(self[index(after: slash)...]))
  }
}
