import Diagnostics
import DraftText

/// What a baseline keeps of a finding: the rule, and hashes of what was found together with what stands before and after it.
///
/// The text itself is not kept. A finding about a draft as a whole, such as a missing part, has no place of its own: of
/// it what it says is hashed.
package struct FindingMark: Hashable, Sendable {
  /// The rule.
  package let rule: RuleID
  /// The hash with what stands before: 16 hexadecimal digits.
  package let before: String
  /// The hash with what stands after.
  package let after: String
}

/// A mark, and how sure its halves are.
struct WeighedMark {
  /// A neighbour of fewer code points tells nothing: many lines begin or end like that.
  private static let leastTelling = 4
  /// So many code points are hashed on each side, of the words among four times as many.
  private static let reach = 16

  let mark: FindingMark
  /// Whether the finding may be known again by the first hash alone.
  let isBeforeTelling: Bool
  /// Whether it may be by the second.
  let isAfterTelling: Bool

  /// Marks `finding`.
  ///
  /// - Parameter isAboutWhole: Whether its place does not matter.
  init(_ finding: Diagnostic, in source: SourceText, isAboutWhole: Bool) {
    let place = Neighborhood(of: finding.range, in: source, reach: 4 * Self.reach)
    let before: ArraySlice = isAboutWhole ? [] : place.before.words.suffix(Self.reach)
    let after: ArraySlice = isAboutWhole ? [] : place.after.words.prefix(Self.reach)
    let found =
      [finding.ruleID.name] + finding.message.telling(without: isAboutWhole ? ["match"] : [])
      + (isAboutWhole ? [] : [place.inside])
    mark = FindingMark(
      rule: finding.ruleID, before: Self.hash(["<"] + found + [Self.text(before)]),
      after: Self.hash([">"] + found + [Self.text(after)]))
    isBeforeTelling = before.count >= Self.leastTelling
    isAfterTelling = after.count >= Self.leastTelling
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static func hash(_ pieces: [String]) -> String {
    // No text holds the byte between them.
    SHA256(Array(pieces.map { Array($0.utf8) }.joined(separator: [0xFF]))).hex(16)
  }
}

extension String {
  /// The letters but those that stand for a blank. Blanks are filled in, marks and indents mended: that makes no other place
  /// of the line new.
  fileprivate var words: [Unicode.Scalar] {
    unicodeScalars.filter { $0.properties.isAlphabetic && $0 != "X" && $0 != "x" }
  }
}
