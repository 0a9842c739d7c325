import DraftText

/// The identity of a finding across runs, for baselines, SARIF and GitLab.
///
/// It has two hashes: one of the finding and the text before it on its line, one of the finding and the text after it.
/// An edit on one side leaves the hash of the other side unchanged. Line numbers, line ends, the severity and the
/// wording of the message have no influence. The text cannot be recovered from the hashes.
package struct Fingerprint: Hashable, Sendable {
  /// The rule.
  package let rule: RuleID
  /// The hash of the finding and the text before it: 16 hexadecimal digits.
  package let before: String
  /// The hash of the finding and the text after it.
  package let after: String

  /// Makes a fingerprint of hashes that were computed before.
  package init(rule: RuleID, before: String, after: String) {
    self.rule = rule
    self.before = before
    self.after = after
  }
}

/// A fingerprint, and whether each of its hashes alone identifies the finding.
package struct RatedFingerprint {
  /// The fewest letters before or after a finding that distinguish it. Many lines share fewer letters at their
  /// beginning or end.
  private static let fewestDistinctiveLetters = 4
  /// The most letters that are hashed on each side. They are taken from the nearest 4 × 16 code points.
  private static let mostContextLetters = 16
  /// The most code points that are hashed of the place and of each message field.
  private static let (mostInPlace, mostInField) = (16, 64)

  /// The fingerprint.
  package let fingerprint: Fingerprint
  /// Whether ``Fingerprint/before`` alone identifies the finding.
  package let isBeforeDistinctive: Bool
  /// Whether ``Fingerprint/after`` alone identifies the finding.
  package let isAfterDistinctive: Bool

  /// Computes the fingerprint of `diagnostic`.
  ///
  /// - Parameter isAboutWhole: Whether the finding is about the draft as a whole, for example a missing part. Then only
  ///   the rule and the message fields are hashed, not the place.
  package init(_ diagnostic: Diagnostic, in source: SourceText, isAboutWhole: Bool) {
    let (range, lines) = (diagnostic.range, source.lines)
    let start = min(range.start, lines.range(ofLine: lines.line(at: range.start)).start)
    let end = max(range.end, lines.range(ofLine: lines.line(at: range.end)).end)
    let nearest = 4 * Self.mostContextLetters
    let letters = isAboutWhole ? 0 : Self.mostContextLetters
    let before = String(decoding: source.utf8[start..<range.start].suffix(4 * nearest), as: UTF8.self)
      .unicodeScalars.suffix(nearest).filter(\.isDistinctive).suffix(letters)
    let after = String(decoding: source.utf8[range.end..<end].prefix(4 * nearest), as: UTF8.self)
      .unicodeScalars.prefix(nearest).filter(\.isDistinctive).prefix(letters)
    let inside = String(
      decoding: source.utf8[range.start..<range.end].filter { $0 != 0x0D }.prefix(4 * Self.mostInPlace),
      as: UTF8.self)
    // Fields that are plain numbers are left out, because these values change with every edit.
    let fields = diagnostic.message.fields.sorted.filter { !isAboutWhole || $0.name != "match" }.map(\.text.zh)
      .filter { text in !text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      .map { String($0.unicodeScalars.prefix(Self.mostInField)) }
    let found =
      [diagnostic.ruleID.name] + fields
      + (isAboutWhole ? [] : [String(inside.unicodeScalars.prefix(Self.mostInPlace))])
    fingerprint = Fingerprint(
      rule: diagnostic.ruleID,
      before: SHA256(["<"] + found + [String(scalars: before)]).hex(16),
      after: SHA256([">"] + found + [String(scalars: after)]).hex(16))
    isBeforeDistinctive = before.count >= Self.fewestDistinctiveLetters
    isAfterDistinctive = after.count >= Self.fewestDistinctiveLetters
  }
}

extension Unicode.Scalar {
  /// Whether this is a letter other than X and x, which stand for blanks. Filling in a blank, or changing a punctuation
  /// mark or an indent, must not change the hashes of other places on the line.
  fileprivate var isDistinctive: Bool {
    // Most letters are Han, for which no lookup is needed.
    0x4E00...0x9FA5 ~= value || properties.isAlphabetic && self != "X" && self != "x"
  }
}
