import Diagnostics
import DraftText
import RuleEngine
import RuleFiles
import SystemPackage

/// The content of a `.zhangfa.yaml`, with the place of each value.
package struct Configuration: Sendable {
  /// The name of the file.
  package static let fileName: FilePath.Component = ".zhangfa.yaml"
  /// A path that stands for any draft in the working folder.
  package static let anyDraft: FilePath = "draft"

  /// The path of the file. Relative paths and globs start from its folder.
  package let path: FilePath
  /// The settings for all drafts.
  package let settings: Settings
  /// The settings for some drafts. A later override goes before an earlier one.
  package let overrides: [Override]
  /// The drafts that are not checked.
  package let excluded: [Glob]
  /// Further folders of rules.
  package let ruleFolders: [Located<String>]
  /// The language of messages.
  package let language: Located<Language>?
  private let file: YAMLFile

  /// The path of the file in messages.
  package var shown: String { file.path }

  /// The settings that can be given for all drafts or for some.
  package struct Settings: Sendable {
    /// The id of the profile; `auto` to detect it.
    package let profile: Located<String>?
    /// The severity of rules, by id or category.
    package let severity: [LocatedEntries<SeverityWord>.Entry]
    /// The words that are right as they stand, whatever the rules find in them.
    package let accepted: [Located<String>]
    /// The official names of the office.
    package let names: [Located<String>]

    fileprivate init(
      profile: Located<String>?, severity: LocatedEntries<SeverityWord>?, accept: [Located<String>]?,
      names: [Located<String>]?
    ) {
      self.profile = profile
      self.severity = severity?.entries ?? []
      self.accepted = accept ?? []
      self.names = names ?? []
    }
  }

  /// The settings for drafts that match a glob.
  package struct Override: Sendable {
    /// The globs for the paths of these drafts.
    package let files: [Glob]
    /// The settings of these drafts.
    package let settings: Settings
  }

  /// The folder of the file.
  package var folder: FilePath { path.removingLastComponent() }

  /// Returns an error at a position of the file.
  package func error(_ message: LocalizedText, at position: LinePosition) -> RuleFileError {
    file.error(NodeError(message, at: position))
  }
}

// MARK: - Reading

extension Configuration {
  /// The most names of an office. Each of them is compared with the names in a draft.
  private static let mostNames = 200
  /// The longest accepted word, in bytes: longer than any sentence of an office.
  private static let longestWord = 1_000

  /// Reads the file at `path`.
  ///
  /// - Parameter shown: The path of the file in messages.
  /// - Throws: The faults in the file, each with its place. Ids of rules and profiles are checked later, when all are
  ///   known.
  package init(_ path: FilePath, shown: String, bytes: [UInt8]) throws(RuleSetError) {
    let file = try Result { () throws(RuleFileError) in
      try YAMLFile(path: shown, bytes: bytes, mayBeEmpty: true)
    }.mapError { RuleSetError([$0]) }.get()
    let keys = try file.decode(Keys.self)
    for word in (keys.accept ?? []) + (keys.overrides ?? []).flatMap({ $0.accept ?? [] })
    where word.value.utf8.count > Self.longestWord {
      let limit = LocalizedText(zh: "词太长，最多 \(Self.longestWord) 字节", en: "longer than \(Self.longestWord) bytes")
      throw RuleSetError([file.error(NodeError(limit, at: word.position))])
    }
    // The names of all overrides count together, because all of them can apply to one draft.
    let names = (keys.names ?? []) + (keys.overrides ?? []).flatMap { $0.names ?? [] }
    if let first = names.dropFirst(Self.mostNames).first {
      let limit = LocalizedText(zh: "名称太多，最多 \(Self.mostNames) 个", en: "more than \(Self.mostNames) names")
      throw RuleSetError([file.error(NodeError(limit, at: first.position))])
    }
    self.path = path
    self.file = file
    settings = Settings(profile: keys.profile, severity: keys.severity, accept: keys.accept, names: keys.names)
    overrides = try (keys.overrides ?? []).map { (keys) throws(RuleSetError) in
      Override(
        files: try Self.globs(keys.files, in: file),
        settings: Settings(profile: keys.profile, severity: keys.severity, accept: keys.accept, names: keys.names))
    }
    excluded = try Self.globs(keys.exclude ?? [], in: file)
    ruleFolders = keys.rules ?? []
    language = keys.lang
  }

