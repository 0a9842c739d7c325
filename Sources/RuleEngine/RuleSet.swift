import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// The rules, the grammar and the profiles by which drafts are checked.
package struct RuleSet: Sendable {
  /// The rules, by id.
  package let rules: [any Rule]
  /// The grammar of drafts.
  package let grammar: OutlineGrammar
  /// The kinds of documents, from the highest priority to the lowest.
  package let profiles: [Profile]
  package let sharedParts: [Part]
  private let files: FilesByRole

  /// Returns the rule called `id`.
  package func rule(_ id: RuleID) -> (any Rule)? {
    let index = rules.partitioningIndex { $0.metadata.id >= id }
    return index < rules.count && rules[index].metadata.id == id ? rules[index] : nil
  }

  /// The classes of texts with their examples: the profiles by id, each followed by its own parts, then the shared
  /// parts, then the phrases.
  package var textClasses: [TextClass] {
    let ofProfiles = files.profiles.flatMap { id, file -> [TextClass] in
      guard let profile = profiles.first(where: { $0.id == id }) else { return [] }
      let root = file.root
      let own = (root.value(of: "own-parts")?.entries ?? []).compactMap { entry in
        profile.part(Part.ID(entry.key)).map { part in
          TextClass(
            id: RuleID("profiles/\(profile.id)/\(entry.key)"), subject: .part(part), origin: file.origin,
            node: entry.value)
        }
      }
      return [
        TextClass(id: RuleID("profiles/\(profile.id)"), subject: .profile(profile), origin: file.origin, node: root)
      ] + own
    }
    let shared = MergedKeys(files[.parts], log: ErrorLog()).fields
    let ofParts = sharedParts.compactMap { part in
      shared[part.id.name].map { field in
        TextClass(
          id: RuleID("parts.yaml/\(part.id)"), subject: .part(part), origin: field.file.origin, node: field.entry.value)
      }
    }
    let phrases = MergedKeys(files[.compare], log: ErrorLog()).fields
    let ofPhrases = Phrase.allCases.compactMap { phrase -> TextClass? in
      guard let field = phrases[phrase.rawValue], let pattern = grammar.phrases[phrase] else { return nil }
      return TextClass(
        id: RuleID("compare.yaml/\(phrase.rawValue)"), subject: .phrase(pattern), origin: field.file.origin,
        node: field.entry.value)
    }
    return ofProfiles + ofParts + ofPhrases
  }

  /// Adds the files of `folders` to the shipped rules; later folders replace earlier ones.
  ///
  /// A rule or profile replaces the one with the same path. Definitions, parts and the keys of `outline.yaml`,
  /// `residue.yaml` and `compare.yaml` replace those with the same name.
  ///
  /// Fixes of a rule from a folder that is not trusted are unsafe. All fixes are unsafe if such a folder changes the
  /// data that all rules share.
  ///
  /// - Throws: All errors in the files.
  package init(shipped: RuleSnapshot, folders: [RuleFolder]) throws(RuleSetError) {
    let log = ErrorLog()
    let files = folders.flatMap { $0.read(log) }
    try self.init(shipped.files + files, kinds: RuleKinds.all, patterns: shipped.patterns, log)
  }

  init(
    _ files: [RuleFile], kinds: [any Rule.Type], patterns: PatternLibrary = PatternLibrary(), _ log: ErrorLog
  ) throws(RuleSetError) {
    let files = FilesByRole(files)
    let compilers = PatternCompilers(
      files[.definitions], lexicon: Lexicon(files[.words], log: log), library: patterns, log: log)
    let ruleReader = RuleReader(
      kinds: kinds, profiles: files.profiles.map(\.id), parts: files.partNames,
      permitsSafeFixes: files.sharedFilesAreTrusted, log: log)
    rules = files.rules.compactMap { ruleReader.rule($0.id, in: $0.file, patterns: compilers.compiler(for: $0.file)) }
    (profiles, sharedParts) = ProfileReader(compilers: compilers, log: log).read(
      parts: files[.parts], profiles: files.profiles)
    grammar = GrammarReader(compilers: compilers, log: log).grammar(files)
    self.files = files
    Self.reportMissingFallback(files.profiles, profiles, log)
    guard log.errors.isEmpty else { throw RuleSetError(log.errors) }
  }

  /// Reports that no profile is the fallback, which drafts without signs of any profile need.
  private static func reportMissingFallback(
    _ files: [(id: String, file: RuleFile)], _ profiles: [Profile], _ log: ErrorLog
  ) {
    // If users replace the shipped fallback, the error is in their file.
    guard let first = files.first(where: { !$0.file.isShipped }) ?? files.first, profiles.count == files.count,
      !profiles.contains(where: \.isFallback)
    else {
      return
    }
    let message = LocalizedText(
      zh: "没有一个文种不设识别条件（如 general），无法识别的文稿便没有文种",
      en: "no profile is without signs (as general is), so a draft that shows none would have no profile")
    log.report(NodeError(message, at: first.file.root.position), in: first.file)
  }
}
