import Diagnostics
import DraftText

extension Document {
  /// Returns the outline as a tree, one line for each node and its range, for debugging and golden tests.
  ///
  /// Ranges are `line:column-line:column` in code points, the end exclusive.
  ///
  /// - Parameter reasons: The language of the reasons for the reading of each line; nil for no reasons.
  package func treeDump(reasons: Language? = nil) -> String {
    TreeDump(document: self, language: reasons).root.lines.joined(separator: "\n") + "\n"
  }
}

private struct TreeDump {
  let document: Document
  /// The language of the reasons; nil for no reasons.
  let language: Language?
  let structure: Structure
  /// The reasons why lines were set aside before the others were weighed.
  let setAside: [Paragraph: LineSign]

  init(document: Document, language: Language?) {
    self.document = document
    self.language = language
    structure = Structure(document.reflowed)
    let named = document.title.prefix(document.nameCount).map { ($0, LineSign.namesDocument) }
    let below = document.title.dropFirst(document.nameCount).map { ($0, LineSign.underTitle) }
    let around = document.bylines.map { ($0, LineSign.byline) }
    let contents = document.contents.map { ($0, LineSign.contentsEntry) }
    setAside = document.setAside.merging(named + below + around + contents) { _, known in known }
  }

  private var source: SourceText { document.source }

  var root: TreeNode {
    var root = TreeNode("Document \(document.profile.id) @\(place(source.range))")
    root.children += document.residue.map { TreeNode("Residue \($0.residueClass.rawValue) @\(place($0.range))") }
    root.children += lines("Contents", document.contents)
    root.children += language == nil ? [] : lines("Byline", document.bylines)
    root.children += lines("Title", document.title)
    root.children += lines("Salutation", [document.salutation])
    root.children += document.leadIn.map { node(paragraph: $0, name: "LeadIn") }
    root.children += document.sections.map(node)
    root.children += document.closing.map { node(paragraph: $0, name: "Closing") }
    root.children += lines("Signature", [document.signature]) + lines("Date", [document.date])
    root.children += document.annexes.map(node)
    root.children += document.parts.map {
      TreeNode("Part \($0.id) \($0.form == .headed ? "headed" : "implied") \(quote($0.range)) @\(place($0.range))")
    }
    return root
  }

  /// Returns nodes that quote the lines, with the reasons that set them aside.
  private func lines(_ name: String, _ paragraphs: [Paragraph?]) -> [TreeNode] {
    paragraphs.compactMap(\.self).map { paragraph in
      var node = TreeNode("\(name) \(quote(paragraph.range)) @\(place(paragraph.range))")
      node.children = reasons(settingAside: paragraph)
      return node
    }
  }

  private func node(annex: Annex) -> TreeNode {
    var node = TreeNode("Annex \(quote(annex.title.range)) @\(place(annex.title.range))")
    node.children += annex.leadIn.map { self.node(paragraph: $0, name: "LeadIn") }
    node.children += annex.sections.map(self.node)
    return node
  }

  private func node(section: Section) -> TreeNode {
    let heading = section.heading
    let ordinal = heading.ordinal.map { source[$0.range] + " " } ?? ""
    let reading = "\(heading.reading.role.rawValue) \(heading.reading.certainty.rawValue)"
    var node = TreeNode("Section \(ordinal)\(quote(heading.text)) \(reading) @\(place(section.range))")
    node.children += reasons(for: heading)
    node.children += section.body.map { self.node(paragraph: $0, name: "Paragraph") }
    node.children += section.subsections.map(self.node)
    return node
  }

  private func node(paragraph: Paragraph, name: String) -> TreeNode {
    var node = TreeNode("\(name) @\(place(paragraph.range))")
    node.children = reasons(settingAside: paragraph)
    node.children += enumerations(beginningIn: paragraph).map {
      let items = $0.ordinals.map { source[$0.range] }.joined(separator: " ")
      return TreeNode("Enumeration \(items) @\(place($0.range))")
    }
    return node
  }

  private func enumerations(beginningIn paragraph: Paragraph) -> ArraySlice<Enumeration> {
    let first = document.enumerations.partitioningIndex { $0.range.start >= paragraph.range.start }
    return document.enumerations[first...].prefix { paragraph.range.contains($0.range.start) }
  }

  // MARK: Reasons

  /// Returns the points of each role, and the signs of the line with their points for its role.
  private func reasons(for heading: Heading) -> [TreeNode] {
    guard let language else { return [] }
    let form = heading.ordinal.flatMap { document.grammar.numbering($0.numbering) }
    let signs = heading.reading.signs.compactMap { sign -> String? in
      guard let name = document.grammar.lines.names[sign] else { return nil }
      let points = sign == .form ? form?.points : document.grammar.lines.points[sign]
      return name[language] + (points?[heading.reading.role].map { " +\($0)" } ?? "")
    }
    let totals = LineRole.allCases.compactMap { role in
      heading.reading.points[role].flatMap { $0 == 0 ? nil : "\(role.rawValue) \($0)" }
    }
    let list = signs.joined(separator: language == .zh ? "、" : "; ")
    return [TreeNode("Reasons \(totals.joined(separator: ", ")): \(list)")]
  }

  /// Returns the role of a line that was set aside, and the reason; empty if the line is text.
  private func reasons(settingAside paragraph: Paragraph) -> [TreeNode] {
    guard let language, let sign = setAside[paragraph] ?? knownSign(of: paragraph),
      let name = document.grammar.lines.names[sign],
      let role = document.grammar.lines.points[sign]?.max(by: { $0.value < $1.value })?.key
    else { return [] }
    return [TreeNode("Reasons \(role.rawValue): \(name[language])")]
  }

  /// Returns the sign for what the format marks `paragraph` as.
  private func knownSign(of paragraph: Paragraph) -> LineSign? {
    let kinds = structure.kinds(of: paragraph)
    // Content that is not text is blanked; one character stands in its place.
    if kinds.contains(.literal), source[paragraph.range] == "\u{FFFC}" { return .knownCode }
    if kinds.isCell { return .knownCell }
    if kinds.contains(.contents) { return .contentsEntry }
    if kinds.contains(.caption) { return .knownCaption }
    return kinds.contains(.quotation) ? .knownQuotation : nil
  }

  // MARK: Text

  private func quote(_ range: TextRange) -> String {
    let text = source[range]
    return text.count > 20 ? "“\(text.prefix(19))…”" : "“\(text)”"
  }

  private func place(_ range: TextRange) -> String {
    let original = document.reflowed.original
    let written = document.reflowed.original(of: range)
    let (start, end) = (original.lines.position(at: written.start), original.lines.position(at: written.end))
    return "\(start.line):\(start.column)-\(end.line):\(end.column)"
  }
}

/// A line of the dump and the lines under it.
private struct TreeNode {
  let text: String
  var children: [TreeNode] = []

  init(_ text: String) { self.text = text }

  /// The node and the nodes under it, one line each.
  var lines: [String] {
    var lines = [text]
    for (index, child) in children.enumerated() {
      let isLast = index == children.count - 1
      let nested = child.lines
      lines.append((isLast ? "└─ " : "├─ ") + nested[0])
      lines += nested.dropFirst().map { (isLast ? "   " : "│  ") + $0 }
    }
    return lines
  }
}
