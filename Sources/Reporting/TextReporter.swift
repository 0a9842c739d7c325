import Diagnostics
import DraftText

/// The report for people: compiler-style lines with excerpts, related places, offered fixes and a summary.
struct TextReporter: Reporter, Bilingual {
  let style: ReportStyle
  /// Whether the last written line is blank, or nothing was written yet.
  private(set) var isAfterBlankLine = true

  var language: Language { style.language }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let path = style.path(printable(file.path))
    let converter = file.source.provenance.converter.map(converted(by:)) ?? ""
    let profile = printable(file.profileName[language])
    let header = say("\(path)（\(profile)）", "\(path) (\(profile))")
    let changes = file.changes ?? []
    guard !file.diagnostics.isEmpty || !changes.isEmpty else {
      isAfterBlankLine = false
      return try write(header + verdict(on: file) + converter)
    }
    try write((isAfterBlankLine ? "" : "\n") + header + "\n" + converter)
    for change in changes { try write(change.line(path: file.path, style) + "\n") }
    for entry in ReportEntry.entries(of: file) { try write(text(of: entry, in: file) + "\n") }
    isAfterBlankLine = true
  }

  /// Returns the line that says which program has converted the file.
  private func converted(by converter: Converter) -> String {
    let text = say(
      "由 \(converter.rawValue) 转换后核对，位置以标题、表格和引文为准",
      "converted by \(converter.rawValue); find places by heading, table and quotation")
    return "  \(style.note(text))\n"
  }

  /// Returns the text on a file without findings.
  private func verdict(on file: FileReport) -> String {
    guard file.failures.isEmpty else { return say("没有查完\n", ": not all rules could be applied\n") }
    return file.known == nil ? say("没有发现问题\n", ": nothing found\n") : say("没有新问题\n", ": nothing new\n")
  }

  func report(_ error: ReportedError) -> String { "" }

  func finish(_ summary: Summary) -> String {
    (isAfterBlankLine ? "" : "\n") + summary.text(in: language) + "\n"
  }

  private func text(of entry: ReportEntry, in file: FileReport) -> String {
    switch entry {
    case .one(let diagnostic):
      headline(
        file, diagnostic.range, diagnostic.severity, diagnostic.message.text(in: language),
        diagnostic.ruleID.name)
        + place(of: diagnostic, in: file)
        + excerpt(file, [diagnostic.range], indent: "  ")
        + diagnostic.related.map { note($0, on: diagnostic, in: file) }.joined()
        + (diagnostic.fix.map(offer) ?? "")
    case .placeholders(let diagnostics):
      text(ofPlaceholders: diagnostics, in: file)
    }
  }

  private func headline(
    _ file: FileReport, _ range: TextRange, _ severity: Severity, _ message: String, _ rule: String
  ) -> String {
    let place = style.path(file.source.place(of: range, path: file.path))
    let label = style.severity("\(severity.label[language]):", severity)
    return "\(place): \(label) \(printable(withoutMiddle(message))) \(style.rule("[\(printable(rule))]"))\n"
  }

  private func place(of diagnostic: Diagnostic, in file: FileReport) -> String {
    file.location(of: diagnostic).line(in: language, color: style.note)
  }

  private func excerpt(_ file: FileReport, _ places: [TextRange], indent: String) -> String {
    file.source.excerptLines(at: places, indent: indent, width: style.width, color: style.marks)
  }

  private func note(_ place: Diagnostic.RelatedPlace, on diagnostic: Diagnostic, in file: FileReport) -> String {
    let label = style.note(say("说明:", "note:"))
    let message = printable(withoutMiddle(place.message.text(in: language)))
    let source = file.source
    let isElsewhere = source.lines.line(at: place.range.start) != source.lines.line(at: diagnostic.range.start)
    return "  \(source.place(of: place.range, path: file.path)): \(label) \(message)\n"
      + (isElsewhere ? excerpt(file, [place.range], indent: "    ") : "")
  }

  private func offer(_ fix: Fix) -> String {
    "  \(style.note(Fix.label[language])) \(printable(withoutMiddle(fix.offer(in: language))))\n"
  }

  private func text(ofPlaceholders diagnostics: [Diagnostic], in file: FileReport) -> String {
    let ranges = diagnostics.map(\.range)
    let count = diagnostics.count
    let message = say("这一行有 \(count) 处没有填", "\(count) places on this line were never filled in")
    let byRule = Dictionary(grouping: diagnostics, by: \.ruleID).sorted { $0.key < $1.key }
    let rule = byRule.count == 1 ? byRule[0].key.name : String(byRule[0].key.category)
    let severity = diagnostics.map(\.severity).max() ?? .error
    return headline(file, ranges[0], severity, message, rule)
      + place(of: diagnostics[0], in: file)
      + excerpt(file, ranges, indent: "  ")
      + byRule.map { columns(of: $0.value, $0.key, in: file) }.joined()
  }

  private func columns(of diagnostics: [Diagnostic], _ rule: RuleID, in file: FileReport) -> String {
    let columns = diagnostics.map { String(file.source.lines.position(at: $0.range.start).column) }
    return say(
      "  \(printable(rule.name)): \(columns.count) 处，第 \(columns.joined(separator: "、")) 列\n",
      "  \(printable(rule.name)) × \(columns.count): columns \(columns.joined(separator: ", "))\n")
  }
}

/// An entry of a report for people: one finding, or the many placeholders of one line.
private enum ReportEntry {
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
