import DraftText
import PatternMatching

/// What stands before the text proper: title, salutation, and often a date.
struct FrontMatter {
  /// A line of the title is no longer than this, in code points.
  private static let longestTitleLine = 60
  /// A title has no more lines than this.
  private static let mostTitleLines = 4

  private(set) var title: [Paragraph] = []
  private(set) var salutation: Paragraph?
  private(set) var date: Paragraph?
  /// The index of the first paragraph after it.
  private(set) var end = 0

  init(source: SourceText, grammar: OutlineGrammar, paragraphs: [Paragraph]) throws(MatchError) {
    let candidates = paragraphs.prefix(Self.mostTitleLines)
      .prefix { Self.mayBeTitle($0, in: source) }
    var count = 0
    for (index, line) in candidates.enumerated() {
      if try Self.isHeading(line, source, grammar) { break }
      if try grammar.salutation.firstMatch(in: source, range: source.line(of: line)) != nil { break }
      let namesKind = try grammar.title.firstMatch(in: source, range: line.range) != nil
      if index == 0 || namesKind { count = index + 1 }
    }
    title = Array(paragraphs.prefix(count))
    end = count
    try takeSubtitles(source, grammar, paragraphs)
    if end < paragraphs.count,
      try grammar.salutation.firstMatch(in: source, range: source.line(of: paragraphs[end])) != nil
    {
      salutation = paragraphs[end]
      end += 1
    }
  }

  /// Takes the lines under the title that belong to it: a subtitle, who speaks, a date.
  private mutating func takeSubtitles(
    _ source: SourceText, _ grammar: OutlineGrammar, _ paragraphs: [Paragraph]
  ) throws(MatchError) {
    while !title.isEmpty, end < paragraphs.count, title.count < Self.mostTitleLines {
      let line = paragraphs[end]
      if try Self.isHeading(line, source, grammar) { return }
      if try grammar.date.firstMatch(in: source, range: source.line(of: line)) != nil {
        date = line
      } else if !Self.isSubtitle(source[line.range]) {
        guard try isByline(at: end, source, grammar, paragraphs) else { return }
      }
      title.append(line)
      end += 1
    }
  }

  /// Whether a short line without marks stands between the title and the salutation, alone or with others.
  private func isByline(
    at index: Int, _ source: SourceText, _ grammar: OutlineGrammar, _ paragraphs: [Paragraph]
  ) throws(MatchError) -> Bool {
    for line in paragraphs[index...].prefix(Self.mostTitleLines) {
      if try grammar.salutation.firstMatch(in: source, range: source.line(of: line)) != nil {
        return line != paragraphs[index]
      }
      guard Self.mayBeTitle(line, in: source), try !Self.isHeading(line, source, grammar) else { return false }
    }
    return false
  }

  private static func isSubtitle(_ text: String) -> Bool {
    let isShort = text.unicodeScalars.count <= 40
    return isShort && (text.hasPrefix("——") || text.hasPrefix("--") || text.hasPrefix("（") && text.hasSuffix("）"))
  }

  static func mayBeTitle(_ line: Paragraph, in source: SourceText) -> Bool {
    guard source.lines.scalarCount(in: line.range) <= longestTitleLine else { return false }
    let text = source[line.range]
    return !text.contains { "。；！？".contains($0) } && !"，、：:,".contains(text.last ?? "，")
  }

  private static func isHeading(
    _ line: Paragraph, _ source: SourceText, _ grammar: OutlineGrammar
  ) throws(MatchError) -> Bool {
    for level in grammar.levels where level.numerals != .none {
      if try level.pattern.firstMatch(in: source, range: source.line(of: line)) != nil { return true }
    }
    return false
  }
}
