/// How sure it is that something is as it was read.
public enum Certainty: String, CaseIterable, Sendable, Codable, Comparable {
  /// It may as well be something else.
  case guess
  /// Mostly it is so.
  case likely
  /// A careful reader has no doubt.
  case certain

  /// The most that a finding may weigh which rests on it: an error must be certain, what is likely is a warning, and a guess
  /// is worth knowing at most.
  public var greatestSeverity: Severity {
    switch self {
    case .guess: .info
    case .likely: .warning
    case .certain: .error
    }
  }

  /// Orders from the least to the most sure.
  public static func < (left: Certainty, right: Certainty) -> Bool { left.greatestSeverity < right.greatestSeverity }
}
