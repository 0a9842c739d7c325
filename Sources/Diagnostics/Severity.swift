/// The severity of a diagnostic, from the least to the most severe.
public enum Severity: String, CaseIterable, Sendable, Codable, Comparable {
  /// A remark: the text can be right as it is.
  case info
  /// Probably a fault.
  case warning
  /// A fault: the draft should not go out like this.
  case error

  /// Orders from the least to the most severe.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
