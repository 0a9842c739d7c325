/// The name of a rule: the path of its file below the rule folder without the ending, as in `numbering/duplicate`.
public struct RuleID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The whole name.
  public let name: String

  /// Takes `name` as it is.
  public init(_ name: String) { self.name = name }

  /// The part before the first slash (`numbering`); the whole name where there is no slash.
  public var category: Substring { name.prefix { $0 != "/" } }

  /// The name itself.
  public var description: String { name }

  /// Orders by name.
  public static func < (left: RuleID, right: RuleID) -> Bool { left.name < right.name }
}
