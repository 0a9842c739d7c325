import Synchronization

/// The definitions that all patterns share, made ready when a pattern first needs them. Prepared patterns never do.
final class SharedDefinitions: Sendable {
  private final class Made: Sendable {
    let definitions: PatternDefinitions

    init(_ expressions: [String: String]) { definitions = PatternDefinitions(expressions) }
  }

  /// The definitions that cannot be used; they have been reported already.
  let broken: Set<String>
  private let expressions: [String: String]
  private let made = AtomicLazyReference<Made>()

  /// Takes the definitions by name.
  init(_ expressions: [String: String], broken: Set<String> = []) {
    self.expressions = expressions
    self.broken = broken
  }

  /// The definitions, ready to be put into expressions.
  var ready: PatternDefinitions { (made.load() ?? made.storeIfNil(Made(expressions))).definitions }
}
