import Diagnostics
import DraftText
import Linting
import RuleEngine
import RuleFiles
import SystemPackage
import ZhangfaCore

/// The settings of one draft and their origins: the output of `--print-config`, which is a valid configuration itself.
struct SettingsReport {
  private let path: FilePath
  private let configuration: Configuration?
  private let settings: FileSettings
  private let rules: [any Rule]
  private let language: Language

  /// Reads the settings of the draft at `path`.
  init(of path: FilePath, _ linters: LinterProvider, in language: Language) throws {
    (self.path, self.language) = (path, language)
    var linters = linters
    // Throws if no check could use the settings, so that they are not printed as if they were valid.
    _ = try linters.linter(for: path)
    (configuration, settings) = try linters.settings(for: path)
    rules = try linters.ruleSet(of: configuration).rules
  }

  /// The text, with its final line end.
  var text: String {
    let file = configuration?.shown ?? LocalizedText(zh: "没有配置文件", en: "no configuration")[language]
    var lines = ["# \(path): \(file)"]
    lines.append(line("profile", settings.profile?.value ?? "auto", settings.profile?.origin))
    lines.append("lang: \(language.rawValue)")
    lines += list("accept", settings.accepted)
    lines += list("names", settings.names)
    lines.append("severity:")
    for rule in rules {
      let own = rule.metadata.severity
      let setting = settings.severity(of: rule.metadata.id)
      let word = (setting.map(\.value.severity) ?? own).keyword
      let isOffByDefault = rule.metadata.isOptional && setting == nil
      lines.append("  " + line(rule.metadata.id.name, word, setting?.origin) + (isOffByDefault ? "  # optional" : ""))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func list(_ key: String, _ values: [Setting<String>]) -> [String] {
    guard !values.isEmpty else { return ["\(key): []"] }
    return ["\(key):"] + values.map { "  - \($0.value.yamlQuoted)  # \($0.origin)" }
  }

  private func line(_ key: String, _ value: String, _ origin: String?) -> String {
    origin.map { "\(key): \(value)  # \($0)" } ?? "\(key): \(value)"
  }
}
