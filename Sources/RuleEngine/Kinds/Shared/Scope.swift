import DraftOutline
import DraftText
import RuleFiles

/// The part of a document that a rule checks: the word after `scope:` in a rule file.
enum Scope: Hashable, Sendable {
  /// Everything but lines of residue.
  case text
  /// The text without forms for others to fill in.
  case outsideForms
  /// The lines of the title.
  case title
  /// The headings on their own line or run-in, without items of lists.
  case headings
  /// The text other than title and headings.
  case body
  /// The paragraphs between the title or the salutation and the first heading.
  case leadIn
  /// From the title to the first heading.
  case opening
  /// The closing words after the last section.
  case closing
  /// The residue.
  case residue
  /// The sections, headings included, whose headings name a part.
  case part(Part.ID)

  private static let byWord: KeyValuePairs<String, Scope> = [
    "text": .text, "outside-forms": .outsideForms, "title": .title, "headings": .headings, "body": .body,
    "lead-in": .leadIn, "opening": .opening, "closing": .closing, "residue": .residue,
  ]

  /// The words for scopes; `part:` is followed by the name of a part.
  static let words = byWord.map(\.key) + ["part:"]

  /// Makes the scope for `word`; nil if there is none.
  init?(_ word: String) {
    if let known = Self.byWord.first(where: { $0.key == word })?.value {
      self = known
    } else {
      guard word.hasPrefix("part:"), word.utf8.count > 5 else { return nil }
      self = .part(Part.ID(String(word.dropFirst(5))))
    }
  }
}

extension Scope: Decodable {
  init(from decoder: any Decoder) throws {
    let node = try decoder.node
    let word = try node.text()
    guard let scope = Scope(word) else {
      throw NodeError(unknownName(word, of: .word, known: Self.words), at: node.position)
    }
    self = scope
  }
}

extension Scope {
  /// Returns the ranges of the scope in `document`, in the order of the text, without overlap.
  ///
  /// Ranges are as large as possible, so that a pattern runs over few of them. A range that begins at the first
  /// character of a line includes the indent of the line: `^\h*` works in every scope.
  func ranges(in document: Document) -> [TextRange] {
    switch self {
    case .text: return document.withoutResidueLines([document.source.range])
    case .outsideForms: return document.withoutResidueLines([document.source.range].subtracting(document.forms.ranges))
    case .title: return document.withIndents(document.title.map(\.range))
    case .headings: return document.withIndents(document.headingRanges)
    case .body:
      let named = document.withIndents(document.title.map(\.range) + document.headingRanges)
      return document.withoutResidueLines([document.source.range].subtracting(named.sorted()))
    case .leadIn: return document.withIndents(document.leadIn.map(\.range))
    case .opening: return document.withoutResidueLines(document.withIndents(document.opening.map { [$0] } ?? []))
    case .closing: return document.withIndents(document.closing.map(\.range))
    case .residue: return document.residue.map(\.range)
    case .part(let id):
      return document.withoutResidueLines(DisjointRanges(document.withIndents(document.ranges(of: id))).ranges)
    }
  }
}

extension Document {
  /// The headings with text after the ordinal.
  fileprivate var headingRanges: [TextRange] {
    headings.lazy.map(\.heading).filter { !$0.text.isEmpty }.map(\.range)
  }

  /// The range from the title, or the first paragraph, to the first heading.
  fileprivate var opening: TextRange? {
    guard let start = (title + paragraphs.prefix(1)).first?.range.start else { return nil }
    let end = sections.first?.heading.range.start ?? leadIn.last?.range.end ?? salutation?.range.end
    return TextRange(start, max(start, end ?? title.last?.range.end ?? start))
  }

  /// Returns the sections of a part; for a part that is not a section, the place where it was found.
  fileprivate func ranges(of part: Part.ID) -> [TextRange] {
    let found = parts.filter { $0.id == part && $0.form == .headed }.map(\.range)
    guard !found.isEmpty else { return [] }
    let sections = allSections
    return found.map { range in sections.first { $0.heading.range.overlaps(range) }?.range ?? range }
  }

  fileprivate func withoutResidueLines(_ ranges: [TextRange]) -> [TextRange] {
    ranges.subtracting(residue.filter(\.coversLines).map(\.range))
  }

  /// Returns the ranges, each from the beginning of its line if only white space is before it.
  fileprivate func withIndents(_ ranges: [TextRange]) -> [TextRange] {
    ranges.map { range in
      let indent = source.tail(of: TextRange(0, range.start)) { $0.isBlankOrInvisible && !$0.isLineEnd }
      let beginsLine = source.scalar(before: indent.start)?.isLineEnd ?? true
      return beginsLine ? TextRange(indent.start, range.end) : range
    }
  }
}
