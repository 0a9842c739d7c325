/// The named sub-patterns of `Rules/definitions.yaml`, made ready to be put into expressions.
///
/// A call `(?&name)` costs PCRE2 its knowledge of how a match begins and of how short it can be, and with them most of its
/// speed. So a definition is written in the place of the call wherever that means the same. Only definitions that recurse
/// or capture stay calls, with a `(?(DEFINE)…)` behind the expression: behind it, so that no group number and no offset of
/// the expression changes.
struct PatternDefinitions: Sendable {
  /// An expression whose calls have been dealt with.
  struct Expansion: Sendable {
    /// The expression.
    var text: String
    /// The definitions that it still calls, directly or not.
    var calls: Set<String>
  }

  /// The largest definition, in UTF-8 bytes, that takes the place of its calls.
  private static let inlineLimit = 4096

  /// The expressions as they were given.
  let expressions: [String: String]
  /// The definitions that can take the place of their calls, in the form in which they do.
  private var inlined: [String: Expansion] = [:]
  /// The others, without name and parentheses.
  private var called: [String: Expansion] = [:]
  /// The names that each definition calls, directly or through others.
  private let reached: [String: Set<String>]

  init(_ expressions: [String: String]) {
    self.expressions = expressions
    let syntax = expressions.mapValues(PatternSyntax.init)
    let reach = Self.reach(of: syntax)
    reached = reach
    var waiting = Set(expressions.keys)
    for (name, expression) in expressions
    where reach[name, default: []].contains(name) || syntax[name]?.captures == true {
      called[name] = Expansion(text: expression, calls: reach[name, default: []].union([name]))
      waiting.remove(name)
    }
    // Whatever waits now does not recurse, so each round finds one at least whose calls are all settled.
    while let name = waiting.first(where: { name in
      syntax[name]?.calls.allSatisfy { !waiting.contains($0.name) } ?? true
    }) {
      waiting.remove(name)
      guard let expression = expressions[name], let syntax = syntax[name] else { continue }
      var expansion = expand(expression, syntax)
      // Inside a call the options in force are those of the definition, not those at the place of the call.
      expansion.text = "(?^m:\(PatternSyntax.terminated(expansion.text)))"
      if expansion.text.utf8.count <= Self.inlineLimit {
        inlined[name] = expansion
      } else {
        called[name] = Expansion(text: expression, calls: reach[name, default: []].union([name]))
      }
    }
  }

  /// The names that each definition calls, directly or through others.
  private static func reach(of syntax: [String: PatternSyntax]) -> [String: Set<String>] {
    let direct = syntax.mapValues { syntax in Set(syntax.calls.map(\.name)).subtracting(syntax.groupNames) }
    return direct.mapValues { names in
      var reached = names
      var fresh = names
      while !fresh.isEmpty {
        fresh = Set(fresh.flatMap { direct[$0] ?? [] }).subtracting(reached)
        reached.formUnion(fresh)
      }
      return reached
    }
  }

  /// Deals with the calls of `expression`. Calls of unknown names stay as they are.
  func expand(_ expression: String) -> Expansion {
    guard PatternSyntax.mayCall(expression) else { return Expansion(text: expression, calls: []) }
    return expand(expression, PatternSyntax(expression))
  }

  /// Deals with the calls of `expression`, whose syntax is `syntax`.
  private func expand(_ expression: String, _ syntax: PatternSyntax) -> Expansion {
    guard !syntax.calls.isEmpty else { return Expansion(text: expression, calls: []) }
    let bytes = Array(expression.utf8)
    var text = ""
    var calls: Set<String> = []
    var end = 0
    for call in syntax.calls where !syntax.groupNames.contains(call.name) {
      if let definition = inlined[call.name] {
        text += String(decoding: bytes[end..<call.range.lowerBound], as: UTF8.self) + definition.text
        calls.formUnion(definition.calls)
        end = call.range.upperBound
      } else if let definition = called[call.name] {
        calls.formUnion(definition.calls)
      }
    }
    return Expansion(text: text + String(decoding: bytes[end...], as: UTF8.self), calls: calls)
  }

  /// The `(?(DEFINE)…)` with `names`, all of them with their expressions as they were given; empty without names.
  func define(_ names: some Collection<String>) -> String {
    guard !names.isEmpty else { return "" }
    return "(?(DEFINE)" + names.sorted().map { "(?<\($0)>\(PatternSyntax.terminated(expressions[$0] ?? "")))" }.joined()
      + ")"
  }

  /// All definitions that `syntax` calls, directly or through others; unknown ones too.
  func reach(of syntax: PatternSyntax) -> Set<String> {
    let called = Set(syntax.calls.map(\.name)).subtracting(syntax.groupNames)
    return called.reduce(into: called) { $0.formUnion(reached[$1, default: []]) }
  }
}
