import Diagnostics
import DraftText
import PatternMatching

/// Compiles the patterns of rule files, with the shared definitions put in.
///
/// What it throws knows its place in the rule file: pass it on.
package struct PatternCompiler: Sendable {
  /// Whether the patterns have been found sound before, as those of the shipped rules are when zhangfa is built.
  let isTrusted: Bool
  /// How much the definitions that one expression calls may have together, in UTF-8 bytes: they are compiled with each
  /// expression anew. Those that the shipped rules call have a few thousand.
  private static let mostDefined = 64 << 10

  /// The words that rules may look into.
  let lexicon: Lexicon
  private let shared: SharedDefinitions
  /// The patterns of the file as they were prepared.
  private let prepared: PreparedPatterns?
  /// Keeps what is compiled; nil where nobody wants to know.
  private let recorder: PatternRecorder.OfFile?

  /// Takes the definitions by name.
  package init(definitions: [String: String] = [:]) {
    self.init(SharedDefinitions(definitions), trusted: false)
  }

  init(
    _ definitions: SharedDefinitions, lexicon: Lexicon = .none, trusted: Bool,
    prepared: PreparedPatterns? = nil,
    recorder: PatternRecorder.OfFile? = nil
  ) {
    shared = definitions
    self.lexicon = lexicon
    isTrusted = trusted
    self.prepared = prepared
    self.recorder = recorder
  }

  private var definitions: PatternDefinitions { shared.ready }

  /// Compiles one expression, or several as alternatives.
  package func compile(_ pattern: PatternSource) throws -> Pattern { try compile(pattern, unless: nil) }

  /// Compiles `pattern` so that what `unless` matches is passed over.
  ///
  /// - Parameters:
  ///   - groups: The groups that each alternative must have.
  ///   - allowsEmpty: Whether `pattern` may match the empty text.
  package func compile(
    _ pattern: PatternSource, unless: PatternSource?, groups: [String] = [], allowsEmpty: Bool = false
  ) throws -> Pattern {
    let key = PreparedPatterns.Key(pattern, unless: unless)
    if isTrusted, let key, let pattern = prepared?.patterns[key] { return Pattern(pattern) }
    let compiled = try makePattern(pattern, unless: unless, groups: groups, allowsEmpty: allowsEmpty)
    if let key { recorder?.record(compiled.prepared, key) }
    return compiled
  }

  private func makePattern(
    _ pattern: PatternSource, unless: PatternSource?, groups: [String], allowsEmpty: Bool
  ) throws -> Pattern {
    // Numbers of groups mean what they say only in an expression that nothing is put before.
    let standsAlone = pattern.expressions.count == 1 && unless == nil
    if !isTrusted {
      let found =
        pattern.expressions.compactMap {
          faults(of: $0, groups: groups, allowsEmpty: allowsEmpty, allowsNumbers: standsAlone)
        } + (unless?.expressions ?? []).compactMap { faults(of: $0, allowsNumbers: false) }
      if !found.isEmpty { throw NodeErrors(errors: found.flatMap { $0 }) }
    }
    var (text, calls) = join(pattern)
    let passedOver = unless.map(join)
    calls.formUnion(passedOver?.calls ?? [])
    if standsAlone, calls.isEmpty {
      text = pattern.alternatives.first.map { definitions.expand($0).text } ?? text
    }
    let called = definitions.define(calls)
    if isTrusted { return Pattern(trusted: text, unless: passedOver?.text, definitions: called) }
    do {
      let isLinear = (pattern.alternatives + (unless?.alternatives ?? [])).allSatisfy(\.isLinear)
      return try Pattern(
        text, unless: passedOver?.text, definitions: called, counting: isLinear ? .matches : .everything)
    } catch {
      throw NodeError(.badPattern(error.message), at: pattern.position)
    }
  }

  /// The alternatives of `pattern`, each in a group of its own, so that no option such as `(?i)` reaches the next.
  private func join(_ pattern: PatternSource) -> (text: String, calls: Set<String>) {
    let expansions = pattern.alternatives.map { definitions.expand($0) }
    let calls = expansions.reduce(into: Set<String>()) { $0.formUnion($1.calls) }
    return (expansions.map { "(?:\(PatternSyntax.terminated($0.text)))" }.joined(separator: "|"), calls)
  }

  /// What is wrong with one expression; nil when nothing is, an empty list when it has been reported already.
  private func faults(
    of expression: PatternSource.Expression, groups: [String] = [], allowsEmpty: Bool = false, allowsNumbers: Bool
  ) -> [NodeError]? {
    let position = expression.position ?? LinePosition(line: 1, column: 1)
    let text = expression.text
    let syntax = PatternSyntax(text)
    func fault(_ message: LocalizedText, offset: Int = 0) -> [NodeError] {
      [NodeError(message, at: position, offset: offset)]
    }

    for call in syntax.calls where !syntax.groupNames.contains(call.name) && definitions.expressions[call.name] == nil {
      let names = definitions.expressions.keys.sorted()
      return fault(unknownName(call.name, of: .definition, known: names), offset: call.range.lowerBound)
    }
    let reach = definitions.reach(of: syntax)
    guard reach.isDisjoint(with: shared.broken) else { return [] }
    let defined = definitions.define(reach)
    if defined.utf8.count > Self.mostDefined { return fault(.callsTooMuch(Self.mostDefined)) }
    if let name = reach.intersection(syntax.groupNames).min() { return fault(.nameTaken(name)) }
    if !allowsNumbers, let offset = syntax.numberedReference { return fault(.numberedReference, offset: offset) }
    do {
      // As it was given, so that an offset is one of the rule file. Its options are no affair of the definitions.
      let whole = try Pattern(text + syntax.terminator + "(?^m)" + defined)
      if !allowsEmpty, whole.matchesEmpty { return fault(.matchesEmpty) }
    } catch {
      return fault(.badPattern(error.message), offset: min(error.offset, text.utf8.count))
    }
    if let group = groups.first(where: { !syntax.groupNames.contains($0) }) { return fault(.missingGroup(group)) }
    return nil
  }
}

