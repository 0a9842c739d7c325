/// A part of zhangfa that has to stand any input, and what must hold for it.
struct FuzzTarget: Sendable {
  /// What its corpus is called.
  let name: String
  /// Whether the input is text, so that bytes which are no UTF-8 tell nothing.
  let isText: Bool
  /// Feeds it an input; throws a ``BrokenInvariant`` where something does not hold.
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

/// What should have held and does not.
struct BrokenInvariant: Error, CustomStringConvertible {
  let description: String
}

/// Throws what `claim` says where it does not hold.
func require(_ holds: Bool, _ claim: @autoclosure () -> String) throws(BrokenInvariant) {
  guard holds else { throw BrokenInvariant(description: claim()) }
}
