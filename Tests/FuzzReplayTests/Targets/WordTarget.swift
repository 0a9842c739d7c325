import DraftText
import Foundation
import WordText

extension FuzzTarget {
  /// A valid archive with the given parts: XML of the text, of the lists and of the styles, separated by lines `----`.
  static let word = FuzzTarget("word") { input in
    let parts = String(decoding: input, as: UTF8.self).components(separatedBy: "\n----\n")
    let names = ["word/document.xml", "word/numbering.xml", "word/styles.xml"]
    let files = zip(names, parts).map { ZipWriter.File(name: $0, content: Array($1.utf8), isDeflated: false) }
    try requireText(of: ZipWriter.archive(files + relationships))
  }

  /// Reads the bytes of a document, and requires that the text is valid if the document is not refused.
  static func requireText(of bytes: [UInt8]) throws {
    let source: SourceText
    do throws(DocumentFailure) { source = try SourceText(wordDocument: bytes) } catch { return }
    try require(String(validating: source.utf8, as: UTF8.self) != nil, "the text of a document is no UTF-8")
    // A label has up to about 100 characters, and its paragraph takes at least as many in the file.
    try require(source.utf8.count <= 4096 + 400 * bytes.count, "a small document becomes \(source.utf8.count) bytes")
  }

  private static let relationships: [ZipWriter.File] = {
    let root = "http://schemas.openxmlformats.org/"
    func file(_ name: String, _ targets: [(type: String, target: String)]) -> ZipWriter.File {
      let entries = targets.map {
        #"<Relationship Type="\#(root)officeDocument/2006/relationships/\#($0.type)" Target="\#($0.target)"/>"#
      }
      let text = #"<Relationships xmlns="\#(root)package/2006/relationships">"# + entries.joined() + "</Relationships>"
      return ZipWriter.File(name: name, content: Array(text.utf8), isDeflated: false)
    }
    return [
      file("_rels/.rels", [("officeDocument", "word/document.xml")]),
      file("word/_rels/document.xml.rels", [("numbering", "numbering.xml"), ("styles", "styles.xml")]),
    ]
  }()
}
