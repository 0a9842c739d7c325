import Diagnostics
import DraftText
import RuleEngine
import SystemPackage

/// What can be wrong with a configuration that its own text does not show.
extension Configuration {
  /// The files of the rule folders, which start from the folder of the configuration.
  ///
  /// - Throws: Which folder cannot be read, at its place in the configuration.
  package func readRuleFolders() throws(RuleSetError) -> [RuleFolder] {
    try ruleFolders.map { (named) throws(RuleSetError) in
      do throws(RuleFolderError) {
        return try RuleFolderReader.read(folder.pushing(FilePath(named.value)).lexicallyNormalized())
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
