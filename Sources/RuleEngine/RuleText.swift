import Diagnostics

/// A text for users as a rule file has it: `{zh: …, en: …}`, or one text for all languages.
struct RuleText: Decodable {
  let text: LocalizedText

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case zh, en
  }

  init(text: LocalizedText) { self.text = text }

  init(from decoder: any Decoder) throws {
    guard (decoder as? NodeDecoder)?.node.entries != nil else {
      text = LocalizedText(verbatim: try decoder.singleValueContainer().decode(String.self))
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    text = LocalizedText(
      zh: try container.decode(String.self, forKey: .zh), en: try container.decode(String.self, forKey: .en))
  }
}