extension PatternCompiler {
  /// Finds what is wrong with `definitions`, which may call each other.
  static func faults(of definitions: [String: PatternSource.Expression]) -> [String: [NodeError]] {
    let expressions = definitions.mapValues(\.text)
    let compiler = PatternCompiler(definitions: expressions)
    // What calls a broken definition is reported for a fault of its own only.
    var broken: Set<String> = []
    var found: [String: [NodeError]] = [:]
    for (name, expression) in definitions {
      guard let fault = compiler.fault(ofDefinition: name, expression) else { continue }
      broken.insert(name)
      found[name] = [fault]
    }
    for (name, expression) in definitions where found[name] == nil {
      let reach = compiler.definitions.reach(of: PatternSyntax(expression.text))
      if !reach.isDisjoint(with: broken) { found[name] = [] }
    }
    return found
  }

  /// What is wrong with one definition, leaving aside those that it calls.
  private func fault(ofDefinition name: String, _ expression: PatternSource.Expression) -> NodeError? {
    let position = expression.position ?? LinePosition(line: 1, column: 1)
    let syntax = PatternSyntax(expression.text)
    for call in syntax.calls where !syntax.groupNames.contains(call.name) && definitions.expressions[call.name] == nil {
      let names = definitions.expressions.keys.sorted()
      return NodeError(
        unknownName(call.name, of: .definition, known: names), at: position, offset: call.range.lowerBound)
    }
    if let offset = syntax.numberedReference {
      return NodeError(.numberedReference, at: position, offset: offset)
    }
    // The definitions that it calls are replaced by ones that cannot be at fault.
    let called = Set(syntax.calls.map(\.name)).subtracting(syntax.groupNames)
    let stubs = called.sorted().map { "(?<\($0)>.)" }.joined()
    do {
      _ = try Pattern(
        PatternSyntax.terminated(expression.text) + (stubs.isEmpty ? "" : "(?^m)(?(DEFINE)\(stubs))"))
      return nil
    } catch {
      return NodeError(
        .badPattern(error.message), at: position, offset: min(error.offset, expression.text.utf8.count))
    }
  }
}

extension String {
  /// Whether an expression is so plain that it does at each place no more than its own length: words, classes, alternatives.
  ///
  /// What has groups, repeats or `\X` is not; a few optional characters do no harm.
  fileprivate var isLinear: Bool {
    !utf8.contains { "(*+{".utf8.contains($0) } && !contains("\\X") && utf8.count { $0 == UInt8(ascii: "?") } <= 8
  }
}

extension PatternSource {
  /// Where it begins.
  fileprivate var position: LinePosition { expressions.first?.position ?? LinePosition(line: 1, column: 1) }
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
