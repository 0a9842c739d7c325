import Diagnostics
import DraftText

/// The report for people: compiler-style lines with excerpts, related places, offered fixes and a summary.
struct TextReporter: Reporter {
  private let style: ReportStyle
  private let palette: Palette
  /// Whether the last written line is blank, or nothing was written yet.
  private var isAfterBlankLine = true

  init(_ style: ReportStyle) {
    self.style = style
    palette = Palette(isColored: style.isColored)
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let path = palette.path(printable(file.path))
    let converter = file.source.provenance.converter.map(converted(by:)) ?? ""
    let header = LocalizedText(
      zh: "\(path)（\(printable(file.profileName.zh))）", en: "\(path) (\(printable(file.profileName.en)))")[
        style.language]
    let changes = file.changes ?? []
    guard !file.diagnostics.isEmpty || !changes.isEmpty else {
      isAfterBlankLine = false
      return try write(header + verdict(on: file)[style.language] + converter)
    }
    try write((isAfterBlankLine ? "" : "\n") + header + "\n" + converter)
    for change in changes {
      try write(change.line(path: printable(file.path), in: style.language, colors: palette) + "\n")
    }
    for entry in ReportEntry.entries(of: file) { try write(text(of: entry, in: file) + "\n") }
    isAfterBlankLine = true
  }

  /// Returns the line that says which program has converted the file.
  private func converted(by converter: Converter) -> String {
    let text = LocalizedText(
      zh: "由 \(converter.rawValue) 转换后核对，位置以标题、表格和引文为准",
      en: "converted by \(converter.rawValue); find places by heading, table and quotation")
    return "  \(palette.note(text[style.language]))\n"
  }

  /// Returns the text on a file without findings.
  private func verdict(on file: FileReport) -> LocalizedText {
    guard file.failures.isEmpty else { return LocalizedText(zh: "没有查完\n", en: ": not all rules could be applied\n") }
    return file.known == nil
      ? LocalizedText(zh: "没有发现问题\n", en: ": nothing found\n") : LocalizedText(zh: "没有新问题\n", en: ": nothing new\n")
  }

  func report(_ error: ReportedError) -> String { "" }

  func finish(_ summary: Summary) -> String {
    (isAfterBlankLine ? "" : "\n") + summary.text(in: style.language) + "\n"
  }

  private func text(of entry: ReportEntry, in file: FileReport) -> String {
    switch entry {
    case .one(let diagnostic):
      headline(
        file, diagnostic.range, diagnostic.severity, diagnostic.message.text(in: style.language),
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
    let place = palette.path(location(file, range))
    let label = palette.severity("\(severity.label[style.language]):", severity)
    return "\(place): \(label) \(printable(withoutMiddle(message))) \(palette.rule("[\(printable(rule))]"))\n"
  }

  private func location(_ file: FileReport, _ range: TextRange) -> String {
    let position = file.source.lines.position(at: range.start)
    return "\(printable(file.path)):\(position.line):\(position.column)"
  }

  private func place(of diagnostic: Diagnostic, in file: FileReport) -> String {
    file.location(of: diagnostic).line(in: style.language, color: palette.note)
  }

  private func excerpt(_ file: FileReport, _ places: [TextRange], indent: String) -> String {
    file.source.excerptLines(at: places, indent: indent, width: style.width, color: palette.marks)
  }

  private func note(_ place: Diagnostic.RelatedPlace, on diagnostic: Diagnostic, in file: FileReport) -> String {
    let label = palette.note(LocalizedText(zh: "说明:", en: "note:")[style.language])
    let message = printable(withoutMiddle(place.message.text(in: style.language)))
    let lines = file.source.lines
    let isElsewhere = lines.line(at: place.range.start) != lines.line(at: diagnostic.range.start)
    return "  \(location(file, place.range)): \(label) \(message)\n"
      + (isElsewhere ? excerpt(file, [place.range], indent: "    ") : "")
  }

  private func offer(_ fix: Fix) -> String {
    "  \(palette.note(Fix.label[style.language])) \(printable(withoutMiddle(fix.offer(in: style.language))))\n"
  }

  private func text(ofPlaceholders diagnostics: [Diagnostic], in file: FileReport) -> String {
    let ranges = diagnostics.map(\.range)
    let count = diagnostics.count
    let message = LocalizedText(zh: "这一行有 \(count) 处没有填", en: "\(count) places on this line were never filled in")
    let byRule = Dictionary(grouping: diagnostics, by: \.ruleID).sorted { $0.key < $1.key }
    let rule = byRule.count == 1 ? byRule[0].key.name : String(byRule[0].key.category)
    let severity = diagnostics.map(\.severity).max() ?? .error
    return headline(file, ranges[0], severity, message[style.language], rule)
      + place(of: diagnostics[0], in: file)
      + excerpt(file, ranges, indent: "  ")
      + byRule.map { columns(of: $0.value, $0.key, in: file) }.joined()
  }

  private func columns(of diagnostics: [Diagnostic], _ rule: RuleID, in file: FileReport) -> String {
    let columns = diagnostics.map { String(file.source.lines.position(at: $0.range.start).column) }
    return LocalizedText(
      zh: "  \(printable(rule.name)): \(columns.count) 处，第 \(columns.joined(separator: "、")) 列\n",
      en: "  \(printable(rule.name)) × \(columns.count): columns \(columns.joined(separator: ", "))\n")[style.language]
  }
}

extension Severity {
  /// The name for users.
  package var label: LocalizedText {
    switch self {
    case .error: LocalizedText(zh: "错误", en: "error")
    case .warning: LocalizedText(zh: "警告", en: "warning")
    case .info: LocalizedText(zh: "提示", en: "info")
    }
  }
}
