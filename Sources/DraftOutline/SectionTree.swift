import DraftText
import PatternMatching

/// Puts headings and paragraphs together into sections.
struct SectionTree {
  /// A section while it grows.
  final class Node {
    var found: HeadingFinder.Found
    var body: [Paragraph]
    var children: [Node] = []
    /// Paragraphs of their own under a heading that already runs into text.
    var extra = 0

    init(_ found: HeadingFinder.Found) {
      self.found = found
      body = found.rest.map { [$0] } ?? []
    }

    var isEmpty: Bool { body.isEmpty && children.isEmpty }
    var isOnItsLine: Bool { found.heading.layout == .ownLine }
  }

  /// The level-1 sections.
  private(set) var roots: [Node] = []
  /// The paragraphs after the last section that belong to none.
  private(set) var trailing: [Paragraph] = []

  private var open: [Node] = []

  /// Builds the tree of `paragraphs`, beginning with the first heading.
  init(headings: [HeadingFinder.Found], paragraphs: ArraySlice<Paragraph>) {
    guard let first = headings.first else { return }
    var next = headings[...]
    for index in first.paragraph..<paragraphs.endIndex {
      if let found = next.first, found.paragraph == index {
        next.removeFirst()
        add(Node(found))
      } else {
        add(paragraphs[index])
      }
    }
    detachTrailing()
  }

  private mutating func add(_ node: Node) {
    while let last = open.last, last.found.depth >= node.found.depth { open.removeLast() }
    if let parent = open.last { parent.children.append(node) } else { roots.append(node) }
    open.append(node)
  }

  private func add(_ paragraph: Paragraph) {
    guard let node = open.last else { return }
    node.body.append(paragraph)
    if !node.isOnItsLine { node.extra += 1 }
  }

  /// Where sections say all they have to say on the line of their heading, what follows the last one closes the draft.
  private mutating func detachTrailing() {
    guard let last = open.last, !last.isOnItsLine, last.extra > 0 else { return }
    let siblings = open.dropLast().last?.children ?? roots
    guard siblings.count > 1, siblings.dropLast().allSatisfy({ !$0.isOnItsLine && $0.extra == 0 }) else { return }
    trailing = last.body.suffix(last.extra)
    last.body.removeLast(last.extra)
    last.extra = 0
  }

  /// Takes the last paragraphs of the draft out of their section, from the first that `isClosing` on.
  mutating func detachClosing(
    where isClosing: (Paragraph) throws(MatchError) -> Bool
  ) throws(MatchError) {
    guard trailing.isEmpty, let last = open.last else { return }
    let own = last.found.rest == nil ? 0 : 1
    for index in last.body.indices.dropFirst(own) where try isClosing(last.body[index]) {
      trailing = Array(last.body[index...])
      last.body.removeSubrange(index...)
      return
    }
  }

  /// Takes `count` paragraphs off the end.
  mutating func removeTrailing(_ count: Int) {
    if trailing.count >= count {
      trailing.removeLast(count)
    } else if let last = open.last, last.body.count >= count - trailing.count {
      last.body.removeLast(count - trailing.count)
      trailing = []
    }
  }

  // MARK: Result

  /// The finished sections of `source`.
  func sections(of source: SourceText) -> [Section] { sections(roots, depth: 1, source) }

  private func sections(_ nodes: [Node], depth: Int, _ source: SourceText) -> [Section] {
    let areItems = items(among: nodes, source)
    return zip(nodes, areItems).map { node, isItem in
      let heading = isItem && node.isOnItsLine ? node.found.heading.asItem : node.found.heading
      let subsections = sections(node.children, depth: depth + 1, source)
      let end = max(heading.range.end, max(node.body.last?.range.end ?? 0, subsections.map(\.range.end).max() ?? 0))
      return Section(
        heading: heading, depth: depth, body: node.body, subsections: subsections,
        range: TextRange(heading.range.start, end))
    }
  }

  /// Which of the lines are items of a list rather than headings.
  private func items(among nodes: [Node], _ source: SourceText) -> [Bool] {
    let marks = nodes.map { source[$0.found.heading.text].last ?? "。" }
    let goesOn = marks.map { "；;，,".contains($0) }
    // A whole sentence with nothing under it is an item, however short.
    let isSentence = nodes.indices.map { nodes[$0].isOnItsLine && nodes[$0].isEmpty && "。.".contains(marks[$0]) }
    let areSentences = isSentence.filter { $0 }.count * 2 > nodes.count
    return nodes.indices.map { index in
      // Lines that end in ； one after the other are a list, the line after the last of them included.
      let isAfterItem = index > 0 && goesOn[index - 1]
      let isBeforeItem = goesOn[index] && index + 1 < nodes.count && goesOn[index + 1]
      let isBesideSentences = areSentences && "。.：:".contains(marks[index])
      let isAfterSentence = index > 0 && isSentence[index - 1] && "。.".contains(marks[index])
      return isAfterItem || isBeforeItem || goesOn[index] && nodes[index].isEmpty || isSentence[index]
        || isBesideSentences || isAfterSentence
    }
  }
}

extension Heading {
  /// The same line, as an item of a list.
  fileprivate var asItem: Heading { Heading(ordinal: ordinal, range: range, text: text, layout: .item) }
}
