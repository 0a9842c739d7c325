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
  package var reason: LocalizedText {
    switch self {
    case .stepLimit: .exceeding(zh: "匹配步数", en: "the limit of match steps")
    case .depthLimit: .exceeding(zh: "回溯层数", en: "the limit of backtracking depth")
    case .heapLimit: .exceeding(zh: "匹配所用内存", en: "the memory limit")
    case .workLimit: .exceeding(zh: "匹配工作量", en: "the limit of work")
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
