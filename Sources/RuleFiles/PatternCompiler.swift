import Diagnostics
import DraftText
import PatternMatching

/// Compiles the patterns of rule files, after inserting the shared definitions.
///
/// Its errors have their positions in the rule file. Callers pass them on.
package struct PatternCompiler: Sendable {
  /// The most UTF-8 bytes of all definitions that one expression calls. They are limited because they are compiled
  /// again with each expression. Those of a shipped rule have a few thousand bytes.
  private static let mostDefinitionBytes = 64 << 10

  /// The words that rules look up.
  package let lexicon: Lexicon
  private let definitions: PatternDefinitions
  /// The file of the patterns and the library that stores them; nil for a file that has not been checked.
  private let precompiled: (path: String, library: PatternLibrary)?

  /// Whether the patterns have been checked before, as those of the shipped rules are when zhangfa is built. Such
  /// patterns are compiled on first use.
  package var isTrusted: Bool { precompiled != nil }

  /// Whether the `needs` of rules in the file are valid: not in a shipped file if an office changed definitions.
  package let trustsNeeds: Bool

  /// Takes the definitions by name.
  package init(definitions: [String: String] = [:]) { self.init(PatternDefinitions(definitions)) }

  init(
    _ definitions: PatternDefinitions, lexicon: Lexicon = .none,
    precompiled: (path: String, library: PatternLibrary)? = nil, trustsNeeds: Bool = true
  ) {
    self.definitions = definitions
    self.lexicon = lexicon
    self.precompiled = precompiled
    self.trustsNeeds = trustsNeeds
  }

  /// Compiles one expression, or several as alternatives.
  package func compile(_ pattern: PatternSource) throws -> Pattern { try compile(pattern, unless: nil) }

  /// Compiles `pattern` so that it skips the matches of `exception`.
  ///
  /// - Parameters:
  ///   - groups: The groups that each alternative must have.
  ///   - allowsEmpty: Whether `pattern` may match the empty text; otherwise this is an error.
  package func compile(
    _ pattern: PatternSource, unless exception: PatternSource?, groups: [String] = [], allowsEmpty: Bool = false
  ) throws -> Pattern {
    if let precompiled {
      let key = PatternLibrary.Key(
        file: precompiled.path, position: pattern.expressions.first?.position ?? .start,
        alternatives: pattern.expressions.count, hasExceptions: exception != nil)
      return precompiled.library.pattern(key) { Pattern(trusted: expression(pattern, unless: exception)) }
    }
    let allowsNumbers = keepsGroupNumbers(pattern, unless: exception)
    let exceptions = exception?.expressions ?? []
    let found =
      pattern.expressions.flatMap {
        faults(of: $0, groups: groups, allowsEmpty: allowsEmpty, allowsNumbers: allowsNumbers)
      } + exceptions.flatMap { faults(of: $0, allowsNumbers: false) }
    if !found.isEmpty { throw NodeErrors(errors: found) }
    // A called definition is broken, which has been reported.
    let calls = (pattern.expressions + exceptions).map { definitions.reach(of: PatternSyntax($0.text)) }
    if !calls.allSatisfy(definitions.broken.isDisjoint) { throw NodeErrors(errors: []) }
    do {
      let isLinear = (pattern.expressions + exceptions).allSatisfy(\.isLinear)
      return try Pattern(expression(pattern, unless: exception), counting: isLinear ? .matches : .everything)
    } catch {
      throw NodeError(.badPattern(error.message), at: pattern.expressions.first?.position ?? .start)
    }
  }

  /// Whether group numbers keep their meaning. They do not if another expression comes before.
  private func keepsGroupNumbers(_ pattern: PatternSource, unless exception: PatternSource?) -> Bool {
    pattern.expressions.count == 1 && exception == nil
  }

  /// Returns one expression with all alternatives, exceptions, and called definitions.
  private func expression(_ pattern: PatternSource, unless exception: PatternSource?) -> String {
    let expansions = pattern.alternatives.map { definitions.expand($0) }
    let exceptions = (exception?.alternatives ?? []).map { definitions.expand($0) }
    let called = definitions.define((expansions + exceptions).reduce(into: Set()) { $0.formUnion($1.calls) })
    if keepsGroupNumbers(pattern, unless: exception), called.isEmpty { return expansions.map(\.text).joined() }
    return Pattern.expression(
      expansions.alternatives + called, unless: exception == nil ? nil : exceptions.alternatives)
  }

  /// Returns the errors of one expression.
  ///
  /// - Parameter isDefinition: Whether it is a definition itself: then the errors of those that it calls do not count.
  private func faults(
    of expression: PatternSource.Expression, groups: [String] = [], allowsEmpty: Bool = false, allowsNumbers: Bool,
    isDefinition: Bool = false
  ) -> [NodeError] {
    let syntax = PatternSyntax(expression.text)
    func fault(_ message: LocalizedText, offset: Int = 0) -> [NodeError] {
      [NodeError(message, at: expression.position, offset: offset)]
    }
    if let call = syntax.calls.first(where: { definitions.expressions[$0.name] == nil }) {
      let known = definitions.expressions.keys.sorted()
      return fault(unknownName(call.name, of: .definition, known: known), offset: call.range.start)
    }
    let reach = isDefinition ? [] : definitions.reach(of: syntax)
    guard reach.isDisjoint(with: definitions.broken) else { return [] }
    let defined = isDefinition ? syntax.stubs : "(?^m)" + definitions.define(reach)
    if defined.utf8.count > Self.mostDefinitionBytes { return fault(.callsTooMuch(Self.mostDefinitionBytes)) }
    if let name = reach.intersection(syntax.groupNames).min() { return fault(.nameTaken(name)) }
    if !allowsNumbers, let offset = syntax.numberedReference { return fault(.numberedReference, offset: offset) }
    do {
      // The expression as given, so that offsets are those of the rule file. Its options must not apply to definitions.
      let whole = try Pattern(syntax.terminated + defined)
      if !allowsEmpty, whole.matchesEmpty { return fault(.matchesEmpty) }
    } catch {
      return fault(.badPattern(error.message), offset: min(error.offset, expression.text.utf8.count))
    }
    if let group = groups.first(where: { !syntax.groupNames.contains($0) }) { return fault(.missingGroup(group)) }
    return []
  }
}

