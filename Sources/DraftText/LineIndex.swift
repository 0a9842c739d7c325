/// A place as people count it: line and column from 1, columns in Unicode code points.
public struct LinePosition: Hashable, Sendable, Codable {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in code points.
  public let column: Int

  /// Makes a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Where the lines of a text begin, and the only converter from byte offsets to other units.
///
/// A line ends with LF, CRLF or CR.
public struct LineIndex: Sendable {
  private static let stride = 1024

  private let utf8: [UInt8]
  /// The offset of the first byte of each line.
  private let starts: [Int]
  /// The number of code points before each multiple of `stride` bytes, so that no column costs more than one stride.
  private let scalarsBefore: [Int]

  /// Indexes valid UTF-8.
  init(utf8: [UInt8]) {
    self.utf8 = utf8
    var starts = [0]
    var scalarsBefore: [Int] = []
    scalarsBefore.reserveCapacity(utf8.count / Self.stride + 1)
    var scalars = 0
    utf8.withUnsafeBufferPointer { bytes in
      for offset in bytes.indices {
        if offset % Self.stride == 0 { scalarsBefore.append(scalars) }
        let byte = bytes[offset]
        if byte & 0xC0 != 0x80 { scalars += 1 }
        if byte == 0x0A || (byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A)) {
          starts.append(offset + 1)
        }
      }
    }
    self.starts = starts
    self.scalarsBefore = scalarsBefore
  }

  /// The number of lines; a text that ends with a line end has an empty last line.
  public var count: Int { starts.count }

  /// The line, from 1, that holds `offset`.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The range of `line` (from 1), without its line end.
  public func range(ofLine line: Int) -> TextRange {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : utf8.count
    if end > start, utf8[end - 1] == 0x0A { end -= 1 }
    if line < starts.count, end > start, utf8[end - 1] == 0x0D { end -= 1 }
    return TextRange(start, end)
  }

  /// Line and column of `offset`, the column in code points.
  public func position(at offset: Int) -> LinePosition {
    let line = line(at: offset)
    return LinePosition(line: line, column: scalarCount(before: offset) - scalarCount(before: starts[line - 1]) + 1)
  }

  /// The number of code points in `range`.
  public func scalarCount(in range: TextRange) -> Int {
    scalarCount(before: range.end) - scalarCount(before: range.start)
  }

  private func scalarCount(before offset: Int) -> Int {
    guard offset > 0 else { return 0 }
    let block = (offset - 1) / Self.stride
    return utf8[(block * Self.stride)..<offset].reduce(scalarsBefore[block]) { $1 & 0xC0 != 0x80 ? $0 + 1 : $0 }
  }
}
