import DraftText
import Linting

extension FuzzTarget {
  /// A short text many times over: a step that grows faster than the text makes it a slow input.
  static let repetition = FuzzTarget("repetition", isText: true) { input in
    guard !input.isEmpty, input.count <= 256, SourceText(fuzzed: input) != nil else { return }
    let times = size / input.count
    guard let source = SourceText(fuzzed: Array([[UInt8]](repeating: input, count: times).joined())) else { return }
    let result = try Linter.shipped().lint(source)
    try require(result.failures.isEmpty, "a rule is stopped: \(result.failures.map(\.message.en))")
    try result.requireSound(in: source)
  }

  /// The bytes of the text: little in a replay, where nobody waits for what is slow.
  private static let size = Int(Project.setting("ZHANGFA_FUZZ_SIZE") ?? "") ?? 8 << 10
}
