import Diagnostics
import PatternMatching

/// A rule that could not be held against a draft. What it would have found there is not known.
package struct RuleFailure: Error, Hashable, Sendable {
  /// The rule.
  package let ruleID: RuleID
  /// What stopped it.
  package let error: MatchError

  /// Records that `error` stopped the rule.
  package init(ruleID: RuleID, error: MatchError) {
    self.ruleID = ruleID
    self.error = error
  }

  /// What to tell the user.
  package var message: LocalizedText {
    LocalizedText(
      zh: "规则 \(ruleID) 没有查完：\(error.reason.zh)",
      en: "rule \(ruleID) was stopped: \(error.reason.en)")
  }
}

extension MatchError {
  /// Which limit was hit, or what else went wrong.
  var reason: LocalizedText {
    switch self {
    case .stepLimit:
      LocalizedText(zh: "匹配步数超过上限，这条规则的式样在这份稿件上跑不完", en: "its pattern ran over the limit of match steps on this draft")
    case .depthLimit:
      LocalizedText(zh: "回溯层数超过上限", en: "its pattern ran over the limit of backtracking depth on this draft")
    case .heapLimit: LocalizedText(zh: "匹配所用内存超过上限", en: "its pattern ran over the memory limit on this draft")
    case .other(let code, let message):
      LocalizedText(zh: "PCRE2 报错 \(code)：\(message)", en: "PCRE2 error \(code): \(message)")
    }
  }
}
