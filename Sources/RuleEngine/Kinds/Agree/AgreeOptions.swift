import PatternMatching
import RuleFiles

// Checks of the keys of a rule: a key without effect is an error.

extension AgreeRule.Options {
  /// - Throws: ``OptionError`` for a key that the rule does not use.
  func checkUse(by comparison: AgreeRule.Comparison) throws(OptionError) {
    let special: [(key: CodingKeys, isGiven: Bool)] = [
      (.fold, fold != nil), (.besideOthers, besideOthers != nil), (.body, body != nil), (.months, months != nil),
    ]
    for (key, isGiven) in special where isGiven && !comparison.keys.contains(key) {
      throw .useless(key, zh: "compare: \(comparison.rawValue) 时", en: "with compare: \(comparison.rawValue)")
    }
    for (key, isGiven) in [(CodingKeys.unless, unless != nil), (.scope, scope != nil)] where isGiven && pattern == nil {
      throw .useless(key, zh: "没有 pattern 时", en: "without pattern")
    }
    if months != nil, date == nil { throw .useless(.months, zh: "没有 date 时", en: "without date") }
  }
}

extension AgreeRule.Comparison {
  /// The keys that this comparison uses, of those that not all comparisons use.
  fileprivate var keys: Set<AgreeRule.Options.CodingKeys> {
    switch self {
    case .spelling: [.fold]
    case .body: [.body, .besideOthers]
    case .sound: [.besideOthers]
    case .year: [.months]
    }
  }

  /// The groups in which the comparison looks for names.
  private var groups: [String] {
    switch self {
    case .spelling: ["key"]
    case .body: ["name"]
    case .sound: ["name", "part"]
    case .year: ["year", "next", "since", "work"]
    }
  }

  /// - Throws: ``OptionError`` if nothing can be compared: there is no pattern, or one without the necessary groups.
  func checkGroups(
    of places: [(place: NameMention.Place, pattern: Pattern)], _ patterns: [Pattern]
  ) throws(OptionError) {
    if patterns.isEmpty, !places.contains(where: { self != .year || $0.place != .date }) {
      throw OptionError(
        "compare", zh: "没有可比较的：缺少模式", en: "there is nothing to compare: no pattern says where names are")
    }
    for pattern in patterns { try checkGroups(of: pattern, key: "pattern") }
    for (place, pattern) in places {
      switch place {
      // The title pattern of `year` can serve only to tell whether the rule applies.
      case .title where self == .year: break
      case .date where self == .year:
        for group in ["year", "month"] where !pattern.groupNames.contains(group) {
          throw .missingGroup([group], key: place.rawValue)
        }
      default: try checkGroups(of: pattern, key: place.rawValue)
      }
    }
  }

  private func checkGroups(of pattern: Pattern, key: String) throws(OptionError) {
    if pattern.groupNames.isDisjoint(with: groups) { throw .missingGroup(groups, key: key) }
  }
}

extension OptionError {
  fileprivate static func useless(_ key: AgreeRule.Options.CodingKeys, zh: String, en: String) -> OptionError {
    OptionError(key.rawValue, zh: "\(zh)用不到 \(key.rawValue)", en: "\(key.rawValue) is of no use \(en)")
  }

  fileprivate static func missingGroup(_ groups: [String], key: String) -> OptionError {
    let names = groups.map { "(?<\($0)>…)" }
    return OptionError(
      key, zh: "模式缺少命名组 \(names.joined(separator: " 或 "))",
      en: "the pattern needs a group \(names.joined(separator: " or "))")
  }
}
