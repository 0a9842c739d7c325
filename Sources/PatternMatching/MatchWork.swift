import CPCRE2
import DraftText

/// The work that unreviewed patterns may still do in one text.
///
/// The limits of PCRE2 start again at every place where a match can begin. They count neither the characters that one
/// step passes nor loops in machine code, so a pattern far below them can take a minute for a megabyte. Therefore PCRE2
/// calls `countWork` before each item of a counted pattern. The work is the number of these calls and the distance
/// between their places in the text, which is the same on every machine.
struct MatchWork {
  /// The cost of a match besides its length, in calls: the caller makes a finding from it.
  private static let callsPerMatch = 160
  /// The number of bytes that PCRE2 passes in the time of one call.
  private static let bytesPerCall = 16

  /// The remaining work, in calls. A pattern that is not counted calls only at its own `(?C)`.
  private(set) var remainingCalls = Int.max / 2
  /// The offset of the last call in the text, in UTF-8 bytes.
  private var position = 0
  /// Whether several searches share the remaining work.
  private(set) var isShared = false

  /// Whether more work was done than allowed.
  var isExhausted: Bool { remainingCalls < 0 }

  /// Allows the work that a sound pattern needs for `count` bytes: about 50 ms for 10 KB, and a second for a megabyte.
  mutating func allow(forBytes count: Int, isShared: Bool = false) {
    remainingCalls = 2_000_000 + 32 * count
    self.isShared = isShared
  }

  /// Counts a call, and the distance from the last call to `newPosition`.
  mutating func move(to newPosition: Int) {
    remainingCalls -= 1 + abs(newPosition - position) / Self.bytesPerCall
    position = newPosition
  }

  /// Counts a match and the lengths of its ranges, because the caller reads their text.
  mutating func count(_ match: Match) {
    remainingCalls -= match.groups.reduce(Self.callsPerMatch + match.range.count) { $0 + $1.range.count }
  }
}

/// Counts a call. PCRE2 calls before each item of a counted pattern, and at each `(?C)` of any pattern.
func countWork(_ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ work: UnsafeMutableRawPointer?) -> Int32 {
  guard let block, let work = work?.assumingMemoryBound(to: MatchWork.self) else { return 0 }
  work.pointee.move(to: block.pointee.current_position)
  return work.pointee.isExhausted ? PCRE2_ERROR_CALLOUT : 0
}

/// Runs `body`. All counted patterns that it matches on this thread share the work allowed for a text of `count` bytes.
package func sharingMatchWork<Value, Failure: Error>(
  forBytes count: Int, _ body: () throws(Failure) -> Value
) throws(Failure) -> Value {
  let work = MatchBlock.current(groups: 1).work
  let before = work.pointee
  work.pointee.allow(forBytes: count, isShared: true)
  defer { work.pointee = before }
  return try body()
}
