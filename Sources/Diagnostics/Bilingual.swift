/// A type that shows its texts to users in one language.
package protocol Bilingual {
  /// The language of the user.
  var language: Language { get }
}

extension Bilingual {
  /// Returns the text in the language of the user.
  package func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
}

/// Returns a count with its noun in English, singular or plural: 1 draft, 2 drafts.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
