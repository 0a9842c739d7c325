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
