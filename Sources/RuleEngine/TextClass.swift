import Diagnostics
import DraftOutline
import PatternMatching
import RuleFiles

/// Texts that rule files tell from all others: the titles of a profile, the headings of a part, or the texts with a
/// kind of phrase.
package struct TextClass: Sendable {
  /// The profile, the part or the phrase.
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
  package var examples: ClassExamples {
    node.value(of: "examples").flatMap { try? NodeDecoder($0).decode(ClassExamples.self) } ?? .none
  }
}

/// Examples of a ``TextClass``: texts that belong to it, and similar texts that do not.
package struct ClassExamples: Sendable, Decodable {
  /// The texts of the class.
  package let members: [Located<String>]
  /// The texts that do not belong to the class.
  package let others: [Located<String>]

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case members = "is"
    case others = "is-not"
  }

  /// No examples.
  static let none = ClassExamples(members: [], others: [])

  /// The number of examples.
  package var count: Int { members.count + others.count }
}

/// A value that is decoded only when needed: checks of drafts never need the examples of a checked file.
struct UnreadNode {
  let node: DataNode

  /// Decodes the examples of a class, unless the file was checked before and so cannot have an error.
  func checkExamples(_ patterns: PatternCompiler) throws {
    if !patterns.isTrusted { _ = try NodeDecoder(node).decode(ClassExamples.self) }
  }
}

extension UnreadNode: Decodable {
  init(from decoder: any Decoder) throws { self.init(node: try decoder.node) }
}
