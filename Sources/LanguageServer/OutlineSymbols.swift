import Diagnostics
import DraftOutline
import DraftText
import Reporting

/// The outline of a draft as an editor shows it: the title, the sections with their ordinals, and the annexes.
struct OutlineSymbols {
  /// The kinds of symbols, with their numbers in the protocol.
  private enum Kind: Int {
    case file = 1
    case text = 15
    case item = 22
  }

  /// A named place with the places inside it.
  private struct Symbol {
    let name: String
    let kind: Kind
    let range, nameRange: TextRange
    var detail: String?
    var children: [Symbol] = []
  }

  /// The most characters of a heading; the rest is cut.
  private static let longestName = 60

  let document: Document
  let text: CountedText
  let language: Language

  /// The outline as a tree.
  var tree: JSON { .array(symbols.map(json)) }

  /// The outline as a list, for clients that do not support trees.
  func list(uri: String) -> JSON { .array(symbols.flatMap { list($0, in: nil, uri) }) }

  private var symbols: [Symbol] {
    let title = document.title.first.map { first in
      let range = TextRange(first.range.start, document.title.last?.range.end ?? first.range.end)
      return symbol(of: first.range, .file, reaching: range)
    }
    let annexes = document.annexes.map { annex in
      let end = annex.sections.last?.range.end ?? annex.leadIn.last?.range.end ?? annex.title.range.end
      return symbol(
        of: annex.title.range, .file, reaching: TextRange(annex.title.range.start, end), annex.sections.map(symbol))
    }
    return [title].compactMap(\.self) + document.sections.map(symbol) + annexes
  }

  private func symbol(of section: Section) -> Symbol {
    var symbol = symbol(
      of: section.heading.range, section.heading.isHeading ? .text : .item, reaching: section.range,
      section.subsections.map(self.symbol))
    let part = document.parts.first { $0.form == .headed && section.heading.range.contains($0.range) }
    symbol.detail = part.flatMap { document.profile.part($0.id)?.name[language] }
    return symbol
  }

  private func symbol(
    of name: TextRange, _ kind: Kind, reaching range: TextRange, _ children: [Symbol] = []
  ) -> Symbol {
    // The marks of Markdown are no part of a name.
    let isMarked = document.source.format.features.hasMarkdownMarks
    let words = printable(String(document.source[name].drop { isMarked && ($0 == "#" || $0 == " ") }))
    return Symbol(
      name: words.count > Self.longestName ? words.prefix(Self.longestName - 1) + "…" : words, kind: kind,
      range: document.reflowed.original(of: range), nameRange: document.reflowed.original(of: name), children: children)
  }

  private func json(_ symbol: Symbol) -> JSON {
    [
      "name": .string(symbol.name), "kind": .number(symbol.kind.rawValue), "range": text.json(symbol.range),
      "selectionRange": text.json(symbol.nameRange), "detail": symbol.detail.map(JSON.string),
      "children": .array(symbol.children.map(json)),
    ]
  }

  private func list(_ symbol: Symbol, in container: String?, _ uri: String) -> [JSON] {
    let own: JSON = [
      "name": .string(symbol.name), "kind": .number(symbol.kind.rawValue), "containerName": container.map(JSON.string),
      "location": ["uri": .string(uri), "range": text.json(symbol.range)],
    ]
    return [own] + symbol.children.flatMap { list($0, in: symbol.name, uri) }
  }
}
