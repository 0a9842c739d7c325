import Diagnostics

/// The rules of a run, selected by name: the id of a rule, or the category before its slash.
///
/// The longest name that fits a rule decides; of two equal names, the ignored one. Without selected names, all rules
/// are included that are neither off nor optional. An optional rule is included if its id or its category is selected,
/// a rule that is off only if its whole id is selected.
package struct RuleSelection: Hashable, Sendable {
  private let selected: Set<String>
  private let ignored: Set<String>

  /// All rules that are neither off nor optional.
  package static let all = RuleSelection(selected: [], ignored: [])
}

extension RuleSelection {
  /// Selects and ignores by name.
  ///
  /// - Parameter known: The ids of all rules there are.
  /// - Throws: An error for a name that is neither the id nor the category of a rule.
  package init(selected: [String], ignored: [String], known: [RuleID]) throws(Failure) {
    let names = Set(known.flatMap(\.fittingNames))
    if let unknown = (selected + ignored).first(where: { !names.contains($0) }) {
      let message = LocalizedText(zh: "没有叫“\(unknown)”的规则或类别", en: "there is no rule or category “\(unknown)”")
      throw .unknownName(unknown, message, known: names.sorted())
    }
    self.init(selected: Set(selected), ignored: Set(ignored))
  }

  /// Whether the rule called `id` is included.
  package func includes(_ id: RuleID, isOff: Bool = false, isOptional: Bool = false) -> Bool {
    let names = id.fittingNames
    let selecting = names.first { selected.contains($0) }
    let ignoring = names.first { ignored.contains($0) }
    if isOff && selecting != id.name || isOptional && selecting == nil { return false }
    guard let ignoring else { return selecting != nil || selected.isEmpty }
    return (selecting?.utf8.count ?? 0) > ignoring.utf8.count
  }
}
