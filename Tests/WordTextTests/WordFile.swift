import DraftText
import WordText

/// A minimal Word document.
struct WordFile {
  /// The content of `w:body`.
  var body = ""
  /// The content of `w:numbering`.
  var numbering: String?
  /// The content of `w:styles`.
  var styles: String?
  var namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  var relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  var mainPart = "word/document.xml"
  /// Files that replace others with the same name, or are added.
  var files: [ZipWriter.File] = []
  var isDeflated = true
  /// Further parts to which the main part refers, with their kinds. Their contents are in ``files``.
  var further: [(kind: String, target: String)] = []

  /// The document as a file.
  var bytes: [UInt8] {
    let folder = mainPart.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let name = mainPart.split(separator: "/").last.map(String.init) ?? mainPart
    var parts = [
      ("_rels/.rels", list([("officeDocument", mainPart)])),
      (
        folder + "_rels/\(name).rels",
        list(
          [("styles", "styles.xml"), ("numbering", "numbering.xml")].filter {
            $0.0 == "styles" ? styles != nil : numbering != nil
          } + further)
      ),
      (folder + name, Self.document(body, namespace)),
    ]
    if let styles { parts.append((folder + "styles.xml", root("styles", styles))) }
    if let numbering { parts.append((folder + "numbering.xml", root("numbering", numbering))) }
    let replaced = Set(files.map(\.name))
    let own = parts.filter { !replaced.contains($0.0) }
    return ZipWriter.archive(
      own.map { ZipWriter.File(name: $0.0, content: Array($0.1.utf8), isDeflated: isDeflated) } + files)
  }

  /// The lines of the text.
  func lines() throws -> [String] {
    let source = try SourceText(wordDocument: bytes)
    let lines = source[source.range].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.last == "" ? lines.dropLast() : lines
  }

  /// The marks of the text, each as its kind and the text in its range.
  func marks() throws -> [String] {
    let source = try SourceText(wordDocument: bytes)
    return source.structure.map { "\($0.kind.name) \(source[$0.range])" }
  }

  /// Returns the main part with the content `body`.
  static func document(
    _ body: String, _ namespace: String = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  ) -> String {
    """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <w:document xmlns:w="\(namespace)" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
      xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"
      xmlns:o="urn:schemas-microsoft-com:office:office"
      xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
      xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
      xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
      xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
      xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex">
    <w:body>\(body)</w:body></w:document>
    """
  }

  private func root(_ name: String, _ content: String) -> String {
    #"<w:\#(name) xmlns:w="\#(namespace)" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">"#
      + content + "</w:\(name)>"
  }

  private func list(_ targets: [(kind: String, target: String)]) -> String {
    let entries = targets.enumerated().map { index, entry in
      #"<Relationship Id="r\#(index)" Type="\#(relationships)/\#(entry.kind)" Target="\#(entry.target)"/>"#
    }
    return #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
      + entries.joined() + "</Relationships>"
  }
}

extension StructureMark.Kind {
  /// The kind in one word, with its numbers.
  fileprivate var name: String {
    switch self {
    case .heading(let level): "heading \(level)"
    case .item(let depth, let number): "item \(depth) \(number.map(String.init) ?? "•")"
    case .cell(let table, let row, let column): "cell \(table)/\(row)/\(column)"
    default: "\(self)"
    }
  }
}

/// Returns a paragraph, which can be in the list `list` on `level`, and in `style`.
func paragraph(_ text: String, list: Int? = nil, level: Int? = nil, style: String? = nil) -> String {
  var properties = style.map { #"<w:pStyle w:val="\#($0)"/>"# } ?? ""
  if list != nil || level != nil {
    properties += "<w:numPr>"
    if let level { properties += #"<w:ilvl w:val="\#(level)"/>"# }
    if let list { properties += #"<w:numId w:val="\#(list)"/>"# }
    properties += "</w:numPr>"
  }
  return "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
}
