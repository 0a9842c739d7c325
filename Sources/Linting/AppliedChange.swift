import Diagnostics
import DraftText

/// One change that a fixer made to a draft: what stood there, and what stands there now.
package struct AppliedChange: Hashable, Sendable {
  /// The rule that asked for it.
  package let ruleID: RuleID
  /// Where it stands in the fixed draft; of what was deleted, where it stood.
  package let position: LinePosition
  /// What stood there before; empty where something was put in.
  package let before: String
  /// What stands there now; empty where something was deleted.
  package let after: String
  /// What stands around it on its line, so that one mark can be told from the next.
  package let context: Context

  /// A few characters on either side.
  package struct Context: Hashable, Sendable {
    /// What stands before it.
    package let before: String
    /// What stands after it.
    package let after: String

    /// Joins the two sides.
    package init(before: String, after: String) {
      self.before = before
      self.after = after
    }
  }

  /// Tells of a change.
  package init(ruleID: RuleID, position: LinePosition, before: String, after: String, context: Context) {
    self.ruleID = ruleID
    self.position = position
    self.before = before
    self.after = after
    self.context = context
  }
}

extension Fixer.Result {
  /// What was changed in `draft`, the text that was fixed, as edits of it: in order, and without overlap.
  package func edits(of draft: SourceText) -> [Edit] {
    var edited = EditedText(of: draft)
    for pass in passes { edited.apply(pass.sortedEdits) }
    return edited.edits
  }

  /// What was changed in `draft`, in the order of the text, what was changed at one place in the order in which it was.
  ///
  /// - Parameter draft: The text that was fixed.
  package func changes(to draft: SourceText) -> [AppliedChange] {
    let edits = passes.map(\.sortedEdits)
    let movements = edits.map(Movement.init)
    var changes: [(offset: Int, change: AppliedChange)] = []
    var text = draft
    for (index, pass) in passes.enumerated() {
      for finding in pass {
        for edit in finding.mergedEdits(in: text) {
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
  /// The edits of the fix, those on one line as one.
  fileprivate func mergedEdits(in text: SourceText) -> [Edit] {
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
  /// How many bytes are shown on either side of a change: four Han characters.
  private static let reach = 12

  /// What stands around `range` on its first and its last line.
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
  /// The edits, and by how much the text before each has grown.
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
