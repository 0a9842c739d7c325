import Diagnostics
import PatternMatching

/// The compilers for the files of a rule set.
package struct PatternCompilers {
  /// The most definitions; 48 are shipped. The time to find out which of them call each other grows with their square.
  private static let mostDefinitions = 500

  private let definitions: PatternDefinitions
  private let lexicon: Lexicon
  private let library: PatternLibrary
  /// Whether the shipped patterns still have the meaning that they had when zhangfa was built. Definitions of an office
  /// can change it.
  private let trustsCheckedFiles: Bool

  /// Reads the definitions and reports their errors.
  ///
  /// - Parameters:
  ///   - lexicon: The words that rules look up.
  ///   - library: The patterns of the shipped files.
  package init(_ files: [RuleFile], lexicon: Lexicon, library: PatternLibrary = PatternLibrary(), log: ErrorLog) {
    self.lexicon = lexicon
    self.library = library
    trustsCheckedFiles = files.allSatisfy(\.isChecked)
    let fields = MergedKeys(files, log: log).fields
    guard fields.count <= Self.mostDefinitions else {
      log.reportTooMany(files, limit: Self.mostDefinitions)
      definitions = PatternDefinitions(fields.mapValues { _ in "" }, broken: Set(fields.keys))
      return
    }
    var expressions: [String: PatternSource.Expression] = [:]
    for (name, field) in fields {
      expressions[name] = log.attempt(in: field.file) {
        guard name.isGroupName else { throw NodeError(.badName, at: field.entry.keyPosition) }
        return PatternSource.Expression(
          text: try field.entry.decode(String.self), position: field.entry.value.position)
      }
    }
    let faults = trustsCheckedFiles ? [:] : PatternCompiler.faults(of: expressions)
    for (name, errors) in faults.sorted(by: { $0.key < $1.key }) {
      guard let field = fields[name] else { continue }
      for error in errors { log.report(error, in: field.file) }
    }
    definitions = PatternDefinitions(
      expressions.mapValues(\.text),
      broken: Set(faults.keys).union(fields.keys.filter { expressions[$0] == nil }))
  }

  /// The compiler for the patterns of `file`.
  package func compiler(for file: RuleFile) -> PatternCompiler {
    let isTrusted = file.isChecked && trustsCheckedFiles
    return PatternCompiler(
      definitions, lexicon: lexicon, precompiled: isTrusted ? (file.path, library) : nil,
      trustsNeeds: isTrusted || !file.isChecked)
  }
}

extension ErrorLog {
  fileprivate func reportTooMany(_ files: [RuleFile], limit: Int) {
    guard let file = files.max(by: { $0.root.entries?.count ?? 0 < $1.root.entries?.count ?? 0 }) else { return }
    report(
      NodeError(.init(zh: "定义太多，最多 \(limit) 个", en: "more than \(limit) definitions"), at: file.root.position),
      in: file)
  }
}

extension String {
  /// Whether PCRE2 accepts it as the name of a group.
  fileprivate var isGroupName: Bool {
    utf8.count <= 32 && utf8.first?.isDigit == false
      && utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
  }
}

extension LocalizedText {
  fileprivate static var badName: LocalizedText {
    .init(
      zh: "子模式名只能用字母、数字和下划线，不能以数字开头，最多 32 个字符",
      en: "the name of a definition has letters, digits and underscores, no digit in front, and at most 32 characters")
  }
}
