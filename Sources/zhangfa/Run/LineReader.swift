import Linting
import SystemPackage

/// Reads a stream line by line, with bounded memory.
struct LineReader {
  enum Line: Equatable {
    /// A line without its end.
    case bytes([UInt8])
    /// A line of more than ``limit`` bytes.
    case tooLong
  }

  /// The most bytes of a line: 18 MB. That is a draft of 3 MB, the most that is read of a Word document, if each of its
  /// bytes is written as an escape of six bytes.
  static let limit = 18 << 20
  private static let chunk = 1 << 16

  private let file: FileDescriptor
  /// The bytes that were read and not yet returned.
  private var buffer: [UInt8] = []
  /// The offset up to which ``buffer`` was searched for a line end.
  private var searched = 0
  /// The offset in ``buffer`` at which the next line begins.
  private var start = 0
  private var hasEnded = false

  init(_ file: FileDescriptor) { self.file = file }

  /// The next line that is not empty; nil at the end.
  mutating func next() throws(Errno) -> Line? {
    var isTooLong = false
    while true {
      if let end = buffer[max(start, searched)...].firstIndex(of: 0x0A) {
        let line = take(upTo: end)
        start = end + 1
        searched = start
        if isTooLong { return .tooLong }
        if !line.isEmpty { return .bytes(line) }
        continue
      }
      searched = buffer.count
      if hasEnded {
        let rest = take(upTo: buffer.count)
        start = buffer.count
        return isTooLong ? .tooLong : rest.isEmpty ? nil : .bytes(rest)
      }
      if buffer.count - start > Self.limit {
        isTooLong = true
        start = buffer.count
      }
      try fill()
    }
  }

  /// Returns the line up to `end`, without the carriage return at its end.
  private func take(upTo end: Int) -> [UInt8] {
    let line = buffer[start..<end]
    return Array(line.last == 0x0D ? line.dropLast() : line)
  }

  private mutating func fill() throws(Errno) {
    buffer.removeSubrange(..<start)
    searched -= start
    start = 0
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
    let count = try systemCall {
      try buffer.withUnsafeMutableBytes { try file.read(into: .init(rebasing: $0[old...])) }
    }
    buffer.removeSubrange((old + count)...)
    hasEnded = count == 0
  }
}
