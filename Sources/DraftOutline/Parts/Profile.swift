import Diagnostics
import DraftText
import PatternMatching

/// A kind of document, with its required parts: 年度总结, 述职报告, 工作要点.
package struct Profile: Sendable, Identifiable {
  /// One part in a profile, with the severity of its absence.
  package struct Requirement: Sendable {
    /// The part.
    package let part: Part.ID
    /// The severity if the part is absent; nil if the part may be absent.
    package let severity: Severity?
    /// The severity if the part has no heading of its own; nil if the profile allows that.
    package let severityIfImplied: Severity?
    /// Whether it may stand before or after any other part, as 工作目标 in a plan.
    package let isAnywhere: Bool

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
  package enum Sign: String, Sendable {
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
  package let id: String
  /// The name for users.
  package let name: LocalizedText
  /// Profiles are tried from the highest to the lowest.
  package let priority: Int
  /// Whether drafts are also checked by the rules of `layout/`.
  package let checksLayout: Bool
  package let recognition: Recognition
  /// The parts in the profile, in their order in the document.
  package let requirements: [Requirement]
  /// All parts that a requirement names.
  package let parts: [Part]

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

  /// The profile of a draft if there are no profiles at all. The shipped `general` has the same id and name.
  static let unknown = Profile(id: "general", name: .init(zh: "一般材料", en: "general text"), priority: 0)

  /// Whether the profile has no signs, so that drafts without any sign get it: `general`.
  package var isFallback: Bool {
    recognition.title == nil && recognition.leadIn == nil && recognition.salutation == nil && recognition.parts.isEmpty
  }

  /// Returns the part called `id`; nil if it is not in the profile.
  package func part(_ id: Part.ID) -> Part? { parts.first { $0.id == id } }
}
