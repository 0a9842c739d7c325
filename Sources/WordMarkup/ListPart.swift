import Archive
import DraftText

/// A part that is a list of empty elements, to which one can be added.
struct ListPart {
  private let bytes: [UInt8]
  private let root: ElementPlace
  /// The attributes of the elements.
  private let entries: [[String: String]]

  /// Reads the part called `name`.
  init(_ bytes: [UInt8], called name: String) throws(DocumentFailure) {
    let reader = ListReader()
    try readXML(bytes, called: name, into: reader)
    self.bytes = bytes
    root = reader.root
    entries = reader.entries
  }

  /// Returns the part with another element at the end of the list.
  private func adding(_ name: String, _ attributes: [(String, String)]) -> [UInt8] {
    let tag = String(decoding: bytes[root.startTag].tagName, as: UTF8.self)
    let prefix = tag.split(separator: ":").dropLast().map { $0 + ":" }.joined()
    let list = attributes.map { " \($0.0)=\"\(XMLText.escaped($0.1))\"" }.joined()
    return bytes.applying([root.splice(Array("<\(prefix)\(name)\(list)/>".utf8), of: bytes)])
  }
}

/// The relationships of the main part.
extension ListPart {
  /// The empty part, for a main part without relationships.
  static let noRelationships = Array(
    """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>
    """.utf8)

  /// Returns the part with a relationship to the comments in the file `target`.
  func adding(relationshipToComments target: String, isStrict: Bool) -> [UInt8] {
    let ids = Set(entries.compactMap { $0["Id"] })
    var number = ids.count + 1
    while ids.contains("rId\(number)") { number += 1 }
    let base =
      isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return adding("Relationship", [("Id", "rId\(number)"), ("Type", base + "/comments"), ("Target", target)])
  }
}

/// The content types of all parts.
extension ListPart {
  static let contentTypes = "[Content_Types].xml"

  /// Returns the part with the content type of the comments part called `name`; nil if it has that part.
  func adding(typeOfComments name: String) -> [UInt8]? {
    guard !entries.contains(where: { $0["PartName"]?.lowercased() == "/" + name.lowercased() }) else { return nil }
    let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    return adding("Override", [("PartName", "/" + name), ("ContentType", type)])
  }
}

/// Reads the attributes of the elements in a list.
private final class ListReader: XMLHandler {
  private(set) var entries: [[String: String]] = []
  private(set) var root = ElementPlace(startTag: 0..<0, endTag: 0..<0)
  var place = 0..<0
  private var depth = 0

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if depth == 0 { root.startTag = place }
    if depth == 1 {
      entries.append(["Id", "PartName"].reduce(into: [:]) { $0[$1] = attributes[$1] })
    }
    depth += 1
  }

  func end() {
    depth -= 1
    if depth == 0 { root.endTag = place }
  }
}
