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
  func asSingleEdit(in source: SourceText) -> Edit? {
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
