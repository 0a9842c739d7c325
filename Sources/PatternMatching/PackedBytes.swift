/// A piece of text that lies in the program, or in memory, and is read where it lies.
package struct PackedBytes: Sendable {
  /// Where the whole text lies.
  package enum Storage: Sendable {
    case program(StaticString)
    case memory([UInt8])

    /// Calls `body` with the UTF-8 bytes of the whole text.
    package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      switch self {
      case .program(let text): text.withUTF8Buffer(body)
      case .memory(let bytes): bytes.withUnsafeBufferPointer(body)
      }
    }
  }

  package let storage: Storage
  /// The bytes of the piece.
  package let range: Range<Int>

  package init(storage: Storage, range: Range<Int>) {
    self.storage = storage
    self.range = range
  }

  /// A text in memory.
  package init(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(storage: .memory(bytes), range: bytes.indices)
  }

  /// The piece itself.
  package var string: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  /// Calls `body` with the UTF-8 bytes of the piece.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    storage.withBytes { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
