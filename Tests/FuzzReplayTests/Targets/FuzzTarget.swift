/// A part of zhangfa that must handle any input, with the invariants that must hold.
struct FuzzTarget: Sendable {
  /// The name of its corpus.
  let name: String
  /// Whether the input is text. Then an input that is not UTF-8 tests nothing.
  let isText: Bool
  /// Runs the target on an input; throws a ``BrokenInvariant`` if an invariant does not hold.
  let run: @Sendable (_ input: [UInt8]) throws -> Void

  init(_ name: String, isText: Bool = false, _ run: @escaping @Sendable ([UInt8]) throws -> Void) {
    self.name = name
    self.isText = isText
    self.run = run
  }

  /// One line for each file of this folder that holds a target.
  static let all: [FuzzTarget] = [
    .archive, .baseline, .configuration, .decoding, .fixer, .globs, .kinds, .outline, .patterns, .repetition,
    .ruleFiles, .shippedRules, .word,
  ]
}

/// An invariant that does not hold.
struct BrokenInvariant: Error, CustomStringConvertible {
  let description: String
}

/// Throws a ``BrokenInvariant`` with the text `claim` if `holds` is false.
func require(_ holds: Bool, _ claim: @autoclosure () -> String) throws(BrokenInvariant) {
  guard holds else { throw BrokenInvariant(description: claim()) }
}
