import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// The data that every rule has, whatever its kind.
package struct RuleMetadata: Sendable {
  /// The most findings of one rule in one draft that are reported: nobody reads more, and each takes half a kilobyte of
  /// memory.
  package static let mostFindings = 10_000

  /// The name, from the path of the file.
  package let id: RuleID
  /// The severity of its findings; nil if the rule is off.
  package let severity: Severity?
  /// Whether it checks drafts only on request: by its name, by that of its category, or in a profile.
  package private(set) var isOptional = false
  /// The message of its findings.
  package let message: LocalizedText
  /// Of findings in one group whose ranges overlap, the one with the highest rank stays.
  package private(set) var group: String?
  /// The rank in the group.
  package private(set) var rank = 0
  /// The origin of the rule; nil for a rule that is in no file.
  package private(set) var origin: RuleOrigin?
  /// Whether a fix may be safe; false if the rule is by somebody whom the user has not named.
  private(set) var permitsSafeFixes = true
  /// The part of a draft that it checks; nil if it checks other places.
  var part: Part.ID?
  /// The texts that a draft must have for the rule to find anything.
  var needs = RequiredTexts()
  /// All keys of the file.
  private(set) var entries: [DataNode.Entry] = []

  /// The keys of its kind, as in the file.
  package var options: [DataNode.Entry] { entries.filter { RuleReader.Key(rawValue: $0.key) == nil } }

  // Texts for readers, decoded when somebody asks for them: no check of drafts needs them.

  /// The reason for the rule.
  package var why: LocalizedText { (value(of: .why) as RuleText?)?.text ?? message }
  /// The clause of a standard, or another basis of the rule.
  package var source: LocalizedText? { (value(of: .source) as RuleText?)?.text }
  /// The drafts that the rule must report and those that it must not.
  package var examples: RuleExamples { value(of: .examples) ?? RuleExamples(bad: [], good: []) }

  private func value<Value: Decodable>(of key: RuleReader.Key) -> Value? {
    entries.first { $0.key == key.rawValue }.flatMap { try? $0.decode() }
  }

  /// Returns the keys of its kind that the file has, in the order of their type.
  func givenKeys<Keys: CodingKey & CaseIterable>() -> [Keys] {
    Keys.allCases.filter { key in entries.contains { $0.key == key.stringValue } }
  }

  /// Makes a diagnostic of this rule.
  ///
  /// - Parameters:
  ///   - fields: The values of the message fields.
  ///   - certainty: How surely the rule has understood the text; it limits the severity.
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

/// A text for users as a rule file has it: `{zh: …, en: …}`, or one text for all languages.
struct RuleText: Decodable, Sendable {
  let text: LocalizedText

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case zh, en
  }

  /// The longest text, in UTF-8 bytes; the longest reason of a shipped rule has half as many. A message is repeated at
  /// every finding.
  private static let byteLimit = 4_000
}

extension RuleText {
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
