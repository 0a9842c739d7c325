import Diagnostics
import DraftText
import RuleEngine
import RuleFiles
import SystemPackage

/// What a `.zhangfa.yaml` says, with the place of each value.
package struct Configuration: Sendable {
  /// What the file is called.
  package static let fileName: FilePath.Component = ".zhangfa.yaml"
  /// Stands for any draft of the working folder.
  package static let anyDraft: FilePath = "draft"

  /// The file; its folder is what relative paths and globs start from.
  package let path: FilePath
  /// What holds for all drafts.
  package let settings: Settings
  /// What holds for some, later ones before earlier ones.
  package let overrides: [Override]
  /// The drafts that are not checked.
  package let ignored: [Glob]
  /// Further folders of rules.
  package let ruleFolders: [Located<String>]
  /// The language of messages.
  package let language: Located<Language>?
  private let file: YAMLFile

  /// What messages call the file.
  package var shown: String { file.path }

  /// What may be said for all drafts or for some.
  package struct Settings: Sendable {
    /// The id of the profile; `auto` to find out.
    package let profile: Located<String>?
    /// The severity of rules, by id or category.
    package let severity: [LocatedEntries<SeverityWord>.Entry]
    /// What is right as it stands, whatever the rules say.
    package let accepted: [Located<String>]
    /// How the office is properly called.
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

  /// Settings for the drafts that fit a glob.
  package struct Override: Sendable {
    /// Which drafts.
    package let files: [Glob]
    /// What holds for them.
    package let settings: Settings
  }

  /// The folder that holds it.
  package var folder: FilePath { path.removingLastComponent() }

  /// An error at a place of the file.
  package func error(_ message: LocalizedText, at position: LinePosition) -> RuleFileError {
    file.error(NodeError(message, at: position))
  }
}

// MARK: - Reading

extension Configuration {
  /// How many names an office may have; each is compared with those that a draft has.
  private static let mostNames = 200
  /// How long an accepted word may be, in bytes: more than any sentence of an office has.
  private static let longestWord = 1_000

  /// Reads the file at `path`.
  ///
  /// - Parameter shown: What messages call the file.
  /// - Throws: All that is wrong with it, each with its place; ids of rules and profiles are looked at later, when it is known
  ///   which there are.
  package init(_ path: FilePath, shown: String, bytes: [UInt8]) throws(RuleSetError) {
    let file: YAMLFile
    do throws(RuleFileError) {
      file = try YAMLFile(path: shown, bytes: bytes, mayBeEmpty: true)
    } catch {
      throw RuleSetError([error])
    }
    let keys = try file.decode(Keys.self)
    for word in (keys.accept ?? []) + (keys.overrides ?? []).flatMap({ $0.accept ?? [] })
    where word.value.utf8.count > Self.longestWord {
      let limit = LocalizedText(zh: "词太长，最多 \(Self.longestWord) 字节", en: "longer than \(Self.longestWord) bytes")
      throw RuleSetError([file.error(NodeError(limit, at: word.position))])
    }
    for names in [keys.names ?? []] + (keys.overrides ?? []).map({ $0.names ?? [] }) {
      guard let first = names.dropFirst(Self.mostNames).first else { continue }
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
    ignored = try Self.globs(keys.ignore ?? [], in: file)
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
    case profile, severity, overrides, rules, ignore, accept, names, lang
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
    let ignore: [Located<String>]?
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

/// What can be wrong with a configuration that its own text does not show.
extension Configuration {
  /// The files of the rule folders, which lie below the folder of the configuration.
  ///
  /// - Parameter trust: Which folders the user trusts.
  /// - Throws: Which folder cannot be read, at its place in the configuration.
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
      do throws(RuleFolderError) {
        guard path.isWithoutLinks(below: folder) else { throw RuleFolderError(path, .link) }
        return try RuleFolderReader.read(path, isTrusted: isTrusted)
      } catch {
        throw RuleSetError([self.error(error.message, at: named.position)])
      }
    }
  }

  /// Looks for names of rules and profiles that `ruleSet` does not have.
  ///
  /// - Throws: All of them, each with its place and the name that was probably meant.
  package func check(against ruleSet: RuleSet) throws(RuleSetError) {
    let rules = Set(ruleSet.rules.map(\.metadata.id).flatMap(namesFitting))
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
  /// Whether no link is on the way from `folder`, which this path begins with, to what it names.
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
  /// All faults, as a compiler prints them.
  package var message: LocalizedText { LocalizedText(zh: rendered(in: .zh), en: rendered(in: .en)) }
}
