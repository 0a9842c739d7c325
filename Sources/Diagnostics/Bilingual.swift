/// Something that speaks to users in one language.
package protocol Bilingual {
  /// The language of the user.
  var language: Language { get }
}

extension Bilingual {
  /// The one of two texts that the user reads.
  package func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
}
