import Diagnostics
import DraftText
import Linting

extension AppliedChange {
  /// The change on one line, for people: `a.txt:3:5: fixed: “管理,注重” → “管理，注重” [rule]`, and of lines that were deleted
  /// `a.txt:1:1: deleted: - 更多范文`.
  ///
  /// - Parameter path: The path as it can be shown.
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

  /// More characters than this are no help in telling what was changed.
  private static let longest = 60

  private static func cut(_ text: Substring) -> String {
    let line = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "␊")
    return printable(line.count > longest ? "\(line.prefix(longest - 20))…\(line.suffix(19))" : line)
  }
}
