import DraftText
import PatternMatching

/// Finds out what kind of document a draft is: by its title, else by how it begins, whom it addresses, what parts it has.
struct GenreRecognizer {
  /// So many paragraphs are the beginning of a draft, whether or not a heading stands among them: articles have a chapter,
  /// a heading and the article that says what for.
  private static let longestOpening = 4

  private let source: SourceText
  /// The lines of the title as one, without white space, and below it those of the subtitle.
  private let title: SourceText
  /// The lines that say where it comes from, and those with which it begins.
  private let opening: [TextRange]
  /// What may address somebody.
  private let salutations: [TextRange]
  private let parts: PartFinder

  init(source: SourceText, division: Division, leadIn: [Paragraph], parts: PartFinder) {
    let front = division.front
    let beginning = division.text.prefix(max(Self.longestOpening, leadIn.count))
    self.source = source
    title = SourceText(
      [front.name, front.subtitles].map { $0.map { source[$0.range] }.joined().filter { !$0.isWhitespace } }
        .joined(separator: "\n"))
    opening = (front.bylines.map { [$0] } + [Array(beginning)]).compactMap(source.lines(of:))
    salutations = [front.salutation.map { [$0] } ?? Array(beginning.prefix(Self.longestOpening))]
      .compactMap(source.lines(of:))
    self.parts = parts
  }

  /// The best of `genres`, and what told it; nil only where there is none at all.
  func recognize(among genres: [Genre]) throws(MatchError) -> (genre: Genre, sign: Genre.Sign)? {
    let byPriority = genres.sorted { ($1.priority, $0.id) < ($0.priority, $1.id) }
    for genre in byPriority where try hasTitle(of: genre) { return (genre, .title) }
    for genre in byPriority where try has(genre.recognition.leadIn, in: opening) { return (genre, .leadIn) }
    for genre in byPriority where try has(genre.recognition.salutation, in: salutations) {
      return (genre, .salutation)
    }
    for genre in byPriority where try hasParts(of: genre) { return (genre, .parts) }
    return (byPriority.first { $0.isFallback } ?? byPriority.last).map { ($0, .none) }
  }

  private func hasTitle(of genre: Genre) throws(MatchError) -> Bool {
    guard let pattern = genre.recognition.title, title.utf8.count > 1 else { return false }
    if let unless = genre.recognition.titleUnless, try unless.firstMatch(in: title) != nil { return false }
    return try pattern.firstMatch(in: title) != nil
  }

  private func has(_ pattern: Pattern?, in ranges: [TextRange]) throws(MatchError) -> Bool {
    guard let pattern else { return false }
    for range in ranges where try pattern.firstMatch(in: source, range: range) != nil { return true }
    return false
  }

  private func hasParts(of genre: Genre) throws(MatchError) -> Bool {
    let wanted = genre.recognition.parts
    guard !wanted.isEmpty else { return false }
    let headed = Set(try parts.find(for: genre).filter { $0.form == .headed }.map(\.id))
    return wanted.allSatisfy(headed.contains)
  }
}

extension SourceText {
  /// From the first line of `paragraphs` to the end of the last; nil where there is none.
  fileprivate func lines(of paragraphs: [Paragraph]) -> TextRange? {
    guard let first = paragraphs.first, let last = paragraphs.last else { return nil }
    return TextRange(line(of: first).start, last.range.end)
  }
}
