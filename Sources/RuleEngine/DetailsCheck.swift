import Diagnostics
import RuleFiles

/// Checks what a rule file tells readers: the reason, the source and the examples. Checks of drafts never need them.
struct DetailsCheck {
  let fields: FieldReader
  /// The names of the profiles.
  let profiles: [String]

  /// Reports all errors.
  func run() {
    let isShipped = fields.file.isShipped
    func read<Value: Decodable>(_ key: RuleReader.Key, isRequired: Bool) -> Value? {
      isRequired ? fields.required(key.rawValue) : fields.optional(key.rawValue)
    }
    let _: RuleText? = read(.why, isRequired: isShipped)
    let _: RuleText? = read(.source, isRequired: false)
    let examples: RuleExamples? = read(.examples, isRequired: isShipped)
    guard let examples, let node = fields.value(of: RuleReader.Key.examples.rawValue) else { return }
    if isShipped, examples.bad.count < 2 || examples.good.count < 2 {
      fields.report(
        .init(zh: "至少要有两个 bad 示例和两个 good 示例", en: "at least two bad and two good examples are needed"), at: node)
    }
    for list in node.entries ?? [] {
      let isBad = list.key == "bad"
      guard case .sequence(let nodes) = list.value.content else { continue }
      for (example, node) in zip(isBad ? examples.bad : examples.good, nodes) {
        check(example, at: node, isBad: isBad)
      }
    }
  }

  private func check(_ example: RuleExample, at node: DataNode, isBad: Bool) {
    if let profile = example.profile, !profiles.contains(profile) {
      fields.report(unknownName(profile, of: .profile, known: profiles), at: node.value(of: "profile") ?? node)
    }
    guard let marked = MarkedText(example.text) else {
      return fields.report(.init(zh: "⟦ 与 ⟧ 不成对", en: "⟦ and ⟧ do not pair up"), at: node)
    }
    if isBad, marked.ranges.isEmpty {
      fields.report(
        .init(zh: "bad 示例要用 ⟦ ⟧ 标出应报告之处", en: "a bad example needs ⟦ ⟧ around what must be reported"), at: node)
    }
    if !isBad, !marked.ranges.isEmpty {
      fields.report(.init(zh: "good 示例中不能有 ⟦ ⟧", en: "a good example cannot have ⟦ ⟧"), at: node)
    }
  }
}
