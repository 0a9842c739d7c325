/// A value of the packed rules that is unpacked when somebody asks for it.
struct PackedNode: Sendable {
  /// Where the packed rules lie.
  enum Storage: Sendable {
    case program(StaticString)
    case memory([UInt8])

    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      switch self {
      case .program(let text): text.withUTF8Buffer(body)
      case .memory(let bytes): bytes.withUnsafeBufferPointer(body)
      }
    }
  }

  let storage: Storage
  /// The bytes of the value.
  let range: Range<Int>

  /// The value; nil where the bytes are none.
  var unpacked: DataNode? {
    storage.withBytes { bytes in
      var unpacker = Unpacker(bytes: UnsafeBufferPointer(rebasing: bytes[range]), storage: storage)
      return unpacker.node()
    }
  }
}
