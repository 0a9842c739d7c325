/// The origin of a rule, a profile or a part.
package struct RuleOrigin: Hashable, Sendable {
  /// The file path for messages to the user; `Rules/…` for a file that is part of zhangfa.
  package let path: String
  /// The folder from which it was read; nil for a file that is part of zhangfa.
  package let folder: String?

  /// Whether it is part of zhangfa.
  package var isShipped: Bool { folder == nil }
}
