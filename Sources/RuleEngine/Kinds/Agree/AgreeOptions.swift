import PatternMatching
import RuleFiles

// Checks of the keys of a rule: a key without effect is an error.

extension AgreeRule.Options {
  /// - Parameter given: The keys of the file.
  /// - Throws: ``OptionError`` for a key that the rule does not use.
  func checkUse(of given: [CodingKeys]) throws(OptionError) {
    let compare = compare ?? .spelling
    let others = AgreeRule.Comparison.allCases.reduce(into: Set()) { $0.formUnion($1.type.keys) }
      .subtracting(compare.type.keys)
    if let key = given.first(where: others.contains) {
      throw .useless(key, zh: "compare: \(compare.rawValue) 时", en: "with compare: \(compare.rawValue)")
    }
    if pattern == nil, let key = given.first(where: { $0 == .unless || $0 == .scope }) {
      throw .useless(key, zh: "没有 pattern 时", en: "without pattern")
    }
    if months != nil, date == nil { throw .useless(.months, zh: "没有 date 时", en: "without date") }
  }
}

extension AgreeRule.Comparison {
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
    if pattern.groupNames.isDisjoint(with: type.groups) { throw .missingGroup(type.groups, key: key) }
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
