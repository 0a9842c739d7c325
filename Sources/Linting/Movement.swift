import Diagnostics
import DraftText

/// Where the places of a text come to stand when it is edited.
struct Movement {
  /// The edits, and by how much the text before each has grown.
  private let steps: [(edit: Edit, growth: Int)]
  private let growth: Int

  /// Takes edits that are sorted and do not overlap.
  init(_ edits: [Edit]) {
    var growth = 0
    steps = edits.map { edit in
      defer { growth += edit.replacement.utf8.count - edit.range.count }
      return (edit, growth)
    }
    self.growth = growth
  }

  /// Where `range` comes to stand.
  func place(of range: TextRange) -> TextRange {
    let start = offset(of: range.start)
    return TextRange(start, max(start, offset(of: range.end)))
  }

  /// Where `offset` comes to stand; of a place inside an edit, where what is written there begins.
  func offset(of offset: Int) -> Int {
    let next = steps.partitioningIndex { $0.edit.range.end > offset }
    guard next < steps.count else { return offset + growth }
    let (edit, growth) = steps[next]
    return min(offset, edit.range.start) + growth
  }
}
