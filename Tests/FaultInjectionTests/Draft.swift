import DraftOutline
import DraftText
import Foundation
import Linting
import TestSupport

/// A clean draft of Fixtures, into which faults are planted.
///
/// Its outline is the expected one: people have reviewed the outlines of the fixtures, and `FixtureTests` compares the
/// program's outlines with them.
struct Draft: Sendable {
  /// The name of its folder.
  let name: String
  let document: Document

  var source: SourceText { document.source }

  /// The clean drafts, by name.
  static func all() throws -> [Draft] {
    let names = try FileManager.default.contentsOfDirectory(atPath: Checkout.fixtures.path)
    return try names.filter { $0.hasSuffix("-clean") }.sorted().map { name in
      try Draft(folder: Checkout.fixtures.appending(path: name))
    }
  }

  init(folder: URL) throws {
    name = folder.lastPathComponent
    let markdown = folder.appending(path: "draft.md")
    let isMarkdown = FileManager.default.fileExists(atPath: markdown.path)
    let bytes = try Data(contentsOf: isMarkdown ? markdown : folder.appending(path: "draft.txt"))
    let source = try SourceText(decoding: Array(bytes), format: isMarkdown ? .markdown : .plainText)
    document = try Linter.shipped().document(source)
  }

  /// The number of characters that are not white space.
  var length: Int { source[source.range].count { !$0.isWhitespace } }

  /// The start of the line that holds `offset`.
  func lineStart(_ offset: Int) -> Int { source.lines.range(ofLine: source.lines.line(at: offset)).start }

  /// The start of the line after that of `offset`; the end of the text if there is none.
  func nextLineStart(_ offset: Int) -> Int {
    let line = source.lines.line(at: offset)
    return line < source.lines.count ? source.lines.range(ofLine: line + 1).start : source.utf8.count
  }

  /// The lines of the section at `index` of `sections`: to the next one, or to its end.
  func lines(of index: Int, in sections: [Section]) -> TextRange {
    let isLast = index == sections.count - 1
    let end = isLast ? nextLineStart(sections[index].range.end) : lineStart(sections[index + 1].range.start)
    return TextRange(lineStart(sections[index].range.start), end)
  }

  /// Returns an edit that adds `step` to `ordinal`; nil if the new number cannot be written in this form.
  func shift(_ ordinal: Ordinal, by step: Int) -> Edit? {
    Numerals.text(ordinal.value + step, like: source[ordinal.numeral]).map { Edit(ordinal.numeral, $0) }
  }
}
