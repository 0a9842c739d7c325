import Diagnostics

/// What stands together in a report for people: a finding, or the many blanks of one line.
enum ReportEntry {
  case one(Diagnostic)
  /// More than ``mostSinglePlaceholders`` of them, sorted, all on one line.
  case placeholders([Diagnostic])

  /// A line with more placeholders than this has them in one entry.
  static let mostSinglePlaceholders = 3

  /// The findings of `file`, those of a line full of placeholders at the place of the first.
  static func entries(of file: FileReport) -> [ReportEntry] {
    let placeholders = Dictionary(grouping: file.diagnostics.filter { $0.ruleID.category == "placeholder" }) {
      file.source.lines.line(at: $0.range.start)
    }.filter { $0.value.count > mostSinglePlaceholders }
    var folded: Set<Int> = []
    return file.diagnostics.compactMap { diagnostic in
      guard diagnostic.ruleID.category == "placeholder" else { return .one(diagnostic) }
      let line = file.source.lines.line(at: diagnostic.range.start)
      guard let together = placeholders[line] else { return .one(diagnostic) }
      return folded.insert(line).inserted ? .placeholders(together) : nil
    }
  }
}
