import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// What every rule has, whatever its kind.
package struct RuleMetadata: Sendable {
  /// How many findings of one rule in one draft are reported: nobody reads more, and each takes half a kilobyte of memory. A
  /// rule may stop looking when it has more.
  package static let mostFindings = 10_000

  /// The name, from the path of the file.
  package let id: RuleID
  /// How much its findings weigh; nil when the rule is off.
  package let severity: Severity?
  /// Whether it is held against drafts only where somebody asks for it: by its name, by that of its category, or in a profile.
  package let isOptional: Bool
  /// What its findings say.
  package let message: LocalizedText
  /// Of findings in one group whose ranges overlap, the one with the highest rank stays.
  package let group: String?
  /// The rank in the group.
  package let rank: Int
  /// Where it is written; nil for a rule that is in no file.
  package let origin: RuleOrigin?
  /// Whether a fix may be safe: not where somebody wrote the rule whom the user has not named.
  let mayFixSafely: Bool
  /// The part of a draft that it looks at; nil for one that looks elsewhere.
  var part: Part.ID?
  /// What a draft must hold for it to find anything.
  var needs: RequiredTexts
  /// The keys of its kind, as the file has them.
  package let options: [DataNode.Entry]
  /// What it says for readers, which no check of drafts ever needs.
  private let details: @Sendable () -> RuleDetails

  /// Why it matters.
  package var why: LocalizedText { details().why?.text ?? message }
  /// The clause of a standard, or whatever else it rests on.
  package var source: LocalizedText? { details().source?.text }
  /// What the rule must and must not report.
  package var examples: RuleExamples { details().examples ?? RuleExamples(bad: [], good: []) }

  /// Puts together what all rules have.
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
    mayFixSafely: Bool = true, needs: RequiredTexts = RequiredTexts(), options: [DataNode.Entry] = [],
    details: @escaping @Sendable () -> RuleDetails
  ) {
    self.id = id
    self.severity = severity
    self.isOptional = isOptional
    self.message = message
    self.origin = origin
    self.mayFixSafely = mayFixSafely
    self.needs = needs
    self.options = options
    self.group = group
    self.rank = rank
    self.details = details
  }

  /// Makes a diagnostic of this rule.
  ///
  /// - Parameters:
  ///   - fields: What stands in the fields of the message.
  ///   - certainty: How sure the finding is: it weighs no more than that allows, nor more than the rule says.
  package func diagnostic(
    at range: TextRange, _ fields: MessageFields = [:], related: [Diagnostic.RelatedPlace] = [],
    fix: Fix? = nil, certainty: Certainty = .certain
  ) -> Diagnostic {
    Diagnostic(
      ruleID: id, severity: min(severity ?? .info, certainty.greatestSeverity), message: Message(message, fields),
      range: range, related: related, fix: fix.map { $0.with(permitted($0.applicability)) })
  }

  /// Who may apply a fix that the rule holds to be fit for `wanted`.
  func permitted(_ wanted: Fix.Applicability) -> Fix.Applicability {
    wanted == .safe && !mayFixSafely ? .unsafe : wanted
  }
}

/// What a rule file says for readers of the rule.
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

  /// How long a text may be, in UTF-8 bytes; the longest reason of a shipped rule has half as many. A message is said at every
  /// finding.
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

/// A severity as rule files have it.
package enum SeverityWord: String, Decodable, CaseIterable, Sendable {
  case error, warning, info, off

  /// The severity; nil for `off`.
  package var severity: Severity? { Severity(rawValue: rawValue) }
}
