import Diagnostics

/// A text for users as a rule file has it: `{zh: …, en: …}`, or one text for all languages.
struct RuleText: Decodable {
  let text: LocalizedText

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case zh, en
  }

  init(text: LocalizedText) { self.text = text }

  /// How long a text may be, in UTF-8 bytes; the longest reason of a shipped rule has half as many. A message is said at every
  /// finding.
  private static let byteLimit = 4_000

  init(from decoder: any Decoder) throws {
    let node = (decoder as? NodeDecoder)?.node
    if node?.entries == nil {
      text = LocalizedText(verbatim: try decoder.singleValueContainer().decode(String.self))
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      text = LocalizedText(
        zh: try container.decode(String.self, forKey: .zh), en: try container.decode(String.self, forKey: .en))
    }
    if let node, max(text.zh.utf8.count, text.en.utf8.count) > Self.byteLimit {
      let limit = Self.byteLimit
      throw NodeError(.init(zh: "文字太长，最多 \(limit) 字节", en: "the text is longer than \(limit) bytes"), at: node.position)
    }
  }
}
