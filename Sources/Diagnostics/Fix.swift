import DraftText

/// The repair of a finding: edits that are applied together or not at all.
///
/// A fix is an immutable class, because most diagnostics have none: these store only an empty reference.
public final class Fix: Sendable {
  /// The conditions under which a fix is applied.
  public enum Applicability: String, Sendable, Codable, CaseIterable {
    /// Keeps the meaning of the draft: `--fix` applies it.
    case safe
    /// Probably right, worth a look: `--unsafe-fixes` applies it.
    case unsafe
    /// For a person to apply: zhangfa only shows it.
    case displayOnly

    /// Whether a run that applies fixes up to `limit` applies this one.
    package func isAllowed(upTo limit: Self) -> Bool {
      switch self {
      case .safe: true
      case .unsafe: limit != .safe
      case .displayOnly: false
      }
    }
  }

  /// What the fix does, in the imperative: “改为四、”.
  public let title: Message
  /// The edits, sorted and without overlap.
  public let edits: [Edit]
  /// The conditions under which the fix is applied.
  public let applicability: Applicability

  /// Makes a fix of `edits`, which can be in any order.
  public init(title: Message, edits: [Edit], applicability: Applicability) {
    self.title = title
    self.edits = edits.sorted { $0.range < $1.range }
    self.applicability = applicability
  }
}

extension Fix {
  /// The fix with another applicability.
  package func with(_ applicability: Applicability) -> Fix {
    applicability == self.applicability ? self : Fix(title: title, edits: edits, applicability: applicability)
  }
}

extension Fix: Hashable {
  /// Whether titles, edits and applicability are equal.
  public static func == (left: Fix, right: Fix) -> Bool {
    left === right
      || left.title == right.title && left.edits == right.edits && left.applicability == right.applicability
  }

  /// Hashes the edits.
  public func hash(into hasher: inout Hasher) { hasher.combine(edits) }
}
