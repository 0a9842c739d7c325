import Archive

/// The relationships of a document's main part, to which one can be added.
struct RelationshipsPart {
  private let bytes: [UInt8]
  private let root: RootElement
  private let ids: Set<String>

  /// Reads the existing part of a document.
  init(_ bytes: [UInt8], called name: String) throws(ArchiveFailure) {
    let reader = ListReader()
    try readXML(bytes, called: name, into: reader)
    self.bytes = bytes
    root = reader.root
    ids = Set(reader.entries.compactMap { $0["Id"] })
  }

  /// The empty part, for a main part without relationships.
  static let empty = Array(
    """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>
    """.utf8)

  /// Returns the part with a relationship to the comments in the file `target`.
  func adding(comments target: String, isStrict: Bool) -> [UInt8] {
    var number = ids.count + 1
    while ids.contains("rId\(number)") { number += 1 }
    let base =
      isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return root.adding(
      "Relationship", [("Id", "rId\(number)"), ("Type", base + "/comments"), ("Target", target)], to: bytes)
  }
}

/// `[Content_Types].xml`, to which a part can be added.
struct ContentTypesPart {
  static let name = "[Content_Types].xml"
  private let bytes: [UInt8]
  private let root: RootElement
  private let parts: Set<String>

  /// Reads the existing part of a document.
  init(_ bytes: [UInt8]) throws(ArchiveFailure) {
    let reader = ListReader()
    try readXML(bytes, called: Self.name, into: reader)
    self.bytes = bytes
    root = reader.root
    parts = Set(reader.entries.compactMap { $0["PartName"]?.lowercased() })
  }

  /// Returns the part with the content type of the comments part called `name`; nil if it has that part.
  func adding(comments name: String) -> [UInt8]? {
    guard !parts.contains("/" + name.lowercased()) else { return nil }
    let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    return root.adding("Override", [("PartName", "/" + name), ("ContentType", type)], to: bytes)
  }
}

/// The root of a part that is a list of empty elements.
private struct RootElement {
  var start = 0..<0
  var end = 0..<0

  /// Returns `bytes` with another element at the end of the list.
  func adding(_ name: String, _ attributes: [(String, String)], to bytes: [UInt8]) -> [UInt8] {
    let tag = bytes[start]
    let prefix = String(decoding: tag.tagName, as: UTF8.self).split(separator: ":").dropLast().map { $0 + ":" }.joined()
    let list = attributes.map { " \($0.0)=\"\(XMLText.escaped($0.1))\"" }.joined()
    let element = Array("<\(prefix)\(name)\(list)/>".utf8)
    guard end.isEmpty else { return bytes.applying([Splice(range: end.lowerBound..<end.lowerBound, bytes: element)]) }
    return bytes.applying([Splice(range: start, bytes: tag.asStartTag + element + tag.endTag)])
  }
}

/// Reads the attributes of the elements in a list.
private final class ListReader: XMLHandler {
  private(set) var entries: [[String: String]] = []
  private(set) var root = RootElement()
  var place = 0..<0
  private var depth = 0

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if depth == 0 { root.start = place }
    if depth == 1 {
      let names = ["Id", "Type", "Target", "TargetMode", "PartName"]
      entries.append(names.reduce(into: [:]) { $0[$1] = attributes[$1] })
    }
    depth += 1
  }

  func end() {
    depth -= 1
    if depth == 0 { root.end = place }
  }
}
