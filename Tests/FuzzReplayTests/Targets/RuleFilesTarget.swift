import Diagnostics
import DraftText
import Linting
import PatternMatching
import RuleEngine
import RuleFiles

extension FuzzTarget {
  /// A file added to the shipped rules gives a rule set that works, or is refused with a position in that file.
  ///
  /// The first line of an input is the path of the file, after `# `; without one it is a rule.
  static let ruleFiles = FuzzTarget("rule-files") { input in
    let folder = RuleFolder(path: "house", files: [(path: path(in: input), bytes: input)])
    let shipped = try Project.snapshot()
    let rules: RuleSet
    do throws(RuleSetError) {
      rules = try RuleSet(shipped: shipped, folders: [folder])
    } catch {
      try requireSound(error, in: input)
      return
    }
    let linter = try Linter(rules, selection: .all)
    // The limits of foreign patterns are tested elsewhere. Reaching a limit is not a fault here.
    let result: Linter.Result
    do throws(DraftError) { result = try linter.lint(sample) } catch { return }
    try result.requireSound(in: sample)
  }

  private static func path(in input: [UInt8]) -> String {
    let first = input.prefix { $0 != 0x0A }
    let path = String(decoding: first.dropFirst(2), as: UTF8.self)
    return first.starts(with: "# ".utf8) && path.hasSuffix(".yaml") ? path : "house/rule.yaml"
  }

  /// Requires that each error has an existing position, and a message in both languages.
  static func requireSound(_ error: RuleSetError, in input: [UInt8]) throws(BrokenInvariant) {
    try require(!error.errors.isEmpty, "an error without errors")
    for fault in error.errors {
      // CR and Unicode line ends also begin a line, so the bound is the number of bytes.
      try require(fault.line >= 1 && fault.line <= input.count + 1, "line \(fault.line) of \(fault.path)")
      try require(fault.column >= 1, "column \(fault.column)")
      try require(!fault.message.zh.isEmpty && !fault.message.en.isEmpty, "an error without words")
    }
    for language in Language.allCases { try require(!error.rendered(in: language).isEmpty, "nothing is said") }
  }

  private static let sample = SourceText(
    """
    青梧街道2021年工作总结
    今年以来，我们做了以下两项工作。
    一、抓学习
    （一）一是学。二是用。三是𠮷。X月X日开会，花了XX万元。
    二、存在的问题
    1. 不足(一)
    2. 不够“细
    三、下步打算
    青梧街道办事处
    2021年12月30日

    """)
}
