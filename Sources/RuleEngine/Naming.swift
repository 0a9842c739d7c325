import Diagnostics
import DraftOutline
import RuleFiles

/// Titles that name a profile or headings that name a part, and others that do not.
package struct NamingExamples: Sendable, Decodable {
  /// What names it.
  package let naming: [Located<String>]
  /// What does not, however near it comes.
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

  /// How many there are.
  package var count: Int { naming.count + notNaming.count }
}

/// A profile or a part, with the file that says how a draft names it and the examples there.
package struct Naming: Sendable {
  /// What is named.
  package enum Subject: Sendable {
    /// A profile, by titles.
    case profile(Profile)
    /// A part, by headings.
    case part(Part)
  }

  /// What it is called among rules: `profiles/plan`, `profiles/plan/tasks` for a part of its own, `parts.yaml/problems`.
  package let id: RuleID
  /// What is named.
  package let subject: Subject
  /// Where it is written.
  package let origin: RuleOrigin
  /// The value as the file has it.
  package let node: DataNode

  /// The examples; none where the file has none.
  package var examples: NamingExamples {
    node.value(of: "examples").flatMap { try? NodeDecoder($0).decode(NamingExamples.self) } ?? .none
  }
}

/// A value that is decoded only when it is needed: the examples of a sound file never are when drafts are checked.
struct UnreadNode: Decodable {
  let node: DataNode

  init(node: DataNode) { self.node = node }

  init(from decoder: any Decoder) throws { node = try decoder.node }
}
