/// A language in which zhangfa shows texts to its users.
public enum Language: String, CaseIterable, Sendable, Codable {
  /// Chinese.
  case zh
  /// English.
  case en
}

/// One text for users in each ``Language``.
public struct LocalizedText: Hashable, Sendable, Codable {
  /// The Chinese text, as an office would write it.
  public let zh: String
  /// The English text.
  public let en: String

  /// Pairs the two texts.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// A text that is the same in every language: a quotation from a draft, a number, a name.
  public init(verbatim text: String) { self.init(zh: text, en: text) }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}

/// An error that says in each ``Language`` what went wrong.
public protocol ExplainedError: Error {
  /// The explanation for the user.
  var message: LocalizedText { get }
}

/// An error of which no code needs to know more than the message.
package struct Failure: ExplainedError, Hashable {
  /// What to tell the user.
  package let message: LocalizedText

  /// Makes an error with a message in both languages.
  package init(zh: String, en: String) { message = LocalizedText(zh: zh, en: en) }
}
