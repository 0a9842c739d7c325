import DraftText
import PatternMatching

/// Recognizes the kind of document by the title, or else by the beginning, the form of address or the parts.
struct ProfileRecognizer {
  /// The number of paragraphs that count as the beginning of a draft, including headings: a text in articles begins
  /// with a chapter, a heading and the article that states its purpose.
  private static let longestOpening = 4

  private let source: SourceText
  /// The lines of the title joined without white space, and below them those of the subtitle.
  private let title: SourceText
  /// The lines that state the source, and the first lines of the text.
  private let opening: [TextRange]
  /// The lines that can be a form of address.
  private let salutation: TextRange?
  private let parts: PartFinder

  init(_ source: SourceText, division: Division, leadIn: [Paragraph], parts: PartFinder) {
    let front = division.front
    let beginning = division.text.prefix(max(Self.longestOpening, leadIn.count))
    self.source = source
    self.parts = parts
    let names = [front.name, front.subtitles].map { $0.map { source[$0.range] }.joined().filter { !$0.isWhitespace } }
    title = SourceText(names.joined(separator: "\n"))
    opening = front.bylines.map(source.line) + [source.lines(of: beginning)].compactMap(\.self)
    salutation = front.salutation.map(source.line) ?? source.lines(of: beginning.prefix(Self.longestOpening))
  }

  /// Returns the best of `profiles` and its sign; nil only if there are no profiles.
  func recognize(among profiles: [Profile]) throws(MatchError) -> (profile: Profile, sign: Profile.Sign)? {
    let profiles = profiles.sorted { ($1.priority, $0.id) < ($0.priority, $1.id) }
    for profile in profiles where try hasTitle(of: profile) { return (profile, .title) }
    for profile in profiles where try has(profile.recognition.leadIn, in: opening) { return (profile, .leadIn) }
    for profile in profiles where try has(profile.recognition.salutation, in: [salutation].compactMap(\.self)) {
      return (profile, .salutation)
    }
    for profile in profiles where try hasParts(of: profile) { return (profile, .parts) }
    return (profiles.first { $0.isFallback } ?? profiles.last).map { ($0, .none) }
  }

  private func hasTitle(of profile: Profile) throws(MatchError) -> Bool {
    guard let pattern = profile.recognition.title, title.utf8.count > 1 else { return false }
    // Most titles do not match the profile, so its exceptions are tested last.
    guard try pattern.firstMatch(in: title) != nil else { return false }
    return try profile.recognition.titleUnless?.firstMatch(in: title) == nil
  }

  private func has(_ pattern: Pattern?, in ranges: [TextRange]) throws(MatchError) -> Bool {
    for range in ranges where try pattern?.firstMatch(in: source, range: range) != nil { return true }
    return false
  }

  private func hasParts(of profile: Profile) throws(MatchError) -> Bool {
    guard !profile.recognition.parts.isEmpty else { return false }
    let headed = Set(try parts.find(for: profile).filter { $0.form == .headed }.map(\.id))
    return profile.recognition.parts.allSatisfy(headed.contains)
  }
}

extension SourceText {
  /// Returns the range from the first line of `paragraphs` to the end of the last; nil if there is none.
  fileprivate func lines(of paragraphs: ArraySlice<Paragraph>) -> TextRange? {
    guard let first = paragraphs.first, let last = paragraphs.last else { return nil }
    return TextRange(line(of: first).start, last.range.end)
  }
}
