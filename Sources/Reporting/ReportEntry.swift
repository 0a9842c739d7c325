import Diagnostics

/// An entry of a report for people: one finding, or the many placeholders of one line.
enum ReportEntry {
  case one(Diagnostic)
  /// More than ``mostSinglePlaceholders`` findings of placeholders, sorted, all on one line.
  case placeholders([Diagnostic])

  /// The most placeholders of a line that have an entry each. If a line has more, they share one entry.
  static let mostSinglePlaceholders = 3

  /// Returns the entries of `file` in order. A shared entry has the place of its first finding.
  static func entries(of file: FileReport) -> [ReportEntry] {
    let placeholders = Dictionary(grouping: file.diagnostics.filter(\.ruleID.isAboutPlaceholders)) {
      file.source.lines.line(at: $0.range.start)
    }.filter { $0.value.count > mostSinglePlaceholders }
    var folded: Set<Int> = []
    return file.diagnostics.compactMap { diagnostic in
      guard diagnostic.ruleID.isAboutPlaceholders else { return .one(diagnostic) }
      let line = file.source.lines.line(at: diagnostic.range.start)
      guard let together = placeholders[line] else { return .one(diagnostic) }
      return folded.insert(line).inserted ? .placeholders(together) : nil
    }
  }
}
