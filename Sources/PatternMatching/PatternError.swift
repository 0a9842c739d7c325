/// A pattern that PCRE2 does not accept.
public struct PatternError: Error, Hashable, Sendable {
  /// What PCRE2 says.
  public let message: String
  /// Where in the pattern, in UTF-8 bytes.
  public let offset: Int
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
