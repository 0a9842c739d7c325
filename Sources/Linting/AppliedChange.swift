import Diagnostics
import DraftText

/// One change that a fixer made to a draft: the old text and the new text.
package struct AppliedChange: Hashable, Sendable {
  /// The rule whose fix it is.
  package let ruleID: RuleID
  /// The position of the change in the fixed draft.
  package let position: LinePosition
  /// The old text; empty for an insertion.
  package let before: String
  /// The new text; empty for a deletion.
  package let after: String
  /// The text beside the change on its line, so that equal changes can be told apart.
  package let context: Context

  /// A few characters on either side.
  package struct Context: Hashable, Sendable {
    /// The text before the change.
    package let before: String
    /// The text after the change.
    package let after: String

    /// Makes a context.
    package init(before: String, after: String) {
      self.before = before
      self.after = after
    }
  }

  /// Makes a change.
  package init(ruleID: RuleID, position: LinePosition, before: String, after: String, context: Context) {
    self.ruleID = ruleID
    self.position = position
    self.before = before
    self.after = after
    self.context = context
  }
}

extension Fixer.Result {
  /// Returns the changes as edits of `draft`, the text before all fixes, in order and without overlap.
  package func edits(of draft: SourceText) -> [Edit] {
    var edited = EditedText(of: draft)
    for pass in passes { edited.apply(pass.sortedEdits) }
    return edited.edits
  }

  /// Returns the changes in the order of the text; changes at one place are in the order in which they were made.
  ///
  /// - Parameter draft: The text before all fixes.
  package func changes(to draft: SourceText) -> [AppliedChange] {
    let edits = passes.map(\.sortedEdits)
    let movements = edits.map(Movement.init)
    var changes: [(offset: Int, change: AppliedChange)] = []
    var text = draft
    for (index, pass) in passes.enumerated() {
      for finding in pass {
        for edit in finding.editsMergedByLine(in: text) {
          let offset = movements[index...].reduce(edit.range.start) { $1.offset(of: $0) }
          let change = AppliedChange(
            ruleID: finding.ruleID, position: source.lines.position(at: offset), before: text[edit.range],
            after: edit.replacement, context: text.context(of: edit.range))
          changes.append((offset, change))
        }
      }
      text = text.replacing(edits[index])
    }
    return changes.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map(\.element.change)
  }
}

extension Diagnostic {
  /// Returns the edits of the fix; edits on one line are merged.
  fileprivate func editsMergedByLine(in text: SourceText) -> [Edit] {
    var merged: [Edit] = []
    for edit in fix?.edits ?? [] {
      if let last = merged.last, text.lines.line(at: last.range.start) == text.lines.line(at: edit.range.start) {
        let between = text[TextRange(last.range.end, edit.range.start)]
        merged[merged.count - 1] = Edit(
          TextRange(last.range.start, edit.range.end), last.replacement + between + edit.replacement)
      } else {
        merged.append(edit)
      }
    }
    return merged
  }
}

extension SourceText {
  /// The length of the context on either side, in bytes: four Han characters.
  private static let reach = 12

  /// Returns the text beside `range` on its first and its last line.
  fileprivate func context(of range: TextRange) -> AppliedChange.Context {
    var start = max(lines.range(ofLine: lines.line(at: range.start)).start, range.start - Self.reach)
    while !isScalarBorder(start) { start += 1 }
    var end = min(max(range.end, lines.range(ofLine: lines.line(at: range.end)).end), range.end + Self.reach)
    while !isScalarBorder(end) { end -= 1 }
    return AppliedChange.Context(before: self[TextRange(start, range.start)], after: self[TextRange(range.end, end)])
  }
}

/// Maps offsets before edits to offsets after them.
struct Movement {
  /// The edits, each with the growth of the text before it in bytes.
  private let steps: [(edit: Edit, growth: Int)]
  private let growth: Int

  /// Takes edits that are sorted and do not overlap.
  init(_ edits: [Edit]) {
    var growth = 0
    steps = edits.map { edit in
      defer { growth += edit.growth }
      return (edit, growth)
    }
    self.growth = growth
  }

  /// Returns the place of `range` after the edits.
  func place(of range: TextRange) -> TextRange {
    let start = offset(of: range.start)
    return TextRange(start, max(start, offset(of: range.end)))
  }

  /// Returns `offset` after the edits. An offset inside an edit becomes the start of the replacement.
  func offset(of offset: Int) -> Int {
    let next = steps.partitioningIndex { $0.edit.range.end > offset }
    guard next < steps.count else { return offset + growth }
    let (edit, growth) = steps[next]
    return min(offset, edit.range.start) + growth
  }
}
