import DraftText

/// Where a pattern matched: the whole and its groups.
public struct Match: Sendable {
  let pattern: Pattern
  /// Start and end of each group, group 0 the whole; a group that took no part has -1.
  let offsets: [Int]

  /// The range of the whole match.
  public var range: TextRange { TextRange(offsets[0], max(offsets[0], offsets[1])) }

  /// The range of the group called `name`, or nil when it took no part or does not exist.
  ///
  /// Where several groups have the name, the first that took part counts.
  public func range(of name: String) -> TextRange? {
    for number in pattern.groupNumbers[name] ?? [] where offsets[2 * number] >= 0 {
      return TextRange(offsets[2 * number], offsets[2 * number + 1])
    }
    return nil
  }
}
