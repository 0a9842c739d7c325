import Diagnostics
import DraftText
import PatternMatching

/// A kind of document, with its required parts: 年度总结, 述职报告, 工作要点.
public struct Profile: Sendable, Identifiable {
  /// One part in a profile, with the severity of its absence.
  public struct Requirement: Sendable {
    /// The part.
    public let part: Part.ID
    /// The severity if the part is absent; nil if the part may be absent.
    public let severity: Severity?
    /// The severity if the part has no heading of its own; nil if the profile allows that.
    public let severityIfImplied: Severity?
    /// Whether it may stand before or after any other part, as 工作目标 in a plan.
    public let isAnywhere: Bool

    package init(part: Part.ID, severity: Severity?, severityIfImplied: Severity?, isAnywhere: Bool = false) {
      self.part = part
      self.severity = severity
      self.severityIfImplied = severityIfImplied
      self.isAnywhere = isAnywhere
    }
  }

  /// The signs by which a draft is recognized as this profile; a profile without signs is the fallback.
  package struct Recognition: Sendable {
    /// A title that matches, its lines joined without white space; the end of the title names the kind of document.
    package var title: Pattern?
    /// A title that matches does not name this profile, whatever `title` says.
    package var titleUnless: Pattern?
    /// Words of the lead-in that show the profile of a draft whose title does not.
    package var leadIn: Pattern?
    /// The form of address that shows the profile if title and lead-in do not.
    package var salutation: Pattern?
    /// Parts that must all have headings; they show the profile if title, lead-in and salutation do not.
    package var parts: [Part.ID] = []

    package init() {}
  }

  /// The sign by which a profile was recognized, from the surest to the least sure.
  public enum Sign: String, Sendable {
    /// The user chose the profile.
    case chosen
    /// The title names the profile.
    case title
    /// Words of the lead-in.
    case leadIn
    /// The form of address.
    case salutation
    /// The parts that were found.
    case parts
    /// No sign: the profile is the fallback.
    case none
  }

  /// The identifier of the profile: `annual-summary`.
  public let id: String
  /// The name for users.
  public let name: LocalizedText
  /// Profiles are tried from the highest to the lowest.
  public let priority: Int
  /// Whether drafts are also checked by the rules of `layout/`.
  public let checksLayout: Bool
  package let recognition: Recognition
  /// The parts in the profile, in their order in the document.
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

  /// Whether the profile has no signs, so that drafts without any sign get it: `general`.
  public var isFallback: Bool {
    recognition.title == nil && recognition.leadIn == nil && recognition.salutation == nil && recognition.parts.isEmpty
  }

  /// Returns the part called `id`; nil if it is not in the profile.
  public func part(_ id: Part.ID) -> Part? { parts.first { $0.id == id } }
}

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
