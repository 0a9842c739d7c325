import Diagnostics
import DraftText

/// The lines of a draft that differ from an older version.
package struct ChangedLines: Sendable {
  /// The lines, from 1, in order.
  private let lines: [ClosedRange<Int>]

  /// Compares two versions.
  ///
  /// - Parameter old: The older version. Where it is nil, all lines are new.
  package init(from old: SourceText?, to new: SourceText) {
    guard let old else {
      lines = [1...new.lines.count]
      return
    }
    lines = LineChange.changes(from: Self.lines(of: old), to: Self.lines(of: new)).map { change in
      // Where lines were only deleted, the next line counts as changed: it has a new neighbour.
      let first = min(change.new.lowerBound + 1, new.lines.count)
      return first...max(first, change.new.upperBound)
    }
  }

  private static func lines(of text: SourceText) -> [ArraySlice<UInt8>] {
    (1...text.lines.count).map { line in
      let range = text.lines.range(ofLine: line)
      return text.utf8[range.start..<range.end]
    }
  }

  /// Whether nothing was changed.
  package var isEmpty: Bool { lines.isEmpty }

  /// Whether a finding, or a place that it points to, stands on changed lines of `source`. A finding about the draft as
  /// a whole counts where any line was changed.
  package func concern(_ finding: Diagnostic, in source: SourceText, aboutWhole isAboutWhole: Bool) -> Bool {
    if isAboutWhole { return !isEmpty }
    return ([finding.range] + finding.related.map(\.range)).contains { range in
      let touched = source.lines.line(at: range.start)...source.lines.line(at: range.end)
      let index = lines.partitioningIndex { $0.upperBound >= touched.lowerBound }
      return index < lines.count && lines[index].overlaps(touched)
    }
  }
}
