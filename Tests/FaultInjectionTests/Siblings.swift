import DraftOutline
import DraftText

/// Sections of one level with one numbering that counts from 1.
struct Siblings {
  let draft: Draft
  let sections: [Section]
  let ordinals: [Ordinal]
  /// The section that contains them; nil at level 1.
  let parent: Section?

  /// All lists of two or more items, outer before inner.
  static func all(in draft: Draft) -> [Siblings] {
    func lists(_ sections: [Section], in parent: Section?) -> [Siblings] {
      let own = [Siblings(draft, sections, in: parent)].compactMap { $0 }
      return own + sections.flatMap { lists($0.subsections, in: $0) }
    }
    return lists(draft.document.sections, in: nil)
  }

  private init?(_ draft: Draft, _ sections: [Section], in parent: Section?) {
    let ordinals = sections.compactMap(\.heading.ordinal)
    guard ordinals.count == sections.count, ordinals.map(\.value) == Array(1...max(1, ordinals.count)),
      ordinals.count > 1, Set(ordinals.map(\.numbering)).count == 1
    else { return nil }
    self.draft = draft
    self.sections = sections
    self.ordinals = ordinals
    self.parent = parent
  }

  var count: Int { sections.count }
  var numbering: String { ordinals[0].numbering.name }
  /// The number of levels above it.
  var depth: Int { sections[0].depth }

  /// Returns an edit that changes the numeral of the item at `index`.
  func renumber(_ index: Int, to value: Int) -> Edit? {
    let numeral = ordinals[index].numeral
    return Numerals.text(value, like: draft.source[numeral]).map { Edit(numeral, $0) }
  }

  /// Returns an edit that replaces the whole ordinal of the item at `index`.
  func rewrite(_ index: Int, as text: String) -> Edit { Edit(ordinals[index].range, text) }

  /// Returns edits that add `step` to the ordinals of the items in `range`.
  func shift(_ range: Range<Int>, by step: Int) -> [Edit] {
    range.compactMap { renumber($0, to: ordinals[$0].value + step) }
  }

  /// The lines from an item to the next one, or to the end of its section.
  func lines(of index: Int) -> TextRange {
    let start = draft.lineStart(sections[index].range.start)
    let isLast = index == count - 1
    let end = isLast ? draft.nextLineStart(sections[index].range.end) : draft.lineStart(sections[index + 1].range.start)
    return TextRange(start, end)
  }

  /// Returns an edit that removes the items in `range` with everything under them.
  func remove(_ range: Range<Int>) -> Edit {
    Edit(TextRange(lines(of: range.lowerBound).start, lines(of: range.upperBound - 1).end), "")
  }

  /// The place of the item at `index`.
  func place(_ index: Int) -> Place { .kept(ordinals[index].range.start) }

  /// Whether a heading in the list, or below it, names a part of the profile. Without it, that part would be missing.
  func namesPart(_ range: Range<Int>) -> Bool {
    draft.document.parts.contains { part in
      part.form == .headed && range.contains { sections[$0].range.contains(part.range.start) }
    }
  }

  /// Whether the paragraph before announces the number of items, so that removing one would also be a `count` fault.
  var isAnnounced: Bool {
    let before = parent == nil ? draft.document.leadIn.last : parent?.body.last
    guard let before else { return false }
    let text = draft.source[before.range]
    return [Numerals.han(count), String(count), count == 2 ? "两" : "几"].contains { text.contains($0) }
  }
}
