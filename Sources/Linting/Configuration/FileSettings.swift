import Diagnostics
import DraftText
import RuleEngine
import RuleFiles

/// A value, and who said so.
package struct Setting<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The value.
  package let value: Value
  /// Who said so.
  package let origin: SettingOrigin

  /// Says that `origin` said `value`.
  package init(value: Value, origin: SettingOrigin) {
    self.value = value
    self.origin = origin
  }
}

/// Where a setting comes from.
package enum SettingOrigin: Hashable, Sendable {
  /// A place of a configuration file, by the name that messages have for the file.
  case file(String, LinePosition)
  /// An option of the command line: `--profile`.
  case option(String)
}

/// What holds for one draft.
package struct FileSettings: Hashable, Sendable {
  /// The id of the profile; nil to find out.
  package var profile: Setting<String>?
  /// The severity of rules by id or category; the longest name that fits a rule decides.
  package var severity: [String: Setting<SeverityWord>] = [:]
  /// What is right as it stands.
  package var accepted: [Setting<String>] = []
  /// How the office is properly called.
  package var names: [Setting<String>] = []

  /// Nothing said.
  package init() {}

  /// What `configuration` says for the draft at `path`.
  ///
  /// - Parameter path: The path from the folder of the configuration on, with `/` between its parts.
  package init(_ configuration: Configuration, for path: String) {
    add(configuration.settings, from: configuration.shown)
    for override in configuration.overrides where override.applies(to: path) {
      add(override.settings, from: configuration.shown)
    }
  }

  private mutating func add(_ settings: Configuration.Settings, from file: String) {
    func setting(_ text: Located<String>) -> Setting<String> {
      Setting(value: text.value, origin: .file(file, text.position))
    }
    if let profile = settings.profile { self.profile = setting(profile) }
    for entry in settings.severity {
      severity[entry.name] = Setting(value: entry.value, origin: .file(file, entry.position))
    }
    accepted += settings.accepted.map(setting)
    names += settings.names.map(setting)
  }

  /// What is said about the severity of the rule called `id`; nil where the rule decides itself.
  package func severity(of id: RuleID) -> Setting<SeverityWord>? {
    namesFitting(id).lazy.compactMap { severity[$0] }.first
  }
}

extension Configuration.Override {
  /// Whether it speaks of the draft at `path`.
  package func applies(to path: String) -> Bool { files.contains { $0.matches(path) } }
}