extension PatternCompiler {
  /// Returns the errors of `definitions`, which can call each other. One that calls a broken one has an empty list.
  static func faults(of definitions: [String: PatternSource.Expression]) -> [String: [NodeError]] {
    let compiler = PatternCompiler(definitions: definitions.mapValues(\.text))
    let broken = definitions.mapValues { expression in
      compiler.faults(of: expression, allowsEmpty: true, allowsNumbers: false, isDefinition: true)
    }.filter { !$0.value.isEmpty }
    return definitions.reduce(into: broken) { found, definition in
      let reach = compiler.definitions.reach(of: PatternSyntax(definition.value.text))
      if broken[definition.key] == nil, reach.contains(where: { broken[$0] != nil }) { found[definition.key] = [] }
    }
  }
}

extension [PatternDefinitions.Expansion] {
  /// The alternatives as one expression, each in its own group, so that options such as `(?i)` stay inside it.
  fileprivate var alternatives: String { map { "(?:\($0.text))" }.joined(separator: "|") }
}

extension PatternSource.Expression {
  /// Whether a match at one place takes no more steps than the expression is long: words, classes, alternatives.
  ///
  /// An expression with groups, repeats or `\X` is not linear. A few optional characters are allowed.
  fileprivate var isLinear: Bool {
    let utf8 = text.utf8
    return !utf8.contains { "(*+{".utf8.contains($0) } && !text.contains("\\X")
      && utf8.count { $0 == UInt8(ascii: "?") } <= 8
  }
}

extension LocalizedText {
  fileprivate static func badPattern(_ problem: String) -> LocalizedText {
    .init(zh: "模式有误：\(problem)", en: "bad pattern: \(problem)")
  }

  fileprivate static func nameTaken(_ name: String) -> LocalizedText {
    .init(zh: "组名“\(name)”与所用的子模式重名", en: "group “\(name)” has the name of a definition that the pattern uses")
  }

  fileprivate static func callsTooMuch(_ limit: Int) -> LocalizedText {
    .init(
      zh: "所用的子模式合起来太长，最多 \(limit) 字节", en: "the definitions that it calls are longer than \(limit) bytes together")
  }

  fileprivate static var matchesEmpty: LocalizedText {
    .init(zh: "模式可以匹配空文字", en: "the pattern can match the empty text")
  }

  fileprivate static var numberedReference: LocalizedText {
    .init(
      zh: "这里的组只能按名称引用（\\k<名称>），编号会随前面的模式而变",
      en: "refer to groups by name (\\k<name>) here: their numbers depend on what comes before the pattern")
  }

  fileprivate static func missingGroup(_ name: String) -> LocalizedText {
    .init(zh: "模式缺少命名组 (?<\(name)>…)", en: "the pattern needs a group (?<\(name)>…)")
  }
}
