import Diagnostics
import RuleEngine
import ShippedRules
import Testing

@Suite("Shipped rules")
struct ShippedRulesTests {
  static let set = Result { try RuleSet(shipped: ShippedRules.prepared, folders: []) }
  static let ids = (try? set.get().rules.map(\.metadata.id.name)) ?? []

  @Test func load() throws { _ = try Self.set.get() }

  @Test(arguments: ids)
  func examples(of id: String) throws {
    let set = try Self.set.get()
    let rule = try #require(set.rule(RuleID(id)))
    for failure in ExampleRun(set).failures(of: rule) { Issue.record("\(failure.message(in: .en))") }
  }
}
