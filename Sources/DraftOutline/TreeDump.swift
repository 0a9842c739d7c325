import Diagnostics
import DraftText

extension Document {
  /// The outline as a tree, a node a line, with the range of each: for debugging and for golden tests.
  ///
  /// Ranges are `line:column-line:column` in code points, the end exclusive.
  ///
  /// - Parameter reasons: The language in which to say why each numbered line was read as it was; nil not to say it.
  package func treeDump(reasons: Language? = nil) -> String {
    var root = TreeNode("Document \(genre.id) @\(place(source.range))")
    root.children += residue.map { TreeNode("Residue \($0.residueClass.rawValue) @\(place($0.range))") }
    root.children += contents.map { TreeNode("Contents \(quote($0.range)) @\(place($0.range))") }
    root.children += title.map { TreeNode("Title \(quote($0.range)) @\(place($0.range))") }
    root.children += [salutation].compactMap { $0 }.map {
      TreeNode("Salutation \(quote($0.range)) @\(place($0.range))")
    }
    root.children += leadIn.map { node(paragraph: $0, name: "LeadIn") }
    root.children += sections.map { node(section: $0, reasons) }
    root.children += closing.map { node(paragraph: $0, name: "Closing") }
    root.children += [signature].compactMap { $0 }.map { TreeNode("Signature \(quote($0.range)) @\(place($0.range))") }
    root.children += [date].compactMap { $0 }.map { TreeNode("Date \(quote($0.range)) @\(place($0.range))") }
    root.children += annexes.map { node(annex: $0, reasons) }
    root.children += parts.map {
      TreeNode("Part \($0.id) \($0.form == .headed ? "headed" : "implied") \(quote($0.range)) @\(place($0.range))")
    }
    return root.lines(prefix: "").joined(separator: "\n") + "\n"
  }

  private func node(annex: Annex, _ reasons: Language?) -> TreeNode {
    var node = TreeNode("Annex \(quote(annex.title.range)) @\(place(annex.title.range))")
    node.children += annex.leadIn.map { self.node(paragraph: $0, name: "LeadIn") }
    node.children += annex.sections.map { self.node(section: $0, reasons) }
    return node
  }

  private func node(section: Section, _ reasons: Language?) -> TreeNode {
    let heading = section.heading
    let ordinal = heading.ordinal.map { source[$0.range] + " " } ?? ""
    var node = TreeNode(
      "Section \(ordinal)\(quote(heading.text)) \(heading.reading.role.rawValue) \(heading.reading.certainty.rawValue) @\(place(section.range))"
    )
    if let reasons { node.children.append(TreeNode(self.reasons(for: heading, in: reasons))) }
    node.children += section.body.map { self.node(paragraph: $0, name: "Paragraph") }
    node.children += section.subsections.map { self.node(section: $0, reasons) }
    return node
  }

  /// The signs of a line, each with what it gives to the role that won, and the roles that did not.
  private func reasons(for heading: Heading, in language: Language) -> String {
    let form = heading.ordinal.flatMap { grammar.numbering($0.numbering) }
    let signs = heading.reading.signs.compactMap { sign -> String? in
      guard let weight = grammar.lines.signs[sign] else { return nil }
      let own = sign == .form ? form?.points[heading.reading.role] : weight.points[heading.reading.role]
      return weight.name[language] + (own.map { " +\($0)" } ?? "")
    }
    let totals = LineRole.allCases.compactMap { role in
      heading.reading.points[role].flatMap { $0 == 0 ? nil : "\(role.rawValue) \($0)" }
    }
    return "Reasons \(totals.joined(separator: ", ")): \(signs.joined(separator: language == .zh ? "、" : "; "))"
  }

  private func node(paragraph: Paragraph, name: String) -> TreeNode {
    var node = TreeNode("\(name) @\(place(paragraph.range))")
    node.children = enumerations(beginningIn: paragraph).map {
      let items = $0.ordinals.map { source[$0.range] }.joined(separator: " ")
      return TreeNode("Enumeration \(items) @\(place($0.range))")
    }
    return node
  }

  private func enumerations(beginningIn paragraph: Paragraph) -> ArraySlice<Enumeration> {
    let first = enumerations.partitioningIndex { $0.range.start >= paragraph.range.start }
    return enumerations[first...].prefix { paragraph.range.contains($0.range.start) }
  }

  private func quote(_ range: TextRange) -> String {
    let text = source[range]
    return text.count > 20 ? "“\(text.prefix(19))…”" : "“\(text)”"
  }

  private func place(_ range: TextRange) -> String {
    let written = reflowed.original(of: range)
    let start = reflowed.original.lines.position(at: written.start)
    let end = reflowed.original.lines.position(at: written.end)
    return "\(start.line):\(start.column)-\(end.line):\(end.column)"
  }
}

/// A line of the dump with those under it.
private struct TreeNode {
  let text: String
  var children: [TreeNode] = []

  init(_ text: String) { self.text = text }

  func lines(prefix: String) -> [String] {
    var lines = [text]
    for (index, child) in children.enumerated() {
      let isLast = index == children.count - 1
      let nested = child.lines(prefix: prefix)
      lines.append((isLast ? "└─ " : "├─ ") + nested[0])
      lines += nested.dropFirst().map { (isLast ? "   " : "│  ") + $0 }
    }
    return lines
  }
}
