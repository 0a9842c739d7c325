import Diagnostics
import RuleEngine

/// Which rules a run uses, by names that are a rule's id or the category before its slash.
///
/// Of the names that fit a rule the longest decides; of equals, the ignored one. Without any selected name all rules
/// are in that are not off; an off rule is in only when its whole id is selected.
package struct RuleSelection: Hashable, Sendable {
  private let selected: Set<String>
  private let ignored: Set<String>

  /// All rules that are not off.
  package static let all = RuleSelection(unchecked: [], ignored: [])

  private init(unchecked selected: Set<String>, ignored: Set<String>) {
    self.selected = selected
    self.ignored = ignored
  }

  /// Selects and ignores by name.
  ///
  /// - Parameter known: The ids of all rules there are.
  /// - Throws: An ``UnknownNameError`` for a name that is neither the id nor the category of a rule.
  package init(selected: [String], ignored: [String], known: [RuleID]) throws(UnknownNameError) {
    let names = Set(known.flatMap(namesFitting))
    if let unknown = (selected + ignored).first(where: { !names.contains($0) }) {
      throw UnknownNameError(.rule, unknown, known: names.sorted())
    }
    self.init(unchecked: Set(selected), ignored: Set(ignored))
  }

  /// Whether the rule called `id` is in.
  package func includes(_ id: RuleID, isOff: Bool = false) -> Bool {
    let names = namesFitting(id)
    let selecting = names.first { selected.contains($0) }
    let ignoring = names.first { ignored.contains($0) }
    if isOff && selecting != id.name { return false }
    guard let ignoring else { return selecting != nil || selected.isEmpty }
    return (selecting?.utf8.count ?? 0) > ignoring.utf8.count
  }
}
