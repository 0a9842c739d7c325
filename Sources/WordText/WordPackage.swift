import Archive
import DraftText

/// The parts of a Word document: files in a ZIP archive, found by the relationships between them (ECMA-376-2).
package struct WordPackage: Sendable {
  package let archive: ZipArchive
  /// The name of the part with the text of the document.
  package let main: String
  /// The names of the parts to which the main part has relationships.
  package let targets: [Relationships.Kind: [String]]

  /// Opens a document.
  package init(_ bytes: [UInt8]) throws(DocumentFailure) {
    let format = BinaryFormat(magicNumberOf: bytes)
    guard format == .zip else { throw DocumentFailure(of: bytes, format) }
    archive = try ZipArchive(bytes)
    guard let main = try archive.targets(of: "")[.mainDocument]?.first else { throw .noMainPart }
    self.main = main
    targets = try archive.targets(of: main)
  }

  /// The name of the first part of this kind.
  package func target(_ kind: Relationships.Kind) -> String? { targets[kind]?.first }
}

extension ZipArchive {
  /// The names of the parts to which `part` has relationships.
  fileprivate func targets(of part: String) throws(DocumentFailure) -> [Relationships.Kind: [String]] {
    let (folder, name) = part.splitPath
    let file = folder + "_rels/" + name + ".rels"
    guard contains(file) else { return [:] }
    let relationships = Relationships(in: folder)
    try readXML(file, into: relationships)
    return relationships.targets
  }
}

/// Reads the relationships of a part: `_rels/.rels` and the like.
package final class Relationships: XMLHandler {
  /// The kinds of relationships whose targets are read.
  package enum Kind: String {
    case mainDocument = "officeDocument"
    case styles
    case numbering
    case header
    case footer
    case footnotes
    case endnotes
    case comments
    case theme
  }

  /// The names of the target parts, in their order.
  private(set) var targets: [Kind: [String]] = [:]
  private let folder: String

  /// - Parameter folder: The folder of the part, with its slash, to which targets are relative.
  init(in folder: String) { self.folder = folder }

  package func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name.wordNamespace == .package, name.local == "Relationship", attributes["TargetMode"] != "External",
      let type = attributes["Type"], let target = attributes["Target"], let kind = Self.kind(of: type)
    else { return }
    targets[kind, default: []].append(resolved(target))
  }

  package func end() {}

  /// The kind is the last word of the type, in the transitional form and in the strict one.
  private static func kind(of type: String) -> Kind? {
    let roots = [
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
      "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    ]
    return roots.first { type.hasPrefix($0) }.flatMap { Kind(rawValue: String(type.dropFirst($0.count))) }
  }

  private func resolved(_ target: String) -> String {
    let path = target.hasPrefix("/") ? target : folder + target
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return names.joined(separator: "/")
  }
}

extension String {
  /// The folder, with its slash, and the name of a part.
  package var splitPath: (folder: String, name: String) {
    guard let slash = lastIndex(of: "/") else { return ("", self) }
    return (String(self[...slash]), String(self[index(after: slash)...]))
  }
}

extension DocumentFailure {
  /// The failure for a file whose first bytes, those of `format`, are not those of a Word document.
  init(of bytes: [UInt8], _ format: BinaryFormat?) {
    guard format == .ole else {
      self = bytes.starts(with: "%TSD-Header-".utf8) ? .encryptedByOffice : .notWord(format)
      return
    }
    // The directory of an OLE file has the names of its streams in UTF-16.
    if bytes.containsUTF16("EncryptedPackage") {
      self = .encrypted
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
