import DraftText

/// A repair of what a diagnostic reports: edits that are done together or not at all.
///
/// It never changes and is shared, not copied; most findings have none, and should not carry the room for one.
public final class Fix: Sendable {
  /// Who may apply a fix.
  public enum Applicability: String, Sendable, Codable, CaseIterable {
    /// Keeps the meaning of the draft: `--fix` applies it.
    case safe
    /// Probably right, worth a look: `--unsafe-fixes` applies it.
    case unsafe
    /// For a person to apply: zhangfa only shows it.
    case displayOnly

    /// Whether who applies fixes up to `limit` applies these.
    package func isAllowed(upTo limit: Self) -> Bool {
      switch self {
      case .safe: true
      case .unsafe: limit != .safe
      case .displayOnly: false
      }
    }
  }

  /// What the fix does, as an order: “改为四、”.
  public let title: Message
  /// The edits, sorted and without overlap.
  public let edits: [Edit]
  /// Who may apply it.
  public let applicability: Applicability

  /// Makes a fix of `edits`, sorted by place.
  public init(title: Message, edits: [Edit], applicability: Applicability) {
    self.title = title
    self.edits = edits.sorted { $0.range < $1.range }
    self.applicability = applicability
  }
}

extension Fix {
  /// The fix for others to apply.
  package func with(_ applicability: Applicability) -> Fix {
    applicability == self.applicability ? self : Fix(title: title, edits: edits, applicability: applicability)
  }
}

extension Fix: Hashable {
  /// Whether both do the same under the same title, and for the same people.
  public static func == (left: Fix, right: Fix) -> Bool {
    left === right
      || left.title == right.title && left.edits == right.edits && left.applicability == right.applicability
  }

  /// Hashes what is done.
  public func hash(into hasher: inout Hasher) { hasher.combine(edits) }
}
