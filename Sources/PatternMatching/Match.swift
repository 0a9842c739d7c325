import DraftText

/// Where a pattern matched: the whole and its groups.
public struct Match: Sendable {
  /// Where a group of a match stands.
  struct Group: Sendable {
    let number: Int
    let range: TextRange
  }

  /// The range of the whole match.
  public let range: TextRange
  let pattern: CompiledPattern
  /// The groups that took part; most patterns have none, which costs no allocation.
  let groups: [Group]

  /// The range of the group called `name`, or nil when it took no part or does not exist.
  ///
  /// Where several groups have the name, the first that took part counts.
  public func range(of name: String) -> TextRange? {
    guard !groups.isEmpty, let numbers = pattern.groupNumbers[name] else { return nil }
    return groups.first { numbers.contains($0.number) }?.range
  }
}
