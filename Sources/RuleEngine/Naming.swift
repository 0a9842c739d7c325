import Diagnostics
import DraftOutline
import RuleFiles

/// Titles that name a profile or headings that name a part, and others that do not.
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

/// A profile or a part, with the examples of its file.
package struct Naming: Sendable {
  /// The subject of the examples.
  package enum Subject: Sendable {
    /// A profile, by titles.
    case profile(Profile)
    /// A part, by headings.
    case part(Part)
  }

  /// The name among rules: `profiles/plan`, `profiles/plan/tasks` for a part of its own, `parts.yaml/problems`.
  package let id: RuleID
  /// The profile or the part.
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
}
