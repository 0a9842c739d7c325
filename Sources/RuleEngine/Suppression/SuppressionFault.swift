import Diagnostics
import DraftOutline
import DraftText
import RuleFiles

/// A fault of a suppression comment.
package struct SuppressionFault: Hashable, Sendable {
  /// The kinds of faults.
  package enum Kind: String, Decodable, Sendable, CaseIterable {
    /// An unknown word, or a comment without an end.
    case unknown
    /// A start without an end, or an end without a start.
    case unpaired
    /// A suppression that suppressed nothing.
    case unused
  }

  /// The kind of fault.
  let kind: Kind
  /// The range in the original draft.
  let place: TextRange
  /// The values of the message fields.
  let fields: MessageFields
}

extension SuppressionFault {
  /// Returns the fault of a name that no rule and no category has.
  static func unknownRule(_ name: SuppressionComment.Word, known: [String]) -> SuppressionFault {
    unknown(name, hint: .didYouMean(nearestRuleName(to: name.text, among: known)))
  }

  /// Returns the fault of the directive of a comment for zhangfa if it is unknown.
  static func unknownDirective(_ word: SuppressionComment.Word) -> SuppressionFault {
    let known = SuppressionComment.Directive.allCases.map(\.rawValue)
    return unknown(word, hint: .didYouMean(nearestName(to: word.text, among: known)))
  }

  /// Returns the fault of a comment without `-->`.
  static func unclosed(_ word: SuppressionComment.Word) -> SuppressionFault {
    unknown(word, hint: LocalizedText(zh: "：缺少“-->”", en: ": “-->” is missing"))
  }

  private static func unknown(_ word: SuppressionComment.Word, hint: LocalizedText) -> SuppressionFault {
    SuppressionFault(
      kind: .unknown, place: word.range, fields: ["match": .init(verbatim: word.text.excerpt), "hint": hint])
  }

  /// Returns the fault of a start without an end, or of an end without a start.
  static func unpaired(_ word: SuppressionComment.Word, missing: SuppressionComment.Directive) -> SuppressionFault {
    SuppressionFault(
      kind: .unpaired, place: word.range,
      fields: ["match": .init(verbatim: word.text), "missing": .init(verbatim: missing.rawValue)])
  }

  /// Returns the fault of a name, or a comment without names, that suppressed nothing.
  static func unused(_ word: SuppressionComment.Word) -> SuppressionFault {
    SuppressionFault(kind: .unused, place: word.range, fields: ["match": .init(verbatim: word.text)])
  }
}
