import PatternMatching

/// A value of the packed rules that is unpacked when somebody asks for it.
struct PackedNode: Sendable {
  let bytes: PackedBytes

  /// The value; nil where the bytes are none.
  var unpacked: DataNode? {
    bytes.withBytes { utf8 in
      var unpacker = RuleUnpacker(bytes: utf8, of: bytes.storage, from: bytes.range.lowerBound)
      return unpacker.node()
    }
  }
}
