import Diagnostics
import PatternMatching
import RuleEngine

/// A rule that could not check the whole draft. Whether it would have found more is not known.
package struct RuleFailure: ExplainedError, Hashable {
  /// The rule.
  package let ruleID: RuleID
  /// What to tell the user.
  package let message: LocalizedText

  /// Records that `error` stopped the rule. Then no finding of the rule is reported.
  package init(ruleID: RuleID, error: MatchError) {
    self.ruleID = ruleID
    message = LocalizedText(
      zh: "规则 \(ruleID) 没有查完：\(error.reason.zh)", en: "rule \(ruleID) was stopped: \(error.reason.en)")
  }

  /// Records that the rule has more findings than ``RuleMetadata/mostFindings``. Only the first are reported.
  init(tooManyOf ruleID: RuleID) {
    self.ruleID = ruleID
    message = LocalizedText(
      zh: "规则 \(ruleID) 查出的问题超过 \(RuleMetadata.mostFindings) 处，其余没有列出",
      en: "rule \(ruleID) finds more than \(RuleMetadata.mostFindings) faults; the rest is not listed")
  }
}

extension MatchError {
  /// The limit that was exceeded, or the other error.
  package var reason: LocalizedText {
    switch self {
    case .stepLimit: .exceeding(zh: "匹配步数", en: "the limit of match steps")
    case .depthLimit: .exceeding(zh: "回溯层数", en: "the limit of backtracking depth")
    case .heapLimit: .exceeding(zh: "匹配所用内存", en: "the memory limit")
    case .workLimit: .exceeding(zh: "匹配工作量", en: "the limit of work")
    case .tooMany(let limit):
      LocalizedText(zh: "序号或标题超过 \(limit) 个", en: "more than \(limit) headings or enumerators")
    case .other(let code, let message):
      LocalizedText(zh: "PCRE2 报错 \(code)：\(message)", en: "PCRE2 error \(code): \(message)")
    }
  }
}

extension LocalizedText {
  fileprivate static func exceeding(zh limit: String, en englishLimit: String) -> LocalizedText {
    LocalizedText(
      zh: "\(limit)超过上限，它的模式在这份稿件上匹配不完", en: "its pattern ran over \(englishLimit) on this draft")
  }
}
