import Diagnostics
import DraftOutline
import PatternMatching
import RuleFiles

/// Titles that name a profile, headings that name a part or texts that have a phrase, and others that do not.
package struct NamingExamples: Sendable, Decodable {
  /// The examples that name it.
  package let naming: [Located<String>]
  /// The examples that do not name it, although they are similar.
  package let notNaming: [Located<String>]

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case naming = "is"
    case notNaming = "is-not"
  }

  /// No examples.
  static let none = NamingExamples(naming: [], notNaming: [])

  private init(naming: [Located<String>], notNaming: [Located<String>]) {
    self.naming = naming
    self.notNaming = notNaming
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    naming = try container.decode([Located<String>].self, forKey: .naming)
    notNaming = try container.decode([Located<String>].self, forKey: .notNaming)
  }

  /// The number of examples.
  package var count: Int { naming.count + notNaming.count }
}

/// A profile, a part or a kind of phrase, with the examples of its file.
package struct Naming: Sendable {
  /// The subject of the examples.
  package enum Subject: Sendable {
    /// A profile, by titles.
    case profile(Profile)
    /// A part, by headings.
    case part(Part)
    /// A kind of phrase, by texts.
    case phrase(Pattern)
  }

  /// The name among rules: `profiles/plan`, `profiles/plan/tasks` for a part of its own, `parts.yaml/problems`,
  /// `compare.yaml/figure`.
  package let id: RuleID
  /// The profile, the part or the phrase.
  package let subject: Subject
  /// The file in which it is written.
  package let origin: RuleOrigin
  /// The value in the file.
  package let node: DataNode

  /// The examples; empty if the file has none.
  package var examples: NamingExamples {
    node.value(of: "examples").flatMap { try? NodeDecoder($0).decode(NamingExamples.self) } ?? .none
  }
}

/// A value that is decoded only when needed: checks of drafts never need the examples of a checked file.
struct UnreadNode: Decodable {
  let node: DataNode

  init(node: DataNode) { self.node = node }

  init(from decoder: any Decoder) throws { node = try decoder.node }

  /// Decodes examples of a naming only if they can have an error.
  func checkNaming(_ patterns: PatternCompiler) throws {
    if !patterns.isTrusted { _ = try NodeDecoder(node).decode(NamingExamples.self) }
  }
}
