import Diagnostics
import DraftText
import RuleEngine
import SystemPackage

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

  /// Looks for names of rules and genres that `ruleSet` does not have.
  ///
  /// - Throws: All of them, each with its place and the name that was probably meant.
  package func check(against ruleSet: RuleSet) throws(RuleSetError) {
    let rules = Set(ruleSet.rules.map(\.metadata.id).flatMap(namesFitting))
    let profiles = Set(ruleSet.genres.map(\.id)).union(["auto"])
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
