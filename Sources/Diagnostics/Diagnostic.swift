import DraftText

/// One finding of one rule at one place of a draft.
///
/// It never changes and is shared, not copied: a large draft has a hundred thousand, which are sorted and filtered.
public final class Diagnostic: Sendable {
  /// Another place that explains a diagnostic: the first of two duplicates, what was counted.
  public struct RelatedPlace: Hashable, Sendable {
    /// What stands there.
    public let message: Message
    /// Where it stands.
    public let range: TextRange

    /// Names a place and what stands there.
    public init(_ message: Message, at range: TextRange) {
      self.message = message
      self.range = range
    }
  }

  /// The rule that found it.
  public let ruleID: RuleID
  /// How much it weighs.
  public let severity: Severity
  /// What is wrong.
  public let message: Message
  /// Where a person would put the cursor.
  public let range: TextRange
  /// Places that explain it, in the order in which they should be read.
  public let related: [RelatedPlace]
  /// The repair, where the rule knows one.
  public let fix: Fix?

  /// Makes a diagnostic.
  public init(
    ruleID: RuleID, severity: Severity, message: Message, range: TextRange, related: [RelatedPlace] = [],
    fix: Fix? = nil
  ) {
    self.ruleID = ruleID
    self.severity = severity
    self.message = message
    self.range = range
    self.related = related
    self.fix = fix
  }
}

extension Diagnostic: Hashable {
  /// Whether both say the same of the same place.
  public static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left === right
      || left.ruleID == right.ruleID && left.severity == right.severity && left.message == right.message
        && left.range == right.range && left.related == right.related && left.fix == right.fix
  }

  /// Hashes the rule, the place and the message.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ruleID)
    hasher.combine(range)
    hasher.combine(message)
  }
}

extension Diagnostic {
  /// The diagnostic with another severity.
  package func with(severity: Severity) -> Diagnostic {
    Diagnostic(ruleID: ruleID, severity: severity, message: message, range: range, related: related, fix: fix)
  }

  /// The diagnostic with another fix, and its places moved.
  package func with(_ fix: Fix?, moving place: (TextRange) -> TextRange = { $0 }) -> Diagnostic {
    Diagnostic(
      ruleID: ruleID, severity: severity, message: message, range: place(range),
      related: related.map { RelatedPlace($0.message, at: place($0.range)) }, fix: fix)
  }

  /// The diagnostic with a fix that is shown and never applied.
  package var withDisplayOnlyFix: Diagnostic { with(fix?.with(.displayOnly)) }

  /// The diagnostic with its places `distance` bytes further on.
  package func moved(by distance: Int) -> Diagnostic {
    func moved(_ range: TextRange) -> TextRange { TextRange(range.start + distance, range.end + distance) }
    let edits = fix?.edits.map { Edit(moved($0.range), $0.replacement) } ?? []
    return with(
      fix.map { Fix(title: $0.title, edits: edits, applicability: $0.applicability) }, moving: moved)
  }

  /// The diagnostic with CR for the line ends that its fix writes.
  package var withCarriageReturns: Diagnostic {
    guard let fix, fix.edits.contains(where: { $0.replacement.contains("\n") }) else { return self }
    let edits = fix.edits.map { Edit($0.range, String($0.replacement.map { $0 == "\n" ? "\r" : $0 })) }
    return with(Fix(title: fix.title, edits: edits, applicability: fix.applicability))
  }

  /// The diagnostic with its places in the draft as it was written rather than as it was read.
  ///
  /// A fix across a line end that was taken out is dropped.
  package func moved(to reflowed: ReflowedText) -> Diagnostic {
    guard !reflowed.isIdentical else { return self }
    let edits = fix?.edits.map { Edit(reflowed.original(of: $0.range), $0.replacement) } ?? []
    let isWhole = zip(edits, fix?.edits ?? []).allSatisfy { $0.range.count == $1.range.count }
    let fix = isWhole ? fix.map { Fix(title: $0.title, edits: edits, applicability: $0.applicability) } : nil
    return with(fix, moving: reflowed.original(of:))
  }
}

extension [Diagnostic] {
  /// In the order of the text, those at one place by rule.
  package var sortedByPlace: [Diagnostic] { sorted { ($0.range, $0.ruleID) < ($1.range, $1.ruleID) } }
}

/// The name of a rule: the path of its file below the rule folder without the ending, as in `numbering/duplicate`.
public struct RuleID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The whole name.
  public let name: String

  /// Takes `name` as it is.
  public init(_ name: String) { self.name = name }

  /// The part before the first slash (`numbering`); the whole name where there is no slash.
  public var category: Substring { name.prefix { $0 != "/" } }

  /// The name itself.
  public var description: String { name }

  /// Orders by name.
  public static func < (left: RuleID, right: RuleID) -> Bool { left.name < right.name }
}

/// How much a diagnostic weighs, from the least to the most.
public enum Severity: String, CaseIterable, Sendable, Codable, Comparable {
  /// Worth knowing; may well be right as it stands.
  case info
  /// Probably a fault.
  case warning
  /// A fault: the draft should not go out like this.
  case error

  /// Orders from the least to the most severe.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}

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
