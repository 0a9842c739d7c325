import Diagnostics
import DraftOutline
import DraftText
import RuleFiles

/// Something that is wrong with a comment that suppresses.
package struct SuppressionFault: Hashable, Sendable {
  /// What can be wrong.
  package enum Kind: String, Decodable, Sendable, CaseIterable {
    /// A word that means nothing, or a comment without an end.
    case unknown
    /// A start without an end, or an end without a start.
    case unpaired
    /// Nothing was suppressed.
    case unused
  }

  /// What is wrong.
  let kind: Kind
  /// Where, in the draft as it was written.
  let place: TextRange
  /// What goes into the message.
  let fields: MessageFields
}

extension SuppressionFault {
  /// A name that no rule and no category has.
  static func unknownRule(_ name: SuppressionComment.Word, known: [String]) -> SuppressionFault {
    let nearest = known.first { $0.hasSuffix("/" + name.text) } ?? nearestName(to: name.text, among: known)
    return SuppressionFault(
      kind: .unknown, place: name.range,
      fields: ["match": .init(verbatim: name.text.excerpt), "hint": .hint(nearest)])
  }

  /// A comment that begins as one for zhangfa and says nothing that it knows.
  static func unknownDirective(_ comment: SuppressionComment) -> SuppressionFault {
    let nearest = nearestName(to: comment.word.text, among: SuppressionComment.Directive.allCases.map(\.rawValue))
    return SuppressionFault(
      kind: .unknown, place: comment.word.range,
      fields: ["match": .init(verbatim: comment.word.text.excerpt), "hint": .hint(nearest)])
  }

  /// A comment without `-->`.
  static func unclosed(_ comment: SuppressionComment) -> SuppressionFault {
    let hint = LocalizedText(zh: "：缺少“-->”", en: ": “-->” is missing")
    return SuppressionFault(
      kind: .unknown, place: comment.word.range,
      fields: ["match": .init(verbatim: comment.word.text.excerpt), "hint": hint])
  }

  /// A start or an end without the other.
  static func unpaired(_ word: SuppressionComment.Word, missing: SuppressionComment.Directive) -> SuppressionFault {
    SuppressionFault(
      kind: .unpaired, place: word.range,
      fields: ["match": .init(verbatim: word.text), "missing": .init(verbatim: missing.rawValue)])
  }

  /// A name, or a comment without names, that suppressed nothing.
  static func unused(_ word: SuppressionComment.Word) -> SuppressionFault {
    SuppressionFault(kind: .unused, place: word.range, fields: ["match": .init(verbatim: word.text)])
  }
}

extension LocalizedText {
  fileprivate static func hint(_ nearest: String?) -> LocalizedText {
    guard let nearest else { return .init(verbatim: "") }
    return LocalizedText(zh: "，是否应为“\(nearest)”？", en: "; did you mean “\(nearest)”?")
  }
}
