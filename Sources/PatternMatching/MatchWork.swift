import CPCRE2
import DraftText

/// What patterns that nobody has looked at may do in one text, and what they have done.
///
/// The limits of PCRE2 begin anew at every place where a match could start, and count neither the characters that one step
/// runs over nor the steps of machine code that are loops: a pattern well below them may take a minute for a megabyte. So a
/// counted pattern calls back before each of its items, and what counts is the calls and the way between them. That is the
/// same number on every machine.
struct MatchWork {
  /// What each match costs on top of its length: somebody makes a finding of it.
  private static let callsPerMatch = 160
  /// How many bytes are passed over in the time of one call.
  private static let bytesPerCall = 16

  /// What is left, in calls; of patterns that are not counted only those call that say `(?C)`.
  private(set) var remainingCalls = Int.max / 2
  /// Where the last call was, in bytes.
  private var position = 0
  /// Whether several searches share what is left.
  private(set) var isShared = false

  /// Whether there was too little.
  var isExhausted: Bool { remainingCalls < 0 }

  /// Allows what a sound pattern needs for `count` bytes: about 50 ms for 10 KB, and a second for a megabyte.
  mutating func allow(forBytes count: Int, isShared: Bool = false) {
    remainingCalls = 2_000_000 + 32 * count
    self.isShared = isShared
  }

  /// Counts the way to `newPosition`.
  mutating func move(to newPosition: Int) {
    remainingCalls -= 1 + abs(newPosition - position) / Self.bytesPerCall
    position = newPosition
  }

  /// Counts a match: somebody looks at its ranges.
  mutating func count(_ match: Match) {
    remainingCalls -= match.groups.reduce(Self.callsPerMatch + match.range.count) { $0 + $1.range.count }
  }
}

/// Called by PCRE2 before each item of a counted pattern, and wherever a pattern says `(?C)`.
func countWork(_ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ work: UnsafeMutableRawPointer?) -> Int32 {
  guard let block, let work = work?.assumingMemoryBound(to: MatchWork.self) else { return 0 }
  work.pointee.move(to: block.pointee.current_position)
  return work.pointee.isExhausted ? PCRE2_ERROR_CALLOUT : 0
}

/// Runs `body`, in which all counted patterns that match on this thread share what a text of `count` bytes allows.
package func sharingMatchWork<Value, Failure: Error>(
  forBytes count: Int, _ body: () throws(Failure) -> Value
) throws(Failure) -> Value {
  let work = MatchBlock.current(groups: 1).work
  let before = work.pointee
  work.pointee.allow(forBytes: count, isShared: true)
  defer { work.pointee = before }
  return try body()
}
