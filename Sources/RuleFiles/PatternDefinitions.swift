import PatternMatching

/// The named sub-patterns of `Rules/definitions.yaml`, made ready to be put into expressions.
///
/// A call `(?&name)` costs PCRE2 its knowledge of how a match begins and of how short it can be, and with them most of its
/// speed. So a definition is written in the place of the call wherever that means the same. Only definitions that recurse
/// or capture stay calls, with a `(?(DEFINE)…)` behind the expression: behind it, so that no group number and no offset of
/// the expression changes.
final class PatternDefinitions: Sendable {
  /// An expression whose calls have been dealt with.
  struct Expansion: Sendable {
    /// The expression.
    var text: String
    /// The definitions that it still calls, directly or not.
    var calls: Set<String> = []
  }

  /// The expressions as they were given.
  let expressions: [String: String]
  /// The definitions that cannot be used; they have been reported already.
  let broken: Set<String>
  /// Made when an expression first needs it: the patterns of the library never do.
  private let prepared = LazyReference<PreparedDefinitions>()

  init(_ expressions: [String: String], broken: Set<String> = []) {
    self.expressions = expressions
    self.broken = broken
  }

  private var ready: PreparedDefinitions { prepared.value { PreparedDefinitions(expressions) } }

  /// Deals with the calls of `expression`, and ends it so that syntax can follow. Calls of unknown names stay as they are.
  func expand(_ expression: String) -> Expansion {
    // What calls something or needs an end has one of these bytes. Looking for them is far cheaper than reading the syntax.
    guard expression.utf8.contains(where: { "&PgQ#".utf8.contains($0) }) else { return Expansion(text: expression) }
    return ready.expand(PatternSyntax(expression))
  }

  /// The `(?(DEFINE)…)` with `names`, all of them with their expressions as they were given; empty without names.
  func define(_ names: some Collection<String>) -> String {
    guard !names.isEmpty else { return "" }
    return "(?(DEFINE)" + names.sorted().map { "(?<\($0)>\(ready.terminated[$0] ?? ""))" }.joined() + ")"
  }

  /// All definitions that `syntax` calls, directly or through others; unknown ones too.
  func reach(of syntax: PatternSyntax) -> Set<String> { ready.reach(of: syntax) }
}

/// What takes the place of the calls of each definition.
private final class PreparedDefinitions: Sendable {
  typealias Expansion = PatternDefinitions.Expansion

  /// The largest definition, in UTF-8 bytes, that takes the place of its calls. Definitions that call each other twice over
  /// would else grow without end.
  private static let inlineLimit = 4096

  /// The expressions, ended so that syntax can follow.
  let terminated: [String: String]
  /// What stands in the place of a call of each definition that can take it.
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
    // Whatever waits does not recurse, so each round finds one at least whose calls are all settled.
    while let (name, syntax) = waiting.first(where: { $1.calls.allSatisfy { waiting[$0.name] == nil } }) {
      waiting[name] = nil
      var expansion = Self.expand(syntax, by: inlined, reached)
      // Inside a call the options in force are those of the definition, not those at the place of the call.
      expansion.text = "(?^m:\(expansion.text))"
      if expansion.text.utf8.count <= Self.inlineLimit { inlined[name] = expansion }
    }
    self.inlined = inlined
  }

  /// What can be reached from each name, when each leads to those in `direct`.
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
