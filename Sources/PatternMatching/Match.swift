import DraftText

/// A match of a pattern: its range, and the ranges of its groups.
package struct Match: Sendable {
  /// A group of a match.
  struct Group: Sendable {
    let number: Int
    let range: TextRange
  }

  /// The range of the whole match.
  package let range: TextRange
  let pattern: CompiledPattern
  /// The groups that took part in the match. Most patterns have no groups, and an empty array needs no allocation.
  let groups: [Group]

  /// Returns the range of the group called `name`; nil if it took no part in the match or does not exist.
  ///
  /// If several groups have the name, the first that took part counts.
  package func range(of name: String) -> TextRange? {
    guard !groups.isEmpty, let numbers = pattern.groupNumbers[name] else { return nil }
    return groups.first { numbers.contains($0.number) }?.range
  }
}

/// The reason why a search was stopped. It never means “no match”.
package enum MatchError: Error, Hashable, Sendable {
  /// More match steps of PCRE2 than a match at one place may take.
  case stepLimit
  /// Deeper backtracking than the interpreter may nest.
  case depthLimit
  /// More heap memory than the interpreter may take.
  case heapLimit
  /// The searches in one text took more work than counted patterns may do there.
  case workLimit
  /// A text has more matches than the caller accepts.
  case tooMany(limit: Int)
  /// Another error of PCRE2: its number and its message.
  case other(code: Int32, message: String)
}
