/// Where a rule, a genre or a part is written.
package struct RuleOrigin: Hashable, Sendable {
  /// The file as the user knows it; `Rules/…` for one that is part of zhangfa.
  package let path: String
  /// The folder that it was read from; nil for what is part of zhangfa.
  package let folder: String?

  /// Whether it is part of zhangfa.
  package var isShipped: Bool { folder == nil }
}
