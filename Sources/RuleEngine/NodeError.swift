import Diagnostics
import DraftText

/// What is wrong with one value of a rule file, before it is known which file that is.
package struct NodeError: Error, Hashable, Sendable {
  /// Where the key or value stands.
  package let position: LinePosition
  /// How far into the text of the value, in UTF-8 bytes of the value; 0 for the value as a whole.
  package let offset: Int
  /// What is wrong.
  package let message: LocalizedText

  /// Says what is wrong at a place.
  package init(_ message: LocalizedText, at position: LinePosition, offset: Int = 0) {
    self.position = position
    self.offset = offset
    self.message = message
  }
}

/// Several faults of one value, found together; none where they have been reported elsewhere.
struct NodeErrors: Error {
  let errors: [NodeError]
}

/// An option that a kind of rule cannot use.
package struct OptionError: Error, Hashable, Sendable {
  /// The keys that lead to the option from the top of the rule file; empty for the rule as a whole.
  package let path: [String]
  /// What is wrong.
  package let message: LocalizedText

  /// Says what is wrong with the option called `key`.
  package init(_ key: any CodingKey, zh: String, en: String) {
    path = [key.stringValue]
    message = LocalizedText(zh: zh, en: en)
  }

  /// Says what is wrong with the rule as a whole.
  package init(zh: String, en: String) {
    path = []
    message = LocalizedText(zh: zh, en: en)
  }
}
