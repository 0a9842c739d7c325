import DraftText

/// By what a finding is known again in the next run: in a baseline, in SARIF and in GitLab.
///
/// It holds hashes of what was found, once with what stands before it on its line and once with what stands after it, so that an
/// edit on one side leaves one of the two. Line numbers, line ends, severity and the words of the message do not matter, and no
/// text can be read from it.
package struct Fingerprint: Hashable, Sendable {
  /// The rule.
  package let rule: RuleID
  /// The hash with what stands before: 16 hexadecimal digits.
  package let before: String
  /// The hash with what stands after.
  package let after: String

  /// Takes hashes that were made before.
  package init(rule: RuleID, before: String, after: String) {
    self.rule = rule
    self.before = before
    self.after = after
  }
}

/// A fingerprint, and which of its halves tells a finding from others by itself.
package struct WeighedFingerprint {
  /// A neighbour of fewer letters tells nothing: many lines begin or end like that.
  private static let leastTelling = 4
  /// So many letters are hashed on each side, of those among four times as many code points.
  private static let reach = 16
  /// So many code points of a long place count, and so many of what a message is filled in with.
  private static let (mostInside, mostOfField) = (16, 64)

  /// The fingerprint.
  package let fingerprint: Fingerprint
  /// Whether the finding may be known again by the first hash alone.
  package let isBeforeTelling: Bool
  /// Whether it may be by the second.
  package let isAfterTelling: Bool

  /// Takes the fingerprint of `diagnostic`.
  ///
  /// - Parameter isAboutWhole: Whether it is about the draft as a whole, as is that on a missing part: then its place does not
  ///   matter, only what it says.
  package init(_ diagnostic: Diagnostic, in source: SourceText, isAboutWhole: Bool) {
    let (range, lines) = (diagnostic.range, source.lines)
    let start = min(range.start, lines.range(ofLine: lines.line(at: range.start)).start)
    let end = max(range.end, lines.range(ofLine: lines.line(at: range.end)).end)
    let bytes = 4 * 4 * Self.reach
    let before = String(decoding: source.utf8[start..<range.start].suffix(bytes), as: UTF8.self)
      .unicodeScalars.suffix(4 * Self.reach).filter(\.isTelling).suffix(isAboutWhole ? 0 : Self.reach)
    let after = String(decoding: source.utf8[range.end..<end].prefix(bytes), as: UTF8.self)
      .unicodeScalars.prefix(4 * Self.reach).filter(\.isTelling).prefix(isAboutWhole ? 0 : Self.reach)
    let inside = String(
      decoding: source.utf8[range.start..<range.end].filter { $0 != 0x0D }.prefix(4 * Self.mostInside), as: UTF8.self)
    // Plain numbers are left out of the message: they measure what changes with every edit.
    let fields = diagnostic.message.fields.sorted.filter { !isAboutWhole || $0.name != "match" }.map(\.text.zh)
      .filter { text in !text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      .map { String($0.unicodeScalars.prefix(Self.mostOfField)) }
    let found =
      [diagnostic.ruleID.name] + fields
      + (isAboutWhole ? [] : [String(inside.unicodeScalars.prefix(Self.mostInside))])
    fingerprint = Fingerprint(
      rule: diagnostic.ruleID,
      before: SHA256(["<"] + found + [String(scalars: before)]).hex(16),
      after: SHA256([">"] + found + [String(scalars: after)]).hex(16))
    isBeforeTelling = before.count >= Self.leastTelling
    isAfterTelling = after.count >= Self.leastTelling
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter, and none that stands for a blank. Blanks are filled in, marks and indents mended: that makes no other
  /// place of the line new.
  fileprivate var isTelling: Bool {
    // Han, which most are, need not be looked up.
    0x4E00...0x9FA5 ~= value || properties.isAlphabetic && self != "X" && self != "x"
  }
}
