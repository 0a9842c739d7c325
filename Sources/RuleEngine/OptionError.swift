import Diagnostics

/// An option of a rule that decodes but cannot be used: a group that the pattern does not have, for instance.
package struct OptionError: Error, Hashable, Sendable {
  /// The key of the rule file, so that the loader can name line and column.
  package let key: String
  /// What is wrong.
  package let message: LocalizedText

  /// Names a key and what is wrong with its value.
  package init(_ key: String, zh: String, en: String) {
    self.init(key, LocalizedText(zh: zh, en: en))
  }

  init(_ key: String, _ message: LocalizedText) {
    self.key = key
    self.message = message
  }
}
