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
/// A rule file has it as a text, or as `{profile: speech, text: …}` where the profile is not to be guessed, and
/// `{format: word, text: …}` where it is not plain text.
package struct RuleExample: Hashable, Sendable, Decodable, ExpressibleByStringLiteral {
  /// The draft with its marks.
  package let text: String
  /// The id of the profile to take it for; nil to find out.
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
    let node = try decoder.node
    guard node.entries != nil else {
      self.init(try node.text(), at: node.position)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .text),
      profile: try container.decodeIfPresent(String.self, forKey: .profile),
      format: try container.decodeIfPresent(DraftFormat.self, forKey: .format),
      at: node.value(of: CodingKeys.text.rawValue)?.position)
  }
}

/// A text in which ⟦ and ⟧ surround places.
struct MarkedText {
  /// The text without the marks.
  let text: String
  /// The places, in the order of their ends, as ranges of `text`.
  let ranges: [TextRange]

  /// Reads the marks. Nil when one has no partner.
  init?(_ marked: String) {
    var text = ""
    var open: [Int] = []
    var ranges: [TextRange] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": open.append(text.utf8.count)
      case "⟧":
        guard let start = open.popLast() else { return nil }
        ranges.append(TextRange(start, text.utf8.count))
      default: text.unicodeScalars.append(scalar)
      }
    }
    guard open.isEmpty else { return nil }
    self.init(text: text, ranges: ranges)
  }

  /// Takes a text and places in it.
  init(text: String, ranges: [TextRange]) {
    self.text = text
    self.ranges = ranges
  }

  /// The text with its marks. Where places meet, the end of one comes before the beginning of the next.
  var marked: String {
    // At one offset, what ends there closes first, then empty places stand, then what begins there opens.
    var marks: [(offset: Int, order: Int, mark: String)] = []
    for range in ranges {
      if range.isEmpty {
        marks.append((range.start, 1, "⟦⟧"))
      } else {
        marks.append((range.start, 2, "⟦"))
        marks.append((range.end, 0, "⟧"))
      }
    }
    let utf8 = Array(text.utf8)
    var marked = ""
    var end = 0
    for mark in marks.sorted(by: { ($0.offset, $0.order) < ($1.offset, $1.order) }) {
      marked += String(decoding: utf8[end..<mark.offset], as: UTF8.self) + mark.mark
      end = mark.offset
    }
    return marked + String(decoding: utf8[end...], as: UTF8.self)
  }
}
