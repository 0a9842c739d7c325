import DraftOutline
import DraftText

/// Headings with a final punctuation mark, or equal to another heading: `heading/punctuation`, `heading/duplicate`.
struct HeadingFaults: FaultFamily {
  private static let marks = ["。", "：", "；", "，", "、"]

  func faults(in draft: Draft, index: Int) -> [Fault] {
    punctuation(draft, index) + Siblings.all(in: draft).flatMap { duplicates($0) }
  }

  private func punctuation(_ draft: Draft, _ turn: Int) -> [Fault] {
    draft.document.allSections.filter { $0.heading.reading.role == .heading }.enumerated().map { index, section in
      let mark = Self.marks[(turn + index) % Self.marks.count]
      let edit = Edit(at: section.heading.range.end, mark)
      return Fault("heading/punctuation", "ends in \(mark)", [edit], at: .written(edit, 0))
    }
  }

  /// Replaces a heading by the heading two places before it, or one place before it.
  private func duplicates(_ list: Siblings) -> [Fault] {
    (1..<list.count).compactMap { index in
      let (first, second) = (list.sections[max(0, index - 2)].heading, list.sections[index].heading)
      let isHeading = first.isHeading && second.isHeading
      // A heading that names a part would remove or repeat that part, which is another kind of fault.
      guard isHeading, !list.namesPart(index..<(index + 1)),
        !list.namesPart(max(0, index - 2)..<(max(0, index - 2) + 1)),
        first.text.count >= 12
      else { return nil }
      let edit = Edit(second.text, list.draft.source[first.text])
      return Fault("heading/duplicate", "as that of \(max(0, index - 2) + 1)", [edit], at: .written(edit, 0))
    }
  }
}
