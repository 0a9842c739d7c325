import DraftText
import Linting
import RuleFiles
import SystemPackage

/// An edit that adds a word under `accept:` of a configuration. It only inserts text, so comments and all other text
/// stay.
struct AcceptedWordEdit {
  /// The text of the configuration; empty where there is none yet.
  let source: SourceText
  /// The inserted text and its offset in UTF-8 bytes.
  let edit: (offset: Int, text: String)

  /// Finds the place for `word` in `text`.
  ///
  /// Nil where the file is broken, or where the edit would change any other setting.
  init?(_ word: String, in text: String, at path: FilePath) {
    let source = SourceText(text)
    guard let file = try? YAMLFile(path: path.string, bytes: source.utf8, mayBeEmpty: true),
      let old = try? Configuration(path, shown: path.string, bytes: source.utf8)
    else { return nil }
    guard let edit = Self.edit(word.yamlQuoted, source, file.root) else { return nil }
    (self.source, self.edit) = (source, edit)
    let bytes = source.replacing([Edit(TextRange(edit.offset, edit.offset), edit.text)]).utf8
    // The result is parsed again, to make sure that libyaml reads it as intended.
    guard let new = try? Configuration(path, shown: path.string, bytes: bytes),
      new.settings.accepted.map(\.value).sorted() == (old.settings.accepted.map(\.value) + [word]).sorted(),
      new.overrides.count == old.overrides.count, new.settings.names.count == old.settings.names.count
    else { return nil }
  }

  private static func edit(_ word: String, _ source: SourceText, _ root: DataNode) -> (offset: Int, text: String)? {
    let counted = CountedText(source: source, encoding: .utf8)
    let lineEnd = source.lineEnd
    guard let list = root.value(of: "accept") else {
      // The key is added at the end, with the margin of the other keys.
      let margin = String(repeating: " ", count: (root.entries?.first?.keyPosition.column ?? 1) - 1)
      let isOpen = source.utf8.last.map { $0 != 0x0A && $0 != 0x0D } ?? false
      return (source.utf8.count, (isOpen ? lineEnd : "") + "\(margin)accept:\(lineEnd)\(margin)  - \(word)\(lineEnd)")
    }
    guard case .sequence(let words) = list.content else { return nil }
    let place = counted.offset(of: list.position)
    if place < source.utf8.count, source.utf8[place] == UInt8(ascii: "[") {
      return (place + 1, words.isEmpty ? word : "\(word), ")
    }
    let line = source.lines.range(ofLine: list.position.line)
    let margin = source[TextRange(line.start, place)]
    return (line.start, "\(margin)- \(word)\(lineEnd)")
  }
}
