import Diagnostics
import DraftText

extension Fix {
  /// What stands before an offer.
  static let label = LocalizedText(zh: "可改:", en: "fix:")

  /// What the fix does, with a caution where a person has to look first.
  func offer(in language: Language) -> String {
    let caution =
      switch applicability {
      case .safe: LocalizedText(verbatim: "")
      case .unsafe, .displayOnly: LocalizedText(zh: "（请核对后再改）", en: " (check before applying)")
      }
    return title.text(in: language) + caution[language]
  }

  /// The edits as one, for formats that have no edits that belong together; nil where there are none.
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
