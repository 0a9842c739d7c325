import DraftText

/// One finding of one rule at one place of a draft.
///
/// A diagnostic is an immutable class, because a large draft has 100,000 of them: sorting and filtering copy only
/// references.
public final class Diagnostic: Sendable {
  /// Another place that explains a diagnostic: the first of two duplicates, or an item that was counted.
  public struct RelatedPlace: Hashable, Sendable {
    /// The explanation of the place.
    public let message: Message
    /// The place.
    public let range: TextRange

    /// Makes a related place.
    public init(_ message: Message, at range: TextRange) {
      self.message = message
      self.range = range
    }
  }

  /// The rule that reports the finding.
  public let ruleID: RuleID
  /// The severity.
  public let severity: Severity
  /// The certainty of the interpretation of the text on which the finding depends. It limits the severity.
  public let certainty: Certainty
  /// What is wrong.
  public let message: Message
  /// The place of the finding: where a person would put the cursor.
  public let range: TextRange
  /// Places that explain the finding, in the order in which they should be read.
  public let related: [RelatedPlace]
  /// The fix, if the rule knows one.
  public let fix: Fix?

  /// Makes a diagnostic.
  ///
  /// - Parameter severity: The severity that is wanted; the certainty limits it.
  public init(
    ruleID: RuleID, severity: Severity, certainty: Certainty = .certain, message: Message, range: TextRange,
    related: [RelatedPlace] = [], fix: Fix? = nil
  ) {
    self.ruleID = ruleID
    self.severity = min(severity, certainty.greatestSeverity)
    self.certainty = certainty
    self.message = message
    self.range = range
    self.related = related
    self.fix = fix
  }
}

extension Diagnostic: Hashable {
  /// Whether all properties are equal.
  public static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left === right
      || left.ruleID == right.ruleID && left.severity == right.severity && left.certainty == right.certainty
        && left.message == right.message && left.range == right.range && left.related == right.related
        && left.fix == right.fix
  }

  /// Hashes the rule, the place and the message.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ruleID)
    hasher.combine(range)
    hasher.combine(message)
  }
}

extension Diagnostic {
  /// The diagnostic with another severity, as far as its certainty allows.
  package func with(severity: Severity) -> Diagnostic { copy(severity: severity, fix: fix) }

  /// The diagnostic with the certainty of a guess.
  package var asGuess: Diagnostic { copy(certainty: .guess, fix: fix) }

  /// The diagnostic with `fix` as its fix, and with each place mapped by `place`.
  package func with(_ fix: Fix?, moving place: (TextRange) -> TextRange = { $0 }) -> Diagnostic {
    copy(fix: fix, moving: place)
  }

  private func copy(
    severity: Severity? = nil, certainty: Certainty? = nil, fix: Fix?, moving place: (TextRange) -> TextRange = { $0 }
  ) -> Diagnostic {
    Diagnostic(
      ruleID: ruleID, severity: severity ?? self.severity, certainty: certainty ?? self.certainty, message: message,
      range: place(range), related: related.map { RelatedPlace($0.message, at: place($0.range)) }, fix: fix)
  }

  /// The diagnostic with a fix that is shown and never applied.
  package var withDisplayOnlyFix: Diagnostic { with(fix?.with(.displayOnly)) }

  /// The diagnostic with all places moved `distance` bytes forward.
  package func moved(by distance: Int) -> Diagnostic {
    func moved(_ range: TextRange) -> TextRange { TextRange(range.start + distance, range.end + distance) }
    let edits = fix?.edits.map { Edit(moved($0.range), $0.replacement) } ?? []
    return with(
      fix.map { Fix(title: $0.title, edits: edits, applicability: $0.applicability) }, moving: moved)
  }

  /// The diagnostic with CR instead of LF in the text of its fix.
  package var withCarriageReturns: Diagnostic {
    guard let fix, fix.edits.contains(where: { $0.replacement.contains("\n") }) else { return self }
    let edits = fix.edits.map { Edit($0.range, String($0.replacement.map { $0 == "\n" ? "\r" : $0 })) }
    return with(Fix(title: fix.title, edits: edits, applicability: fix.applicability))
  }

  /// The diagnostic with its places mapped from the reflowed text to the original draft.
  ///
  /// A fix across a line end that reflowing removed is dropped.
  package func moved(to reflowed: ReflowedText) -> Diagnostic {
    guard !reflowed.isIdentical else { return self }
    let edits = fix?.edits.map { Edit(reflowed.original(of: $0.range), $0.replacement) } ?? []
    let isWhole = zip(edits, fix?.edits ?? []).allSatisfy { $0.range.count == $1.range.count }
    let fix = isWhole ? fix.map { Fix(title: $0.title, edits: edits, applicability: $0.applicability) } : nil
    return with(fix, moving: reflowed.original(of:))
  }
}

extension [Diagnostic] {
  /// The diagnostics in the order of their places. At one place, the order is that of the rule names.
  package var sortedByPlace: [Diagnostic] { sorted { ($0.range, $0.ruleID) < ($1.range, $1.ruleID) } }
}
