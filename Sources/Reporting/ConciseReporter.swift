import Diagnostics
import DraftText
import Linting

/// One line for each finding, `path:line:column: severity: message [rule]`, after one line for each applied change.
///
/// The severity is the same word in every language, so that editors and scripts know it.
struct ConciseReporter: Reporter {
  let language: Language

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let path = printable(file.path)
    for change in file.changes ?? [] { try write(change.line(path: path, in: language) + "\n") }
    for diagnostic in file.diagnostics { try write(line(diagnostic, in: file, called: path) + "\n") }
  }

  func report(_ error: ReportedError) -> String { "" }

  func finish(_ summary: Summary) -> String { "" }

  /// Returns the line of one finding, without its line end.
  func line(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    line(diagnostic, in: file, called: printable(file.path))
  }

  private func line(_ diagnostic: Diagnostic, in file: FileReport, called path: String) -> String {
    let position = file.source.lines.position(at: diagnostic.range.start)
    let message = printable(file.message(of: diagnostic, in: language))
    let rule = printable(diagnostic.ruleID.name)
    return "\(path):\(position.line):\(position.column): \(diagnostic.severity.rawValue): \(message) [\(rule)]"
  }
}

extension AppliedChange {
  /// Returns the change on one line, for people: `a.txt:3:5: fixed: “管理,注重” → “管理，注重” [rule]`, or for deleted lines
  /// `a.txt:1:1: deleted: - 更多范文`.
  ///
  /// - Parameter path: The path, without control characters.
  func line(path: String, in language: Language, colors palette: Palette = Palette(isColored: false)) -> String {
    let label = deletesLines ? LocalizedText(zh: "已删:", en: "deleted:") : LocalizedText(zh: "已改:", en: "fixed:")
    let place = palette.path("\(path):\(position.line):\(position.column)")
    return "\(place): \(palette.note(label[language])) \(text) \(palette.rule("[\(printable(ruleID.name))]"))"
  }

  private var deletesLines: Bool {
    after.isEmpty && !before.isEmpty && context.before.isEmpty
      && (before.last?.isNewline ?? false || context.after.isEmpty)
  }

  private var text: String {
    if deletesLines {
      return before.split(whereSeparator: \.isNewline).map { "- " + Self.cut($0) }.joined(separator: " ")
    }
    let (old, new) = (Self.cut(before[...]), Self.cut(after[...]))
    let (left, right) = (printable(context.before), printable(context.after))
    return "“\(left)\(old)\(right)” → “\(left)\(new)\(right)”"
  }

  /// The most characters that are shown of a text; more do not help to see what was changed.
  private static let longest = 60

  private static func cut(_ text: Substring) -> String {
    let line = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "␊")
    return printable(line.count > longest ? "\(line.prefix(longest - 20))…\(line.suffix(19))" : line)
  }
}

extension Fix {
  /// The label before an offered fix.
  static let label = LocalizedText(zh: "可改:", en: "fix:")

  /// Returns what the fix does, with a caution if a person has to check it first.
  package func offer(in language: Language) -> String {
    let caution =
      switch applicability {
      case .safe: LocalizedText(verbatim: "")
      case .unsafe, .displayOnly: LocalizedText(zh: "（请核对后再改）", en: " (check before applying)")
      }
    return title.text(in: language) + caution[language]
  }

  /// Returns all edits merged into one, for formats in which a fix is a single edit; nil if there are none.
  func mergedEdit(in source: SourceText) -> Edit? {
    guard let first = edits.first, let last = edits.last else { return nil }
    var text = ""
    var offset = first.range.start
    for edit in edits {
      text += source[TextRange(offset, edit.range.start)] + edit.replacement
      offset = edit.range.end
    }
    return Edit(TextRange(first.range.start, last.range.end), text)
  }
}

/// Lists the first findings of a run with another reporter, and counts the rest. The summary still counts all findings, and all
/// changes are listed.
struct ShortenedReporter: Reporter {
  private var reporter: any Reporter
  /// How many more findings can be listed.
  private var left: Int
  /// How many findings were not listed.
  private var unlisted = 0
  private let language: Language

  /// - Parameter most: The most findings that are listed in the whole run.
  init(_ reporter: any Reporter, listing most: Int, _ language: Language) {
    self.reporter = reporter
    self.language = language
    left = most
  }

  mutating func begin() -> String { reporter.begin() }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let listed = min(left, file.diagnostics.count)
    left -= listed
    unlisted += file.diagnostics.count - listed
    // A file whose findings are not listed must not be reported like a file without findings.
    guard listed > 0 || file.diagnostics.isEmpty || file.changes?.isEmpty == false else { return }
    try reporter.report(listed < file.diagnostics.count ? file.listing(listed) : file, to: write)
  }

  mutating func report(_ error: ReportedError) -> String { reporter.report(error) }

  mutating func finish(_ summary: Summary) -> String {
    guard unlisted > 0 else { return reporter.finish(summary) }
    let rest = LocalizedText(zh: "还有 \(unlisted) 处未列出", en: "\(unlisted) more not listed")
    return rest[language] + "\n" + reporter.finish(summary)
  }
}
