import DraftText
import PatternMatching

/// The title, the salutation and the lines around them before the main text.
struct FrontMatter {
  /// The most lines of a title: three in the longest of 300 official texts, and one for the speaker or the date.
  private static let mostTitleLines = 4
  /// The most lines that state the source of the text before it begins: a web page had seven.
  private static let mostBylines = 8
  /// The longest line, in code points, that continues a title written from top to bottom: 策／划／书.
  private static let longestStroke = 2

  /// The lines that name the document, with the lines under them that state the speaker and the date.
  private(set) var title: [Paragraph] = []
  /// The lines of the title that say what the document is.
  private(set) var name: [Paragraph] = []
  /// The lines under the name, in brackets or behind a dash.
  private(set) var subtitles: [Paragraph] = []
  /// Document number, source and similar lines before and after the title; they are not part of it.
  private(set) var bylines: [Paragraph] = []
  private(set) var salutation: Paragraph?
  private(set) var date: Paragraph?
  /// The index of the first paragraph after the front matter.
  private(set) var end = 0

  init(_ context: OutlineContext, _ paragraphs: [Paragraph]) throws(MatchError) {
    let lines = HeadLines(context, paragraphs)
    while try takeByline(lines) {}
    if end == paragraphs.count { (bylines, end) = ([], 0) }
    try takeName(lines)
    try takeSubtitles(lines)
    if end < paragraphs.count, try lines.isSalutation(end) {
      salutation = paragraphs[end]
      end += 1
    }
  }

  /// Takes the next line if it states the source of the text.
  private mutating func takeByline(_ lines: HeadLines) throws(MatchError) -> Bool {
    guard bylines.count < Self.mostBylines, end < lines.paragraphs.count, try lines.matches(.byline, end) else {
      return false
    }
    bylines.append(lines.paragraphs[end])
    end += 1
    return true
  }

  private mutating func takeName(_ lines: HeadLines) throws(MatchError) {
    let start = end
    for index in lines.paragraphs.indices[start...].prefix(Self.mostTitleLines) {
      guard try lines.canBeTitle(index), try !lines.isHeading(index), try !lines.matches(.byline, index) else { break }
      let namesKind = try lines.matches(.title, index)
      if !namesKind, try lines.isSalutation(index) { break }
      if index > start, lines.isSubtitle(index) { break }
      let isStroke = index == end && lines.length(index) <= Self.longestStroke
      if index == start || namesKind || isStroke { end = index + 1 }
    }
    name = Array(lines.paragraphs[start..<end])
    title = name
  }

  /// Takes the lines under the title that belong to it: a subtitle, the speaker, a date, a document number.
  private mutating func takeSubtitles(_ lines: HeadLines) throws(MatchError) {
    while !title.isEmpty, end < lines.paragraphs.count, title.count < Self.mostTitleLines {
      let line = lines.paragraphs[end]
      if try lines.isHeading(end) { return }
      if try lines.matches(.date, end) {
        date = line
      } else if lines.isSubtitle(end) {
        subtitles.append(line)
      } else if try takeByline(lines) {
        continue
      } else {
        guard try lines.isSpeaker(end, atMost: Self.mostTitleLines) else { return }
      }
      title.append(line)
      end += 1
    }
  }
}

/// Tests single lines at the head of a draft against the grammar, by their index.
private final class HeadLines {
  /// The longest subtitle, in code points: that of a report to a congress, with date and session, has 32.
  private static let longestSubtitle = 40

  let context: OutlineContext
  let paragraphs: [Paragraph]
  /// The results so far: a line is tested more than once, and each time against all levels of the grammar.
  private var headings: [Int: Bool] = [:]

  init(_ context: OutlineContext, _ paragraphs: [Paragraph]) {
    self.context = context
    self.paragraphs = paragraphs
  }

  func matches(_ name: OutlinePattern, _ index: Int) throws(MatchError) -> Bool {
    try context.matches(name, paragraphs[index])
  }

  func length(_ index: Int) -> Int { context.source.length(of: paragraphs[index]) }

  func canBeTitle(_ index: Int) throws(MatchError) -> Bool { try context.canBeTitle(paragraphs[index]) }

  func isSalutation(_ index: Int) throws(MatchError) -> Bool {
    guard try matches(.salutation, index), try !isHeading(index) else { return false }
    // `## 主要工作：` is not a salutation.
    return context.source.utf8[paragraphs[index].range.start] != UInt8(ascii: "#")
  }

  func isHeading(_ index: Int) throws(MatchError) -> Bool {
    if let known = headings[index] { return known }
    var isHeading = false
    for level in context.grammar.levels where level.numerals != .none && !isHeading {
      isHeading = try level.pattern.matches(paragraphs[index], in: context.source)
    }
    headings[index] = isHeading
    return isHeading
  }

  func isSubtitle(_ index: Int) -> Bool {
    guard length(index) <= Self.longestSubtitle else { return false }
    let text = context.source[paragraphs[index].range]
    return (text.hasPrefix("—") || text.hasPrefix("--")) && text.contains { !$0.isPunctuation }
      || text.hasPrefix("（") && text.hasSuffix("）")
  }

  /// Whether the line at `index` is a short line without marks between title and salutation, alone or with others.
  func isSpeaker(_ index: Int, atMost count: Int) throws(MatchError) -> Bool {
    for line in paragraphs.indices[index...].prefix(count) {
      if try isSalutation(line) { return line != index }
      guard try canBeTitle(line), try !isHeading(line) else { return false }
    }
    return false
  }
}
