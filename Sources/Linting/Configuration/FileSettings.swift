import Diagnostics
import DraftText
import RuleEngine
import RuleFiles

/// A value and its origin.
package struct Setting<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The value.
  package let value: Value
  /// The origin of the value: `.zhangfa.yaml:2:10` or `--profile`.
  package let origin: String

  /// Makes a setting.
  package init(value: Value, origin: String) {
    self.value = value
    self.origin = origin
  }
}

/// The settings of one draft.
package struct FileSettings: Hashable, Sendable {
  /// The id of the profile; nil to detect it.
  package var profile: Setting<String>?
  /// The severity of rules by id or category; the longest name that fits a rule decides.
  package var severity: [String: Setting<SeverityWord>] = [:]
  /// The words that are right as they stand.
  package var accepted: [Setting<String>] = []
  /// The official names of the office.
  package var names: [Setting<String>] = []

  /// Makes empty settings.
  package init() {}

  /// Takes the settings of `configuration` for the draft at `path`.
  ///
  /// - Parameter path: The path relative to the folder of the configuration, with `/` between its parts.
  package init(_ configuration: Configuration, for path: String) {
    add(configuration.settings, from: configuration.shown)
    for override in configuration.overrides where override.applies(to: path) {
      add(override.settings, from: configuration.shown)
    }
  }

  private mutating func add(_ settings: Configuration.Settings, from file: String) {
    func origin(_ position: LinePosition) -> String { "\(file):\(position.line):\(position.column)" }
    func setting(_ text: Located<String>) -> Setting<String> {
      Setting(value: text.value, origin: origin(text.position))
    }
    if let profile = settings.profile { self.profile = setting(profile) }
    for entry in settings.severity {
      severity[entry.name] = Setting(value: entry.value, origin: origin(entry.position))
    }
    accepted += settings.accepted.map(setting)
    names += settings.names.map(setting)
  }

  /// Returns the setting for the severity of the rule called `id`; nil where the rule's own severity applies.
  package func severity(of id: RuleID) -> Setting<SeverityWord>? {
    id.fittingNames.lazy.compactMap { severity[$0] }.first
  }
}

extension Configuration.Override {
  /// Whether the override applies to the draft at `path`.
  package func applies(to path: String) -> Bool { files.contains { $0.matches(path) } }
}
