import Diagnostics
import DraftText
import PatternMatching

/// A part of a document that a profile requires: work, problems, plan.
///
/// A pattern with a group `year` matches only if that year is later than the year of the draft.
package struct Part: Sendable, Identifiable {
  /// The name of a part in rule files.
  package struct ID: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    package let name: String
    /// Takes `name` as it is.
    package init(_ name: String) { self.name = name }
    /// The name itself.
    package var description: String { name }
  }

  /// The place where a part is looked for, besides headings.
  package enum Place: String, Sendable, Codable, CaseIterable {
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
  package let id: ID
  /// The name for users.
  package let name: LocalizedText
  /// The place where the part is looked for.
  package let place: Place
  /// A heading that matches names this part.
  package let heading: Pattern?
  /// A heading that matches does not name this part, whatever `heading` says.
  package let headingUnless: Pattern?
  /// A paragraph that matches holds this part if no heading names it.
  package let evidence: Pattern?
  /// Words of a title that promise this part.
  package let promise: Pattern?
  /// Whether a level-1 heading that names no part counts as this part.
  package let takesOtherHeadings: Bool

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
package struct FoundPart: Hashable, Sendable {
  /// How clearly the part is there.
  package enum Form: Hashable, Sendable {
    /// A heading names it, or it is the title, salutation or lead-in itself.
    case headed
    /// Only the text mentions it.
    case implied
  }

  /// The part.
  package let id: Part.ID
  /// How it was found.
  package let form: Form
  /// The range of the heading, or of the words that mention the part.
  package let range: TextRange
}
