import Diagnostics
import PatternMatching

/// A kind of document, with what it must have: 年度总结, 述职报告, 工作要点.
public struct Genre: Sendable, Identifiable {
  /// One part that a genre speaks of.
  public struct Requirement: Sendable {
    /// The part.
    public let part: Part.ID
    /// How severe its absence is; nil where the part may be absent.
    public let severity: Severity?
    /// How severe it is that the part has no heading of its own; nil where that is proper for the genre.
    public let severityIfImplied: Severity?
    /// Whether it may stand before or after any other part, as 工作目标 of a plan.
    public let isAnywhere: Bool

    /// Makes a requirement.
    package init(part: Part.ID, severity: Severity?, severityIfImplied: Severity?, isAnywhere: Bool = false) {
      self.part = part
      self.severity = severity
      self.severityIfImplied = severityIfImplied
      self.isAnywhere = isAnywhere
    }
  }

  /// How a genre is recognised. Titles are asked first, then openings, salutations, and the parts that were found.
  public struct Recognition: Sendable {
    /// A title that matches, its lines written as one and without white space: its end says what the document is.
    public let title: Pattern?
    /// A title that matches does not name this genre, whatever `title` says.
    public let titleUnless: Pattern?
    /// Words of the lead-in that betray the genre of a draft without a telling title.
    public let leadIn: Pattern?
    /// How the draft addresses its listeners where nothing before tells.
    public let salutation: Pattern?
    /// Parts that must all have headings where neither title nor lead-in tells.
    public let parts: [Part.ID]

    /// Makes a way of recognition.
    package init(title: Pattern?, titleUnless: Pattern?, leadIn: Pattern?, salutation: Pattern? = nil, parts: [Part.ID])
    {
      self.title = title
      self.titleUnless = titleUnless
      self.leadIn = leadIn
      self.salutation = salutation
      self.parts = parts
    }
  }

  /// What tells the genre of a draft, from the surest to the least sure.
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
    /// Nothing: it is what is left over.
    case none
  }

  /// The profile's name: `annual-summary`.
  public let id: String
  /// The name for users.
  public let name: LocalizedText
  /// Genres are tried from the highest to the lowest.
  public let priority: Int
  /// How it is recognised; a genre without any sign is what is left over (`general`).
  public let recognition: Recognition
  /// The parts that the genre speaks of, in their order in the document.
  public let requirements: [Requirement]
  /// All parts that a requirement names.
  public let parts: [Part]

  /// Makes a genre.
  package init(
    id: String, name: LocalizedText, priority: Int, recognition: Recognition, requirements: [Requirement],
    parts: [Part]
  ) {
    self.id = id
    self.name = name
    self.priority = priority
    self.recognition = recognition
    self.requirements = requirements
    self.parts = parts
  }

  /// Whether nothing tells this genre, so that it is what is left over.
  public var isFallback: Bool {
    recognition.title == nil && recognition.leadIn == nil && recognition.salutation == nil && recognition.parts.isEmpty
  }

  /// The part called `id`, if the genre speaks of it.
  public func part(_ id: Part.ID) -> Part? { parts.first { $0.id == id } }
}
