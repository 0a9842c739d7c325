import Diagnostics

/// What a rule file says for readers of the rule, and no check of drafts ever needs.
struct RuleDetails: Decodable {
  let why: RuleText?
  let source: RuleText?
  let examples: RuleExamples?

  /// The keys.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case why, source, examples
  }

  /// Details that have been read, or those of a sound rule file.
  enum Source: Sendable {
    case read(why: LocalizedText?, source: LocalizedText?, RuleExamples)
    case packed(PackedNode)

    var why: LocalizedText? {
      switch self {
      case .read(let why, _, _): why
      case .packed(let node): RuleDetails(node)?.why?.text
      }
    }

    var source: LocalizedText? {
      switch self {
      case .read(_, let source, _): source
      case .packed(let node): RuleDetails(node)?.source?.text
      }
    }

    var examples: RuleExamples {
      switch self {
      case .read(_, _, let examples): examples
      case .packed(let node): RuleDetails(node)?.examples ?? RuleExamples(bad: [], good: [])
      }
    }
  }
}

extension RuleDetails {
  fileprivate init?(_ node: PackedNode) {
    guard let node = node.unpacked, let details = try? NodeDecoder(node).decode(RuleDetails.self) else { return nil }
    self = details
  }
}

extension DataNode {
  /// What stands under the keys of ``RuleDetails``, and the rest. Nil for what is no mapping.
  var separatingDetails: (rest: DataNode, details: DataNode)? {
    guard let entries else { return nil }
    func part(_ isIncluded: (Entry) -> Bool) -> DataNode {
      DataNode(position: position, content: .mapping(entries.filter(isIncluded)))
    }
    func isDetail(_ entry: Entry) -> Bool { RuleDetails.CodingKeys(rawValue: entry.key) != nil }
    return (part { !isDetail($0) }, part(isDetail))
  }
}
