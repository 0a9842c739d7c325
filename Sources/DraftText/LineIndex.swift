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

/// The starts of the lines of a text, and the only converter from byte offsets to other units.
///
/// A line ends with LF, CRLF or CR. Offsets count UTF-8 bytes, from 0 to the length of the text, and are scalar
/// borders. The place between CR and LF belongs to the line that they end.
public struct LineIndex: Sendable {
  /// The numbers of code points and of UTF-16 code units before a place.
  private struct Units {
    var scalars = 0
    var utf16 = 0
  }

  private static let stride = 256

  private let utf8: [UInt8]
  /// The offset of the first byte of each line.
  private let starts: [Int]
  /// The units before each multiple of `stride` bytes, so that no count has to read more than one stride.
  private let checkpoints: [Units]

  /// Indexes valid UTF-8.
  init(utf8: [UInt8]) {
    self.utf8 = utf8
    (starts, checkpoints) = utf8.withUnsafeBufferPointer { (lineStarts(of: $0), Self.checkpoints(of: $0)) }
  }

  /// The number of lines; a text that ends with a line end has an empty last line.
  public var count: Int { starts.count }

  /// The line, from 1, that holds `offset`.
  public func line(at offset: Int) -> Int {
    precondition(0 <= offset && offset <= utf8.count, "an offset lies inside its text")
    return starts.partitioningIndex { $0 > offset }
  }

  /// The range of `line` (from 1), without its line end.
  public func range(ofLine line: Int) -> TextRange {
    let start = starts[line - 1]
    guard line < starts.count else { return TextRange(start, utf8.count) }
    // Every line but the last ends with LF, CRLF or CR.
    let end = starts[line] - 1
    let endsWithCRLF = end > start && utf8[end] == 0x0A && utf8[end - 1] == 0x0D
    return TextRange(start, endsWithCRLF ? end - 1 : end)
  }

  /// Line and column of `offset`, the column in code points.
  public func position(at offset: Int) -> LinePosition {
    let line = line(at: offset)
    return LinePosition(line: line, column: units(before: offset).scalars - units(before: starts[line - 1]).scalars + 1)
  }

  /// The column of `offset` in UTF-16 code units, from 1.
  public func utf16Column(at offset: Int) -> Int {
    units(before: offset).utf16 - units(before: starts[line(at: offset) - 1]).utf16 + 1
  }

  /// The column of `offset` in UTF-8 bytes, from 1.
  package func byteColumn(at offset: Int) -> Int {
    offset - starts[line(at: offset) - 1] + 1
  }

  /// The number of code points in `range`.
  public func scalarCount(in range: TextRange) -> Int {
    units(before: range.end).scalars - units(before: range.start).scalars
  }

  /// The number of columns that a terminal needs for `range`: two for full-width code points, none for combining and
  /// invisible ones, one for all others, including tabs and control characters.
  ///
  /// Each byte of `range` is read: use it for excerpts, not for whole drafts.
  package func displayWidth(of range: TextRange) -> Int {
    String(decoding: utf8[range.start..<range.end], as: UTF8.self).unicodeScalars.reduce(0) { $0 + $1.displayWidth }
  }

  private func units(before offset: Int) -> Units {
    let block = offset / Self.stride
    // A release build does not check slices, but it checks the index of the checkpoint, which keeps the slice within
    // one stride.
    precondition(offset <= utf8.count, "an offset lies inside its text")
    var units = checkpoints[block]
    utf8.withUnsafeBufferPointer { Self.add($0[(block * Self.stride)..<offset], to: &units) }
    return units
  }

  private static func checkpoints(of utf8: UnsafeBufferPointer<UInt8>) -> [Units] {
    var units = Units()
    var checkpoints = [units]
    checkpoints.reserveCapacity(utf8.count / stride + 1)
    for block in 0..<(utf8.count / stride) {
      add(utf8[(block * stride)..<((block + 1) * stride)], to: &units)
      checkpoints.append(units)
    }
    return checkpoints
  }

  private static func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to units: inout Units) {
    for byte in bytes where byte & 0xC0 != 0x80 {
      units.scalars += 1
      units.utf16 += byte >= 0xF0 ? 2 : 1
    }
  }
}

private func lineStarts(of utf8: UnsafeBufferPointer<UInt8>) -> [Int] {
  var starts = [0]
  for (offset, byte) in utf8.enumerated() where byte.endsLine {
    let isFollowedByLineFeed = offset + 1 < utf8.count && utf8[offset + 1] == 0x0A
    if byte == 0x0A || !isFollowedByLineFeed { starts.append(offset + 1) }
  }
  return starts
}
