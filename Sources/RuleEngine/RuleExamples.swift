import DraftText

/// Drafts in a rule file that show what the rule does; ⟦ and ⟧ surround what must be reported.
package struct RuleExamples: Sendable, Decodable {
  /// Drafts with faults.
  package let bad: [RuleExample]
  /// Drafts in which the rule finds nothing.
  package let good: [RuleExample]

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case bad, good
  }

  /// Takes the two lists.
  package init(bad: [RuleExample], good: [RuleExample]) {
    self.bad = bad
    self.good = good
  }
}

/// One draft of ``RuleExamples``.
///
/// A rule file has it as a text, or as `{profile: speech, text: …}` where the genre is not to be guessed, and
/// `{format: word, text: …}` where it is not plain text.
package struct RuleExample: Hashable, Sendable, Decodable, ExpressibleByStringLiteral {
  /// The draft with its marks.
  package let text: String
  /// The id of the genre to take it for; nil to find out.
  package let profile: String?
  /// How it is marked up; nil for the format that the rule is about.
  package let format: DraftFormat?
  /// Where the text stands in the rule file; nil for one that is in no file.
  package let position: LinePosition?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case profile, format, text
  }

  /// Takes a draft with its marks.
  package init(
    _ text: String, profile: String? = nil, format: DraftFormat? = nil, at position: LinePosition? = nil
  ) {
    self.text = text
    self.profile = profile
    self.format = format
    self.position = position
  }

  package init(stringLiteral text: String) { self.init(text) }

  package init(from decoder: any Decoder) throws {
    let node = (decoder as? NodeDecoder)?.node
    guard node?.entries != nil else {
      self.init(try decoder.singleValueContainer().decode(String.self), at: node?.position)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .text),
      profile: try container.decodeIfPresent(String.self, forKey: .profile),
      format: try container.decodeIfPresent(DraftFormat.self, forKey: .format),
      at: node?.value(of: CodingKeys.text.rawValue)?.position)
  }
}
