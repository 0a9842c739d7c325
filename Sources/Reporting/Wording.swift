// How reports for people name severities, results, places, fixes and changes.

import Diagnostics
import DraftText
import Linting

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

extension FileReport {
  /// The result of the check in one line.
  package var verdict: LocalizedText {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    if errors > 0 {
      return LocalizedText(
        zh: "有 \(errors) 处错误，改好后再送签", en: "\(counted(errors, "error")) to be put right before it goes out")
    }
    if warnings > 0 {
      return LocalizedText(
        zh: "没有错误，有 \(warnings) 处请核对", en: "no errors, \(counted(warnings, "place")) to look at")
    }
    if !diagnostics.isEmpty {
      return LocalizedText(
        zh: "没有错误，有 \(diagnostics.count) 处提示", en: "no errors, \(counted(diagnostics.count, "remark"))")
    }
    return LocalizedText(zh: "没有发现问题", en: "nothing found")
  }
}

// MARK: - Places

extension SourceText {
  /// Returns a place as compilers do, with line and column: `draft.txt:3:5`.
  package func place(of range: TextRange, path: String) -> String {
    let position = lines.position(at: range.start)
    return "\(printable(path)):\(position.line):\(position.column)"
  }

  /// Returns the place of `range` in words: 第3行, or in a Word document 二、培训项目 › 表3第4行第2列.
  ///
  /// - Parameter locations: Finds places in a Word document; nil for a text.
  package func placeName(of range: TextRange, _ locations: LocationFinder?, in language: Language) -> String {
    let line = lines.line(at: range.start)
    guard let location = locations?.location(of: range) else {
      return LocalizedText(zh: "第\(line)行", en: "line \(line)")[language]
    }
    return location.path?[language] ?? LocalizedText(zh: "第\(line)段", en: "paragraph \(line)")[language]
  }

  /// Returns the line of `ranges`, with marks under them, for a terminal.
  ///
  /// - Parameters:
  ///   - width: The most columns, including those of `indent`.
  ///   - color: Colours the marks.
  package func excerptLines(
    at ranges: [TextRange], indent: String, width: Int, color: (String) -> String = { $0 }
  ) -> String {
    let excerpt = Excerpt(of: self, at: ranges, width: width - indent.utf8.count)
    return "\(indent)\(excerpt.text)\n\(indent)\(color(excerpt.marks))\n"
  }
}

extension Location {
  /// Returns the place in words: `二、培训项目 › 表3第4行第2列：“共X人”`; nil if nothing is known about it.
  package func description(in language: Language) -> String? {
    let quotation = quotation.map { LocalizedText(verbatim: "“\($0)”") }
    let parts = [path, quotation].compactMap { $0?[language] }
    return parts.isEmpty ? nil : parts.joined(separator: LocalizedText(zh: "：", en: ": ")[language])
  }
}

extension Location? {
  /// Returns the line with a place in a Word document, which shows no line numbers; empty for a text.
  ///
  /// - Parameter color: Colours the label.
  package func line(in language: Language, color: (String) -> String = { $0 }) -> String {
    guard let place = self?.description(in: language) else { return "" }
    let label = LocalizedText(zh: "位置:", en: "place:")[language]
    return "  \(color(label)) \(printable(place))\n"
  }
}

// MARK: - Fixes

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
}

extension AppliedChange {
  /// Returns the change on one line, for people: `a.txt:3:5: fixed: “管理,注重” → “管理，注重” [rule]`, or for deleted lines
  /// `a.txt:1:1: deleted: - 更多范文`.
  ///
  /// - Parameter path: The path of the draft.
  func line(path: String, _ style: ReportStyle) -> String {
    let label = deletesLines ? LocalizedText(zh: "已删:", en: "deleted:") : LocalizedText(zh: "已改:", en: "fixed:")
    let place = style.path("\(printable(path)):\(position.line):\(position.column)")
    return "\(place): \(style.note(label[style.language])) \(text) \(style.rule("[\(printable(ruleID.name))]"))"
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
