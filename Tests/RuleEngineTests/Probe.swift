import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

@testable import RuleEngine
@testable import RuleFiles

/// A kind of rule that has one option of every type and reports every match of its pattern.
struct Probe: DocumentRule {
  enum Mood: String, Decodable, CaseIterable { case calm, stern }

  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, mark, mood, least, strict, nested
      case wordList = "word-list"
    }

    struct Nested: Decodable, Sendable {
      enum CodingKeys: String, CodingKey, CaseIterable { case name, depth }
      let name: String
      let depth: Int?
    }

    let pattern: PatternSource
    let unless: PatternSource?
    let mark: String?
    let mood: Mood?
    let least: Int?
    let strict: Bool?
    let nested: Nested?
    let wordList: [String]?
  }

  static let kind = "probe"
  static func messageFields(_ options: Options) -> Set<String> { options.pattern.groupNames.union(["match"]) }
  let metadata: RuleMetadata
  let pattern: Pattern

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    pattern = try patterns.compile(options.pattern, unless: options.unless)
    if let mark = options.mark, !pattern.groupNames.contains(mark) {
      throw OptionError("mark", zh: "没有这个组", en: "no such group")
    }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    try pattern.matches(in: document.source).map { metadata.diagnostic(at: $0.range) }
  }
}

/// A kind of rule without options.
struct Bare: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: CodingKey, CaseIterable {}

    init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: CodingKeys.self) }
  }

  static let kind = "bare"
  static func messageFields(_ options: Options) -> Set<String> { [] }
  let metadata: RuleMetadata

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) { self.metadata = metadata }

  func check(_ document: Document) -> [Diagnostic] { [] }
}

extension RuleFolder {
  /// A folder `house` with these texts.
  init(_ texts: KeyValuePairs<String, String>) {
    self.init(path: "house", files: texts.map { (path: $0.key, bytes: Array($0.value.utf8)) })
  }
}

extension RuleSet {
  /// The rules of `folders` over those of `shipped`, with kinds for tests.
  init(shipped: RuleFolder? = nil, _ folders: RuleFolder...) throws {
    let log = ErrorLog()
    var files = try shipped.map { try RuleSnapshot(checking: $0, kinds: RuleSet.testKinds).files } ?? []
    files += folders.flatMap { $0.read(log) }
    try self.init(files, kinds: RuleSet.testKinds, log)
  }

  static let testKinds: [any Rule.Type] = [Probe.self, Bare.self, AgreeRule.self, ForbidRule.self, ReplaceRule.self]
}

/// Returns the errors of the files in a folder as `path:line:column: message`, without the folder's name.
func faults(in folder: RuleFolder, shipped: RuleFolder? = nil) throws -> [String] {
  do {
    _ = try RuleSet(shipped: shipped, folder)
    return []
  } catch let error as RuleSetError {
    return error.errors.map { error in
      let path = error.path.hasPrefix("house/") ? String(error.path.dropFirst(6)) : error.path
      return "\(path):\(error.line):\(error.column): \(error.message.en)"
    }
  }
}
