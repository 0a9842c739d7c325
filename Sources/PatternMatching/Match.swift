import DraftText

/// A match of a pattern: its range, and the ranges of its groups.
public struct Match: Sendable {
  /// A group of a match.
  struct Group: Sendable {
    let number: Int
    let range: TextRange
  }

  /// The range of the whole match.
  public let range: TextRange
  let pattern: CompiledPattern
  /// The groups that took part in the match. Most patterns have no groups, and an empty array needs no allocation.
  let groups: [Group]

  /// Returns the range of the group called `name`; nil if it took no part in the match or does not exist.
  ///
  /// If several groups have the name, the first that took part counts.
  public func range(of name: String) -> TextRange? {
    guard !groups.isEmpty, let numbers = pattern.groupNumbers[name] else { return nil }
    return groups.first { numbers.contains($0.number) }?.range
  }
}

/// The limits of the work for a match at one place. A search that reaches one fails with an error.
public struct MatchLimits: Hashable, Sendable {
  /// The most match steps of PCRE2 (`pcre2_set_match_limit`).
  public var steps: UInt32
  /// The deepest nesting of backtracking in the interpreter (`pcre2_set_depth_limit`).
  public var depth: UInt32
  /// The most heap memory of the interpreter, in KiB (`pcre2_set_heap_limit`).
  public var heapKiB: UInt32

  /// Sets each limit.
  public init(steps: UInt32, depth: UInt32, heapKiB: UInt32) {
    self.steps = steps
    self.depth = depth
    self.heapKiB = heapKiB
  }

  /// The usual limits, generous for any sound rule. A pattern that backtracks exponentially reaches them within some
  /// tens of milliseconds.
  public static let standard = MatchLimits(steps: 1_000_000, depth: 100_000, heapKiB: 64 * 1024)
}

/// The reason why a search was stopped. It never means “no match”.
public enum MatchError: Error, Hashable, Sendable {
  /// More match steps than ``MatchLimits/steps``.
  case stepLimit
  /// Deeper than ``MatchLimits/depth``.
  case depthLimit
  /// More memory than ``MatchLimits/heapKiB``.
  case heapLimit
  /// The searches in one text took more work than counted patterns may do there.
  case workLimit
  /// A text has more matches than the caller accepts.
  case tooMany(limit: Int)
  /// Another error of PCRE2: its number and its message.
  case other(code: Int32, message: String)
}
