import Linting
import SystemPackage

extension [DraftInput] {
  /// Returns the inputs without those that a hook does not want to have checked: what configurations or `patterns`
  /// exclude. Of the others, a file need not be a draft, and empty standard input is skipped.
  ///
  /// - Parameter keepsStandardInput: Whether standard input stays in any case: a filter writes all of its input.
  func fromHook(
    excluding excluded: ExcludedDrafts, _ patterns: [Glob], keepsStandardInput: Bool
  ) -> [DraftInput] {
    filter { input in
      keepsStandardInput && input.standardInput != nil
        || !excluded.contain(input.path) && !patterns.contains { $0.matches(input.path.string) }
    }.map { input in
      var input = input
      if let standardInput = input.standardInput {
        if standardInput.isEmpty { (input.error, input.isSkipped) = (.empty, true) }
      } else {
        input.isNamed = false
      }
      return input
    }
  }
}
