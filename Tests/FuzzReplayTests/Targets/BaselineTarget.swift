import DraftText
import Linting
import RuleEngine
import RuleFiles

extension FuzzTarget {
  /// A baseline is read, or refused with a position in the file. A baseline that was read is the same after writing.
  static let baseline = FuzzTarget("baseline") { input in
    let baseline: Baseline
    do throws(RuleSetError) {
      baseline = try Baseline(input, at: ".zhangfa-baseline.json", workingFolder: "/work")
    } catch {
      try requireSound(error, in: input)
      return
    }
    let again = try Baseline(Array(baseline.text.utf8), at: ".zhangfa-baseline.json", workingFolder: "/work")
    try require(again.entries == baseline.entries, "a baseline reads differently after it was written")
    let source = SourceText("工作总结\n一、甲甲\n一、XX局，乙(丙\n")
    let known = baseline.known(in: "a.txt")
    try Linter.shipped().excluding(known).lint(source).requireSound(in: source)
  }
}
