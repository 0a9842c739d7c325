import Diagnostics
import DraftText
import PatternMatching

/// A kind of document, with what it must have: 年度总结, 述职报告, 工作要点.
public struct Profile: Sendable, Identifiable {
  /// One part that a profile speaks of.
  public struct Requirement: Sendable {
    /// The part.
    public let part: Part.ID
    /// How severe its absence is; nil where the part may be absent.
    public let severity: Severity?
    /// How severe it is that the part has no heading of its own; nil where that is proper for the profile.
    public let severityIfImplied: Severity?
    /// Whether it may stand before or after any other part, as 工作目标 of a plan.
    public let isAnywhere: Bool

    package init(part: Part.ID, severity: Severity?, severityIfImplied: Severity?, isAnywhere: Bool = false) {
      self.part = part
      self.severity = severity
      self.severityIfImplied = severityIfImplied
      self.isAnywhere = isAnywhere
    }
  }

  /// How a draft is recognised as this profile; without any sign it is the fallback.
  package struct Recognition: Sendable {
    /// A title that matches, its lines written as one and without white space: its end says what the document is.
    package var title: Pattern?
    /// A title that matches does not name this profile, whatever `title` says.
    package var titleUnless: Pattern?
    /// Words of the lead-in that betray the profile of a draft without a telling title.
    package var leadIn: Pattern?
    /// How the draft addresses its listeners where nothing before tells.
    package var salutation: Pattern?
    /// Parts that must all have headings where neither title nor lead-in tells.
    package var parts: [Part.ID] = []

    package init() {}
  }

  /// What tells the profile of a draft, from the surest to the least sure.
  public enum Sign: String, Sendable {
    /// The user said so.
    case chosen
    /// The title names it.
    case title
    /// Words of the lead-in.
    case leadIn
    /// Whom it addresses.
    case salutation
    /// The parts that were found.
    case parts
    /// Nothing: it is the fallback.
    case none
  }

  /// The profile's name: `annual-summary`.
  public let id: String
  /// The name for users.
  public let name: LocalizedText
  /// Profiles are tried from the highest to the lowest.
  public let priority: Int
  /// Whether drafts are held against the rules of `layout/`, too.
  public let checksLayout: Bool
  package let recognition: Recognition
  /// The parts that the profile speaks of, in their order in the document.
  public let requirements: [Requirement]
  /// All parts that a requirement names.
  public let parts: [Part]

  package init(
    id: String, name: LocalizedText, priority: Int, recognition: Recognition = Recognition(),
    requirements: [Requirement] = [], parts: [Part] = [], checksLayout: Bool = false
  ) {
    self.id = id
    self.name = name
    self.priority = priority
    self.recognition = recognition
    self.requirements = requirements
    self.parts = parts
    self.checksLayout = checksLayout
  }

  /// Whether no sign tells this profile, so that drafts without any sign fall to it: `general`.
  public var isFallback: Bool {
    recognition.title == nil && recognition.leadIn == nil && recognition.salutation == nil && recognition.parts.isEmpty
  }

  /// The part called `id`, if the profile speaks of it.
  public func part(_ id: Part.ID) -> Part? { parts.first { $0.id == id } }
}

/// Finds out what kind of document a draft is: by its title, else by how it begins, whom it addresses, what parts it has.
struct ProfileRecognizer {
  /// So many paragraphs are the beginning of a draft, whether or not a heading stands among them: articles have a chapter,
  /// a heading and the article that says what for.
  private static let longestOpening = 4

  private let source: SourceText
  /// The lines of the title as one, without white space, and below it those of the subtitle.
  private let title: SourceText
  /// The lines that say where it comes from, and those with which it begins.
  private let opening: [TextRange]
  /// What may address somebody.
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

  /// The best of `profiles`, and what told it; nil only where there is none at all.
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
    // Most titles are none of this profile's: what would take one out again is looked for last.
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
  /// From the first line of `paragraphs` to the end of the last; nil where there is none.
  fileprivate func lines(of paragraphs: ArraySlice<Paragraph>) -> TextRange? {
    guard let first = paragraphs.first, let last = paragraphs.last else { return nil }
    return TextRange(line(of: first).start, last.range.end)
  }
}
