import Archive

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
