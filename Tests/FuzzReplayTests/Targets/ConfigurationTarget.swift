import DraftText
import Linting
import RuleEngine
import RuleFiles

extension FuzzTarget {
  /// A configuration is read, or refused with a position in the file. One that was read can be used.
  static let configuration = FuzzTarget("configuration") { input in
    let configuration: Configuration
    do throws(RuleSetError) {
      configuration = try Configuration("/work/.zhangfa.yaml", shown: ".zhangfa.yaml", bytes: input)
    } catch {
      try requireSound(error, in: input)
      return
    }
    let rules = try RuleSet.shipped()
    do throws(RuleSetError) {
      try configuration.check(against: rules)
    } catch {
      try requireSound(error, in: input)
    }
    _ = configuration.excluded.contains { $0.matches("稿/总结.txt") }
    let settings = FileSettings(configuration, for: "稿/总结.txt")
    // An unknown profile is an error here.
    guard let linter = try? Linter(rules, selection: .all, settings: settings) else { return }
    let source = SourceText("工作总结\n一、甲甲\n一、XX局，乙(丙\n")
    try linter.lint(source).requireSound(in: source)
  }
}
