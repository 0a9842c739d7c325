import DraftText

/// Where a pattern matched: the whole and its groups.
public struct Match: Sendable {
  /// Where a group of a match stands.
  struct Group: Sendable {
    let number: Int
    let range: TextRange
  }

  /// The range of the whole match.
  public let range: TextRange
  let pattern: CompiledPattern
  /// The groups that took part; most patterns have none, which costs no allocation.
  let groups: [Group]

  /// The range of the group called `name`, or nil when it took no part or does not exist.
  ///
  /// Where several groups have the name, the first that took part counts.
  public func range(of name: String) -> TextRange? {
    guard !groups.isEmpty, let numbers = pattern.groupNumbers[name] else { return nil }
    return groups.first { numbers.contains($0.number) }?.range
  }
}

/// How much work one match may cost before it is given up with an error.
public struct MatchLimits: Hashable, Sendable {
  /// The number of match steps of PCRE2 (`pcre2_set_match_limit`).
  public var steps: UInt32
  /// How deep backtracking may nest in the interpreter (`pcre2_set_depth_limit`).
  public var depth: UInt32
  /// Heap memory for the interpreter, in KiB (`pcre2_set_heap_limit`).
  public var heapKiB: UInt32

  /// Sets each limit.
  public init(steps: UInt32, depth: UInt32, heapKiB: UInt32) {
    self.steps = steps
    self.depth = depth
    self.heapKiB = heapKiB
  }

  /// Generous for any sound rule: a pattern that runs away meets it within some tens of milliseconds.
  public static let standard = MatchLimits(steps: 1_000_000, depth: 100_000, heapKiB: 64 * 1024)
}

/// A match that could not be carried out. It never means “no match”.
public enum MatchError: Error, Hashable, Sendable {
  /// More match steps than ``MatchLimits/steps``.
  case stepLimit
  /// Deeper than ``MatchLimits/depth``.
  case depthLimit
  /// More memory than ``MatchLimits/heapKiB``.
  case heapLimit
  /// More work in one text, all matches together, than a counted pattern may do.
  case workLimit
  /// More matches than whoever looks for them in a text has room for.
  case tooMany(limit: Int)
  /// Anything else that PCRE2 reports: its number and its message.
  case other(code: Int32, message: String)
}
