import Diagnostics
import DraftText
import PatternMatching

/// A part of a document that a profile requires: work, problems, plan.
///
/// A pattern with a group `year` matches only if that year is later than the year of the draft.
public struct Part: Sendable, Identifiable {
  /// The name of a part in rule files.
  public struct ID: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let name: String
    /// Takes `name` as it is.
    public init(_ name: String) { self.name = name }
    /// The name itself.
    public var description: String { name }
  }

  /// The place where a part is looked for, besides headings.
  public enum Place: String, Sendable, Codable, CaseIterable {
    /// The title.
    case title
    /// The form of address, or the recipient.
    case salutation
    /// The paragraphs between the title or the salutation and the first heading.
    case leadIn = "lead-in"
    /// The sections.
    case sections
    /// The end of the document: closing words, signature, date.
    case end
    /// The signature, or a line that shows it.
    case signature
    /// The date below or above the text, or a line that shows it.
    case date
  }

  /// The name in rule files.
  public let id: ID
  /// The name for users.
  public let name: LocalizedText
  /// The place where the part is looked for.
  public let place: Place
  /// A heading that matches names this part.
  public let heading: Pattern?
  /// A heading that matches does not name this part, whatever `heading` says.
  public let headingUnless: Pattern?
  /// A paragraph that matches holds this part if no heading names it.
  public let evidence: Pattern?
  /// Words of a title that promise this part.
  public let promise: Pattern?
  /// Whether a level-1 heading that names no part counts as this part.
  public let takesOtherHeadings: Bool

  package init(
    id: ID, name: LocalizedText, place: Place, heading: Pattern? = nil, headingUnless: Pattern? = nil,
    evidence: Pattern? = nil, promise: Pattern? = nil, takesOtherHeadings: Bool = false
  ) {
    self.id = id
    self.name = name
    self.place = place
    self.heading = heading
    self.headingUnless = headingUnless
    self.evidence = evidence
    self.promise = promise
    self.takesOtherHeadings = takesOtherHeadings
  }
}

/// A part that was found in a draft.
public struct FoundPart: Hashable, Sendable {
  /// How clearly the part is there.
  public enum Form: Hashable, Sendable {
    /// A heading names it, or it is the title, salutation or lead-in itself.
    case headed
    /// Only the text mentions it.
    case implied
  }

  /// The part.
  public let id: Part.ID
  /// How it was found.
  public let form: Form
  /// The range of the heading, or of the words that mention the part.
  public let range: TextRange
}
