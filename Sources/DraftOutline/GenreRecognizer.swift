import DraftText
import PatternMatching

/// Finds out what kind of document a draft is: by its title, else by its lead-in, else by the parts it has.
struct GenreRecognizer {
  let source: SourceText
  let title: [Paragraph]
  let leadIn: [Paragraph]
  let parts: PartFinder

  /// The best of `genres`, and what told it; nil only where there is none at all.
  func recognize(among genres: [Genre]) throws(MatchError) -> (genre: Genre, sign: Genre.Sign)? {
    let byPriority = genres.sorted { ($1.priority, $0.id) < ($0.priority, $1.id) }
    for genre in byPriority where try hasTitle(of: genre) { return (genre, .title) }
    for genre in byPriority where try hasLeadIn(of: genre) { return (genre, .leadIn) }
    for genre in byPriority where try hasParts(of: genre) { return (genre, .parts) }
    return (byPriority.first { $0.isFallback } ?? byPriority.last).map { ($0, .none) }
  }

  private func hasTitle(of genre: Genre) throws(MatchError) -> Bool {
    guard let pattern = genre.recognition.title, let first = title.first, let last = title.last else { return false }
    let range = TextRange(first.range.start, last.range.end)
    if let unless = genre.recognition.titleUnless, try unless.firstMatch(in: source, range: range) != nil {
      return false
    }
    return try pattern.firstMatch(in: source, range: range) != nil
  }

  private func hasLeadIn(of genre: Genre) throws(MatchError) -> Bool {
    guard let pattern = genre.recognition.leadIn else { return false }
    for paragraph in leadIn where try pattern.firstMatch(in: source, range: source.line(of: paragraph)) != nil {
      return true
    }
    return false
  }

  private func hasParts(of genre: Genre) throws(MatchError) -> Bool {
    let wanted = genre.recognition.parts
    guard !wanted.isEmpty else { return false }
    let headed = Set(try parts.find(for: genre).filter { $0.form == .headed }.map(\.id))
    return wanted.allSatisfy(headed.contains)
  }
}
