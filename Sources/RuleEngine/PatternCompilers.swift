import Diagnostics

/// The compilers for the files of a rule set: patterns of shipped files were found sound when zhangfa was built.
struct PatternCompilers {
  /// How many definitions there may be; 48 are shipped. What calls what is found out for each pair of them.
  private static let mostDefinitions = 500

  private let definitions: SharedDefinitions
  private let lexicon: Lexicon
  private let trustsShippedFiles: Bool
  private let prepared: [String: PreparedPatterns]
  private let recorder: PatternRecorder?

  /// Reads the definitions and reports what is wrong with them.
  ///
  /// - Parameters:
  ///   - lexicon: The words that rules may look into.
  ///   - prepared: The patterns of shipped files, by path.
  ///   - recorder: Where the patterns of shipped files go while these are being prepared, and checked; nil where they are taken on
  ///     trust.
  init(
    _ files: [RuleFile], lexicon: Lexicon = .none, prepared: [String: PreparedPatterns], recorder: PatternRecorder?,
    log: ErrorLog
  ) {
    self.lexicon = lexicon
    var expressions: [String: PatternSource.Expression] = [:]
    let fields = MergedKeys(files, log: log).fields
    let areTooMany = fields.count > Self.mostDefinitions
    if areTooMany, let file = files.max(by: { $0.root.entries?.count ?? 0 < $1.root.entries?.count ?? 0 }) {
      let limit = Self.mostDefinitions
      log.report(
        NodeError(.init(zh: "定义太多，最多 \(limit) 个", en: "more than \(limit) definitions"), at: file.root.position),
        in: file)
    }
    for (name, field) in fields {
      expressions[name] = log.attempt(in: field.file) {
        guard name.isGroupName else { throw NodeError(.badName, at: field.entry.keyPosition) }
        return PatternSource.Expression(
          text: try field.entry.decode(String.self), position: field.entry.value.position)
      }
    }
    // Definitions of a house may change what shipped patterns mean.
    let isUntouched = recorder == nil && files.allSatisfy(\.isShipped)
    let faults =
      isUntouched ? [:] : areTooMany ? expressions.mapValues { _ in [] } : PatternCompiler.faults(of: expressions)
    for (name, errors) in faults {
      guard let field = fields[name] else { continue }
      for error in errors { log.report(error, in: field.file) }
    }
    definitions = SharedDefinitions(
      expressions.mapValues { areTooMany ? "" : $0.text },
      broken: Set(faults.keys).union(fields.keys.filter { expressions[$0] == nil }))
    trustsShippedFiles = isUntouched
    self.prepared = isUntouched ? prepared : [:]
    self.recorder = recorder
  }

  /// The compiler for the patterns of `file`.
  func compiler(for file: RuleFile) -> PatternCompiler {
    PatternCompiler(
      definitions, lexicon: lexicon, trusted: file.isShipped && trustsShippedFiles,
      prepared: file.isShipped ? prepared[file.path] : nil,
      recorder: recorder?.recorder(of: file.path))
  }
}

extension String {
  /// Whether PCRE2 accepts it as the name of a group.
  fileprivate var isGroupName: Bool {
    guard let first = utf8.first, utf8.count <= 32, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
      return false
    }
    return utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: false
      }
    }
  }
}

extension LocalizedText {
  fileprivate static var badName: LocalizedText {
    .init(
      zh: "子模式名只能用字母、数字和下划线，不能以数字开头，最多 32 个字符",
      en: "the name of a definition has letters, digits and underscores, no digit in front, and at most 32 characters")
  }
}
