/// The name of a rule: the path of its file below the rule folder without the extension, as in `numbering/duplicate`.
public struct RuleID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The whole name.
  public let name: String

  /// Makes the ID of the rule called `name`.
  public init(_ name: String) { self.name = name }

  /// The part before the first slash (`numbering`); the whole name if there is no slash.
  public var category: Substring {
    // Reading bytes is ten times faster than reading characters, and reports ask this of every finding.
    name[..<(name.utf8.firstIndex(of: UInt8(ascii: "/")) ?? name.endIndex)]
  }

  /// The names by which a user can refer to the rule, the longest first: `a/b/c`, `a/b`, `a`.
  package var fittingNames: [String] {
    var names = [name]
    var rest = name[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      names.append(String(rest))
    }
    return names
  }

  /// The name itself.
  public var description: String { name }

  /// Orders by name.
  public static func < (left: RuleID, right: RuleID) -> Bool { left.name < right.name }
}
