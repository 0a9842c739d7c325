import DraftText
import PatternMatching

/// Builds sections from headings and paragraphs.
struct SectionTree {
  /// A section under construction.
  final class Node {
    private(set) var found: HeadingCandidate
    var body: [Paragraph]
    var children: [Node] = []

    init(_ found: HeadingCandidate) {
      self.found = found
      body = found.rest.map { [$0] } ?? []
    }

    /// Whether the heading has its line to itself.
    var hasOwnLine: Bool { found.shape == .ownLine }

    /// The number of body paragraphs on its line: the rest of the line after a run-in heading.
    var countOnItsLine: Int { found.rest == nil ? 0 : 1 }

    /// The number of body paragraphs below its line.
    var countUnderIt: Int { body.count - countOnItsLine }

    /// Whether text of its own or further ordinals are below its line.
    var carriesText: Bool { countUnderIt > 0 || !children.isEmpty }

    /// Ends the text at `end`, where an item inside its last line begins the next section.
    func cut(at end: Int, in source: SourceText) {
      let wasRunIn = found.rest != nil
      if let last = body.last, last.range.end > end {
        let kept = source.trimmed(TextRange(min(last.range.start, end), end))
        body.removeLast()
        if !kept.isEmpty { body.append(Paragraph(range: kept)) }
        if last == found.rest { found.rest = body.last }
      }
      // A run-in heading that loses the rest of its line stands alone, with its final mark.
      let standsAlone = wasRunIn && found.rest == nil
      if standsAlone { found.shape = .ownLine }
      if standsAlone || found.heading.range.end > end { found.heading.cut(at: end, in: source) }
    }
  }

  /// The level-1 sections.
  private(set) var roots: [Node] = []
  /// The paragraphs after the last section that belong to no section.
  private(set) var trailing: [Paragraph] = []

  private var open: [Node] = []

  /// Builds the tree of `paragraphs` of `source`, beginning with the first heading.
  init(headings: [HeadingCandidate], paragraphs: ArraySlice<Paragraph>, of source: SourceText) {
    guard let first = headings.first else { return }
    var next = headings[...]
    for index in first.paragraph..<paragraphs.endIndex {
      // A line with items inside it is text itself: the items follow its lead-in.
      if next.first.map({ $0.paragraph != index || $0.shape == .inline }) ?? true {
        open.last?.body.append(paragraphs[index])
      }
      while let found = next.first, found.paragraph == index {
        next.removeFirst()
        add(Node(found), in: source)
      }
    }
    detachTrailing()
  }

  private mutating func add(_ node: Node, in source: SourceText) {
    while let last = open.last, last.found.relativeDepth >= node.found.relativeDepth {
      last.cut(at: node.found.heading.range.start, in: source)
      open.removeLast()
    }
    if let parent = open.last { parent.children.append(node) } else { roots.append(node) }
    open.append(node)
  }

  /// If the other sections are complete on the line of their heading, the text below the last one closes the draft.
  private mutating func detachTrailing() {
    guard let last = open.last, !last.hasOwnLine, last.countUnderIt > 0 else { return }
    let siblings = open.dropLast().last?.children ?? roots
    guard siblings.count > 1, siblings.dropLast().allSatisfy({ !$0.hasOwnLine && $0.countUnderIt == 0 }) else {
      return
    }
    trailing = last.body.suffix(last.countUnderIt)
    last.body.removeLast(last.countUnderIt)
  }

  /// Moves the last paragraphs of the draft out of their section, from the first that `isClosing` accepts.
  mutating func detachClosing(where isClosing: (Paragraph) throws(MatchError) -> Bool) throws(MatchError) {
    guard trailing.isEmpty, let last = open.last else { return }
    for index in last.body.indices.dropFirst(last.countOnItsLine) where try isClosing(last.body[index]) {
      trailing = Array(last.body[index...])
      last.body.removeSubrange(index...)
      return
    }
  }

  /// Removes the last `count` paragraphs.
  mutating func removeTrailing(_ count: Int) {
    if trailing.count >= count {
      trailing.removeLast(count)
    } else if let last = open.last, last.body.count >= count - trailing.count {
      last.body.removeLast(count - trailing.count)
      trailing = []
    }
  }

  // MARK: Result

  /// Returns the finished sections, each line read by `classifier`.
  func sections(_ classifier: LineClassifier) throws(MatchError) -> [Section] {
    try sections(roots, depth: 1, under: nil, classifier)
  }

  private func sections(
    _ nodes: [Node], depth: Int, under parent: LineRole?, _ classifier: LineClassifier
  ) throws(MatchError) -> [Section] {
    var sections: [Section] = []
    for (node, reading) in zip(nodes, try classifier.readings(of: nodes, under: parent)) {
      var heading = node.found.heading
      heading.reading = reading
      let subsections = try self.sections(node.children, depth: depth + 1, under: reading.role, classifier)
      let end = max(heading.range.end, max(node.body.last?.range.end ?? 0, subsections.map(\.range.end).max() ?? 0))
      sections.append(
        Section(
          heading: heading, depth: depth, body: node.body, subsections: subsections,
          range: TextRange(heading.range.start, end)))
    }
    return sections
  }
}

extension Heading {
  /// Ends the heading at `end`, without the white space before it.
  fileprivate mutating func cut(at end: Int, in source: SourceText) {
    range = source.trimmed(TextRange(range.start, end))
    text = source.trimmed(TextRange(min(text.start, range.end), range.end))
  }
}
