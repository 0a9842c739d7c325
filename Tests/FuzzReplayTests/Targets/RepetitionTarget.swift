import DraftText
import Linting

extension FuzzTarget {
  /// A short text, repeated many times: work that grows faster than the text makes this input slow. The text before a
  /// zero byte is not repeated.
  static let repetition = FuzzTarget("repetition", isText: true) { input in
    guard !input.isEmpty, input.count <= 256 else { return }
    let (head, unit) = input.firstIndex(of: 0).map { (input[..<$0], input[($0 + 1)...]) } ?? ([], input[...])
    guard !unit.isEmpty else { return }
    let repeated = [ArraySlice<UInt8>](repeating: unit, count: size / input.count).joined()
    guard let source = SourceText(fuzzed: Array(head) + Array(repeated)) else { return }
    let result = try Linter.shipped().lint(source)
    try require(result.failures.isEmpty, "a rule is stopped: \(result.failures.map(\.message.en))")
    try result.requireSound(in: source)
  }

  /// The size of the text in bytes. It is small in a replay, which does not look for slow inputs.
  private static let size = Int(Project.setting("ZHANGFA_FUZZ_SIZE") ?? "") ?? 8 << 10
}
