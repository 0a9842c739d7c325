import PatternMatching

/// Finds the patterns of rule files by the look of their texts, without knowing the kinds of rules.
///
/// So a program that is built without the kinds of rules can prepare the shipped rules. A text that is not a pattern is
/// kept in vain, and a pattern that is missed is compiled when it is first needed.
enum PatternTexts {
  /// The keys of texts for readers, which can look like anything.
  private static let prose: Set = ["examples", "message", "source", "why"]
  /// The keys that hold a pattern in rules of every kind.
  private static let patternKeys: Set = ["pattern", exceptionKey]
  private static let exceptionKey = "unless"
  /// A text without any of these characters matches only itself, and compiling it takes almost no time.
  private static let syntax = Set(#"\[(.*+?^$|"#.unicodeScalars)

  /// Reports the definitions and patterns of `files` that PCRE2 does not accept.
  static func check(_ files: [RuleFile], _ log: ErrorLog) {
    let compilers = PatternCompilers(FilesByRole(files)[.definitions], lexicon: .none, log: log)
    for file in files {
      let compiler = compilers.compiler(for: file)
      forEachPattern(in: file) { key, pattern, exception in
        guard patternKeys.contains(key) else { return }
        _ = log.attempt(in: file) { try compiler.compile(pattern, unless: exception, allowsEmpty: true) }
      }
    }
  }

  /// Returns the patterns of `files`, which have been checked.
  static func library(of files: [RuleFile]) -> PatternLibrary {
    let library = PatternLibrary()
    let compilers = PatternCompilers(
      FilesByRole(files)[.definitions], lexicon: .none, library: library, log: ErrorLog())
    for file in files where file.role != .definitions {
      let compiler = compilers.compiler(for: file)
      forEachPattern(in: file) { _, pattern, exception in _ = try? compiler.compile(pattern, unless: exception) }
    }
    return library
  }

  /// Calls `body` with the key of each text, or list of texts, that looks like a pattern. A text under `pattern` is
  /// passed again with the text under `unless` beside it.
  private static func forEachPattern(
    in file: RuleFile, _ body: (_ key: String, _ pattern: PatternSource, _ exception: PatternSource?) -> Void
  ) {
    func visit(_ node: DataNode, _ key: String, unless exception: PatternSource?) {
      if let pattern = pattern(node) {
        if pattern.alternatives.contains(where: { $0.unicodeScalars.contains(where: syntax.contains) }) {
          body(key, pattern, nil)
        }
        if let exception, key == "pattern" { body(key, pattern, exception) }
      } else if let entries = node.entries {
        let exception = node.value(of: exceptionKey).flatMap(pattern)
        for entry in entries where !prose.contains(entry.key) { visit(entry.value, entry.key, unless: exception) }
      } else if case .sequence(let nodes) = node.content {
        for node in nodes { visit(node, key, unless: nil) }
      }
    }
    visit(file.root, "", unless: nil)
  }

  private static func pattern(_ node: DataNode) -> PatternSource? {
    if case .sequence(let nodes) = node.content, nodes.isEmpty || nodes.contains(where: { $0.entries != nil }) {
      return nil
    }
    return try? NodeDecoder(node).decode(PatternSource.self)
  }
}
