/// A place in a draft: a half-open range of UTF-8 byte offsets into its decoded text.
///
/// Every position in zhangfa is a `TextRange`. Only ``LineIndex`` converts it to lines, columns and other units.
///
/// The offsets have 32 bits, because an outline consists mostly of ranges and then takes half the memory. No draft has
/// 4 GiB.
public struct TextRange: Hashable, Sendable {
  private let first: UInt32
  private let last: UInt32

  /// Makes the range from `start` up to, but not including, `end`.
  public init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start <= end, "a TextRange runs forward from a non-negative offset")
    first = UInt32(start)
    last = UInt32(end)
  }

  /// The offset of the first byte.
  public var start: Int { Int(first) }

  /// The offset just past the last byte; never less than `start`.
  public var end: Int { Int(last) }

  /// The number of bytes.
  public var count: Int { end - start }

  /// Whether the range contains no byte. An empty range still has a place.
  public var isEmpty: Bool { start == end }

  /// Whether `offset` is the place of a byte of this range.
  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }

  /// Whether all of `other` lies in this range.
  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }

  /// Whether the two ranges have a byte in common.
  public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }
}

extension TextRange: Comparable {
  /// Orders by start, then by end.
  public static func < (left: TextRange, right: TextRange) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}