  private static func globs(_ texts: [Located<String>], in file: YAMLFile) throws(RuleSetError) -> [Glob] {
    try texts.map { (text) throws(RuleSetError) in
      if let glob = Glob(text.value) { return glob }
      let message = LocalizedText(zh: "“\(text.value)”不能用作路径通配符", en: "“\(text.value)” is no pattern for paths")
      throw RuleSetError([file.error(NodeError(message, at: text.position))])
    }
  }

  /// The keys of the file.
  enum Key: String, CodingKey, CaseIterable {
    case profile, severity, overrides, rules, exclude, accept, names, lang
  }

  /// The keys of an entry of `overrides`.
  enum OverrideKey: String, CodingKey, CaseIterable {
    case files, profile, severity, accept, names
  }

  struct Keys: Decodable {
    let profile: Located<String>?
    let severity: LocatedEntries<SeverityWord>?
    let overrides: [OverrideKeys]?
    let rules: [Located<String>]?
    let exclude: [Located<String>]?
    let accept: [Located<String>]?
    let names: [Located<String>]?
    let lang: Located<Language>?

    typealias CodingKeys = Configuration.Key
  }

  struct OverrideKeys: Decodable {
    let files: [Located<String>]
    let profile: Located<String>?
    let severity: LocatedEntries<SeverityWord>?
    let accept: [Located<String>]?
    let names: [Located<String>]?

    typealias CodingKeys = Configuration.OverrideKey
  }
}

/// Checks of a configuration that need more than its own text.
extension Configuration {
  /// The files of the rule folders, which lie below the folder of the configuration.
  ///
  /// - Parameter trust: Which folders the user trusts.
  /// - Throws: The fault of a folder that cannot be read, at its place in the configuration.
  package func readRuleFolders(_ trust: RuleTrust) throws(RuleSetError) -> [RuleFolder] {
    try ruleFolders.map { (named) throws(RuleSetError) in
      let name = FilePath(named.value)
      guard name.isRelative, !name.isEmpty, !named.value.utf8.contains(0),
        name.components.allSatisfy({ $0.kind == .regular })
      else {
        throw RuleSetError([self.error(.notBelow, at: named.position)])
      }
      let path = folder.pushing(name)
      let isTrusted = try trust.covers(path)
      do throws(Failure) {
        guard path.isWithoutLinks(below: folder) else { throw .ruleLink(path) }
        return try RuleFolderReader.read(path, isTrusted: isTrusted)
      } catch {
        throw RuleSetError([self.error(error.message, at: named.position)])
      }
    }
  }

  /// Checks that `ruleSet` has the rules and profiles that the configuration names.
  ///
  /// - Throws: An error for each unknown name, with its place and the name that was probably meant.
  package func check(against ruleSet: RuleSet) throws(RuleSetError) {
    let rules = Set(ruleSet.rules.flatMap(\.metadata.id.fittingNames))
    let profiles = Set(ruleSet.profiles.map(\.id)).union(["auto"])
    var errors: [RuleFileError] = []
    for settings in [settings] + overrides.map(\.settings) {
      for entry in settings.severity where !rules.contains(entry.name) {
        errors.append(error(unknownName(entry.name, of: .rule, known: rules.sorted()), at: entry.position))
      }
      if let profile = settings.profile, !profiles.contains(profile.value) {
        errors.append(error(unknownName(profile.value, of: .profile, known: profiles.sorted()), at: profile.position))
      }
    }
    if !errors.isEmpty { throw RuleSetError(errors) }
  }
}

extension FilePath {
  /// Whether no symbolic link is on the way from `folder`, a prefix of this path, to the file.
  fileprivate func isWithoutLinks(below folder: FilePath) -> Bool {
    var path = self
    while path != folder, !path.isEmpty {
      if (try? path.stat(followTargetSymlink: false))?.type == .symbolicLink { return false }
      path.removeLastComponent()
    }
    return true
  }
}

extension LocalizedText {
  fileprivate static let notBelow = LocalizedText(
    zh: "规则文件夹应在本配置所在的文件夹之内", en: "a folder of rules lies below the folder of this file")
}

extension RuleSetError: ExplainedError {
  /// All faults, in the format of compiler messages.
  package var message: LocalizedText { LocalizedText(zh: rendered(in: .zh), en: rendered(in: .en)) }
}
