/// The certainty of an interpretation of the text.
public enum Certainty: String, CaseIterable, Sendable, Codable, Comparable {
  /// Another interpretation is as probable.
  case guess
  /// The interpretation is right in most cases.
  case likely
  /// A careful reader has no doubt.
  case certain

  /// The greatest severity of a finding that depends on the interpretation: an error if it is certain, a warning if it
  /// is likely, a remark if it is a guess.
  public var greatestSeverity: Severity {
    switch self {
    case .guess: .info
    case .likely: .warning
    case .certain: .error
    }
  }

  /// Orders from the least to the most certain.
  public static func < (left: Certainty, right: Certainty) -> Bool { left.greatestSeverity < right.greatestSeverity }
}
