import PatternMatching

/// The named sub-patterns of `Rules/definitions.yaml`, prepared for use in expressions.
///
/// A call `(?&name)` hides from PCRE2 how a match begins and how short it can be, and so costs most of its speed.
/// Therefore a definition replaces its call wherever that means the same. Only definitions that recurse or capture stay
/// calls, with a `(?(DEFINE)…)` after the expression, so that no group number and no offset of the expression changes.
final class PatternDefinitions: Sendable {
  /// An expression after its calls were expanded.
  struct Expansion: Sendable {
    /// The expression.
    var text: String
    /// The definitions that the expression still calls, directly or indirectly.
    var calls: Set<String> = []
  }

  /// The expressions as they were given.
  let expressions: [String: String]
  /// The definitions that cannot be used; their errors have been reported.
  let broken: Set<String>
  /// The prepared definitions, made on first use: the patterns of the library never need them.
  private let prepared = LazyReference<PreparedDefinitions>()

  init(_ expressions: [String: String], broken: Set<String> = []) {
    self.expressions = expressions
    self.broken = broken
  }

  private var ready: PreparedDefinitions { prepared.value { PreparedDefinitions(expressions) } }

  /// Expands the calls of `expression`, and ends it so that syntax can follow. Calls of unknown names stay as they are.
  func expand(_ expression: String) -> Expansion {
    // An expression with a call or an open end has one of these bytes. Searching for them is far cheaper than parsing.
    guard expression.utf8.contains(where: { "&PgQ#".utf8.contains($0) }) else { return Expansion(text: expression) }
    return ready.expand(PatternSyntax(expression))
  }

  /// Returns the `(?(DEFINE)…)` with the definitions `names` as given; empty without names.
  func define(_ names: some Collection<String>) -> String {
    guard !names.isEmpty else { return "" }
    return "(?(DEFINE)" + names.sorted().map { "(?<\($0)>\(ready.terminated[$0] ?? ""))" }.joined() + ")"
  }

  /// Returns the names that `syntax` calls, directly or through others, including unknown ones.
  func reach(of syntax: PatternSyntax) -> Set<String> { ready.reach(of: syntax) }
}

/// The replacement for the calls of each definition.
private final class PreparedDefinitions: Sendable {
  typealias Expansion = PatternDefinitions.Expansion

  /// The largest definition, in UTF-8 bytes, that replaces its calls. Without a limit, definitions that call each other
  /// twice would grow endlessly.
  private static let inlineLimit = 4096

  /// The expressions, each ended so that syntax can follow.
  let terminated: [String: String]
  /// The replacement for a call, for each definition that can be inlined.
  private let inlined: [String: Expansion]
  /// The names that each definition calls, directly or through others.
  private let reached: [String: Set<String>]

  init(_ expressions: [String: String]) {
    let syntax = expressions.mapValues(PatternSyntax.init)
    let reached = Self.reach(syntax.mapValues { Set($0.calls.map(\.name)) })
    self.reached = reached
    terminated = syntax.mapValues(\.terminated)
    var inlined: [String: Expansion] = [:]
    var waiting = syntax.filter { name, syntax in !syntax.captures && !reached[name, default: []].contains(name) }
    // Definitions that wait do not recurse, so each round finds at least one whose calls are all settled.
    while let (name, syntax) = waiting.first(where: { $1.calls.allSatisfy { waiting[$0.name] == nil } }) {
      waiting[name] = nil
      var expansion = Self.expand(syntax, by: inlined, reached)
      // In a call, the options of the definition apply, not those at the place of the call.
      expansion.text = "(?^m:\(expansion.text))"
      if expansion.text.utf8.count <= Self.inlineLimit { inlined[name] = expansion }
    }
    self.inlined = inlined
  }

  /// Returns the names that can be reached from each name through the names in `direct`.
  private static func reach(_ direct: [String: Set<String>]) -> [String: Set<String>] {
    direct.mapValues { names in
      var reached = names
      var fresh = names
      while !fresh.isEmpty {
        fresh = Set(fresh.flatMap { direct[$0] ?? [] }).subtracting(reached)
        reached.formUnion(fresh)
      }
      return reached
    }
  }

  func expand(_ syntax: PatternSyntax) -> Expansion { Self.expand(syntax, by: inlined, reached) }

  private static func expand(
    _ syntax: PatternSyntax, by inlined: [String: Expansion], _ reached: [String: Set<String>]
  ) -> Expansion {
    let bytes = Array(syntax.terminated.utf8)
    var expansion = Expansion(text: "")
    var end = 0
    for call in syntax.calls {
      if let definition = inlined[call.name] {
        expansion.text += String(decoding: bytes[end..<call.range.start], as: UTF8.self) + definition.text
        expansion.calls.formUnion(definition.calls)
        end = call.range.end
      } else if let calls = reached[call.name] {
        expansion.calls.formUnion(calls.union([call.name]))
      }
    }
    expansion.text += String(decoding: bytes[end...], as: UTF8.self)
    return expansion
  }

  func reach(of syntax: PatternSyntax) -> Set<String> {
    syntax.calls.reduce(into: []) { $0.formUnion(reached[$1.name, default: []].union([$1.name])) }
  }
}
