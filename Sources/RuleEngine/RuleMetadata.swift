import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// The data that every rule has, whatever its kind.
package struct RuleMetadata: Sendable {
  /// The most reported findings of one rule in one draft: nobody reads more, and each takes half a kilobyte of memory.
  /// A rule may stop searching when it has more.
  package static let mostFindings = 10_000

  /// The name, from the path of the file.
  package let id: RuleID
  /// The severity of its findings; nil if the rule is off.
  package let severity: Severity?
  /// Whether it checks drafts only on request: by its name, by that of its category, or in a profile.
  package let isOptional: Bool
  /// The message of its findings.
  package let message: LocalizedText
  /// Of findings in one group whose ranges overlap, the one with the highest rank stays.
  package let group: String?
  /// The rank in the group.
  package let rank: Int
  /// The origin of the rule; nil for a rule that is in no file.
  package let origin: RuleOrigin?
  /// Whether a fix may be safe; false if the rule is by somebody whom the user has not named.
  let permitsSafeFixes: Bool
  /// The part of a draft that it checks; nil if it checks other places.
  var part: Part.ID?
  /// The texts that a draft must have for the rule to find anything.
  var needs: RequiredTexts
  /// The keys of its kind, as in the file.
  package let options: [DataNode.Entry]
  /// The texts for readers, which no check of drafts needs.
  private let details: @Sendable () -> RuleDetails

  /// The reason for the rule.
  package var why: LocalizedText { details().why?.text ?? message }
  /// The clause of a standard, or another basis of the rule.
  package var source: LocalizedText? { details().source?.text }
  /// The drafts that the rule must report and those that it must not.
  package var examples: RuleExamples { details().examples ?? RuleExamples(bad: [], good: []) }

  /// Makes the data of a rule.
  package init(
    id: RuleID, severity: Severity?, isOptional: Bool = false, message: LocalizedText, why: LocalizedText,
    source: LocalizedText? = nil, group: String? = nil, rank: Int = 0,
    examples: RuleExamples = RuleExamples(bad: [], good: [])
  ) {
    self.init(id: id, severity: severity, isOptional: isOptional, message: message, group: group, rank: rank) {
      RuleDetails(why: RuleText(text: why), source: source.map(RuleText.init), examples: examples)
    }
  }

  init(
    id: RuleID, severity: Severity?, isOptional: Bool, message: LocalizedText, group: String?, rank: Int,
    origin: RuleOrigin? = nil,
    permitsSafeFixes: Bool = true, needs: RequiredTexts = RequiredTexts(), options: [DataNode.Entry] = [],
    details: @escaping @Sendable () -> RuleDetails
  ) {
    self.id = id
    self.severity = severity
    self.isOptional = isOptional
    self.message = message
    self.origin = origin
    self.permitsSafeFixes = permitsSafeFixes
    self.needs = needs
    self.options = options
    self.group = group
    self.rank = rank
    self.details = details
  }

  /// Returns the keys of its kind that the file has, in the order of their type.
  func givenKeys<Keys: CodingKey & CaseIterable>() -> [Keys] {
    Keys.allCases.filter { key in options.contains { $0.key == key.stringValue } }
  }

  /// Makes a diagnostic of this rule.
  ///
  /// - Parameters:
  ///   - fields: The values of the message fields.
  ///   - certainty: The certainty of the finding; it limits the severity.
  package func diagnostic(
    at range: TextRange, _ fields: MessageFields = [:], related: [Diagnostic.RelatedPlace] = [],
    fix: Fix? = nil, certainty: Certainty = .certain
  ) -> Diagnostic {
    Diagnostic(
      ruleID: id, severity: severity ?? .info, certainty: certainty, message: Message(message, fields), range: range,
      related: related, fix: fix.map { $0.with(permitted($0.applicability)) })
  }

  /// Returns the applicability that the rule may give to a fix that is fit for `wanted`.
  func permitted(_ wanted: Fix.Applicability) -> Fix.Applicability {
    wanted == .safe && !permitsSafeFixes ? .unsafe : wanted
  }
}

/// The texts of a rule file for readers of the rule.
struct RuleDetails: Decodable, Sendable {
  let why: RuleText?
  let source: RuleText?
  let examples: RuleExamples?

  /// The keys.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case why, source, examples
  }
}

/// A text for users as a rule file has it: `{zh: …, en: …}`, or one text for all languages.
struct RuleText: Decodable, Sendable {
  let text: LocalizedText

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case zh, en
  }

  init(text: LocalizedText) { self.text = text }

  /// The longest text, in UTF-8 bytes; the longest reason of a shipped rule has half as many. A message is repeated at
  /// every finding.
  private static let byteLimit = 4_000

  init(from decoder: any Decoder) throws {
    let node = try decoder.node
    if node.entries == nil {
      text = LocalizedText(verbatim: try node.text())
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      text = LocalizedText(
        zh: try container.decode(String.self, forKey: .zh), en: try container.decode(String.self, forKey: .en))
    }
    if max(text.zh.utf8.count, text.en.utf8.count) > Self.byteLimit {
      let limit = Self.byteLimit
      throw NodeError(.init(zh: "文字太长，最多 \(limit) 字节", en: "the text is longer than \(limit) bytes"), at: node.position)
    }
  }
}

/// A severity as written in rule files.
package enum SeverityWord: String, Decodable, CaseIterable, Sendable {
  case error, warning, info, off

  /// The severity; nil for `off`.
  package var severity: Severity? { Severity(rawValue: rawValue) }
}
