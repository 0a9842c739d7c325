import DraftOutline
import DraftText

/// Sections of one level with one numbering that counts from 1.
struct Siblings: NumberedList {
  static let category = "numbering"

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

  /// The number of levels above it.
  var depth: Int { sections[0].depth }

  /// Returns an edit that replaces the whole ordinal of the item at `index`.
  func rewrite(_ index: Int, as text: String) -> Edit { Edit(ordinals[index].range, text) }

  /// The lines from an item to the next one, or to the end of its section.
  func lines(of index: Int) -> TextRange { draft.lines(of: index, in: sections) }

  /// Returns an edit that removes the items in `range` with everything under them.
  func remove(_ range: Range<Int>) -> Edit {
    Edit(TextRange(lines(of: range.lowerBound).start, lines(of: range.upperBound - 1).end), "")
  }

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
    return announcements.contains { text.contains($0) }
  }
}
