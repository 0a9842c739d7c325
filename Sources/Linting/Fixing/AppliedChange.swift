import Diagnostics
import DraftText

/// One change that a fixer made to a draft: the old text and the new text.
package struct AppliedChange: Sendable {
  /// The rule whose fix it is.
  package let ruleID: RuleID
  /// The position of the change in the fixed draft.
  package let position: LinePosition
  /// The old text; empty for an insertion.
  package let before: String
  /// The new text; empty for a deletion.
  package let after: String
  /// A few characters on either side of the change on its line, so that equal changes can be told apart.
  package let context: (before: String, after: String)
}

extension Fixer.Result {
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
  fileprivate func context(of range: TextRange) -> (before: String, after: String) {
    let line = lines.range(ofLine: lines.line(at: range.start))
    let lastLine = lines.range(ofLine: lines.line(at: range.end))
    let start = scalarBorder(atOrAfter: max(line.start, range.start - Self.reach))
    let end = scalarBorder(atOrBefore: min(max(range.end, lastLine.end), range.end + Self.reach))
    return (self[TextRange(start, range.start)], self[TextRange(range.end, end)])
  }
}
