import DraftOutline
import DraftText
import Linting

extension FuzzTarget {
  /// Every text has an outline, and its sections are nested correctly.
  static let outline = FuzzTarget("outline", isText: true) { input in
    guard let source = SourceText(fuzzed: input) else { return }
    let document = try Linter.shipped().document(source)
    try requireSound(document)
    let dump = document.treeDump()
    try requireSame(dump, onThreadsFor: input) { try Linter.shipped().document(source).treeDump() }
  }

  private static func requireSound(_ document: Document) throws(BrokenInvariant) {
    let text = document.source
    try require(document.residue.allSatisfy { !$0.range.isEmpty }, "residue of nothing")
    try requireInOrder(document.residue.map(\.range), in: text, "residue")
    try requireInOrder(document.paragraphs.map(\.range), in: text, "paragraphs")
    for paragraphs in [document.title, document.leadIn, document.closing, document.contents] {
      try requireInOrder(paragraphs.map(\.range), in: text, "paragraphs")
    }
    for group in document.sectionGroups {
      try requireSound(group, in: text.range, of: text, depth: 1)
    }
    for enumeration in document.enumerations {
      try require(!enumeration.ordinals.isEmpty, "an enumeration of nothing")
      try requireInOrder(enumeration.ordinals.map(\.range), in: text, "ordinals")
      for ordinal in enumeration.ordinals {
        try require(enumeration.range.contains(ordinal.range), "an ordinal outside of its enumeration")
      }
    }
    for part in document.parts { try text.requireSound(part.range, "the part \(part.id)") }
    for place in document.paragraphs.map(\.range) + document.residue.map(\.range) {
      try document.reflowed.original.requireSound(document.reflowed.original(of: place), "a place of the original")
    }
  }

  /// Requires that sections are in order inside `outer`, and that each contains its heading, paragraphs and sections.
  private static func requireSound(
    _ sections: [Section], in outer: TextRange, of text: SourceText, depth: Int
  ) throws(BrokenInvariant) {
    try requireInOrder(sections.map(\.range), in: text, "sections")
    for section in sections {
      try require(outer.contains(section.range), "a section outside of the one that holds it")
      try require(section.depth == depth, "a section of depth \(section.depth) on level \(depth)")
      try text.requireSound(section.heading.range, "a heading")
      try require(section.range.start == section.heading.range.start, "a section that does not begin with its heading")
      try require(section.heading.range.contains(section.heading.text), "the text of a heading outside of it")
      try requireInOrder(section.body.map(\.range), in: text, "paragraphs of a section")
      for paragraph in section.body {
        try require(section.range.contains(paragraph.range), "a paragraph outside of its section")
      }
      try requireSound(section.subsections, in: section.range, of: text, depth: depth + 1)
    }
  }

  private static func requireInOrder(
    _ ranges: [TextRange], in text: SourceText, _ what: String
  ) throws(BrokenInvariant) {
    for range in ranges { try text.requireSound(range, what) }
    for (first, second) in zip(ranges, ranges.dropFirst()) {
      try require(first.end <= second.start, "\(what) overlap or stand in another order")
    }
  }
}
