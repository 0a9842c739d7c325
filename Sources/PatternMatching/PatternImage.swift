/// What PCRE2 made of an expression, in a form that outlives the process: to read it takes a hundredth of the time of compiling.
///
/// Only the release of PCRE2 that made it can read it.
package struct PatternImage: Sendable {
  /// Texts of code points below 256, each of which stands for a byte: a program can hold only text.
  private let pieces: [PackedBytes]

  /// Takes texts that ``text(of:)`` made, in order.
  package init(_ pieces: [PackedBytes]) { self.pieces = pieces }

  /// Takes the bytes as they are.
  package init(bytes: [UInt8]) { self.init([PackedBytes(Self.text(of: bytes))]) }

  /// The form in which a program can hold `bytes`.
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  /// The bytes as PCRE2 gave them.
  package var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: pieces.reduce(0) { $0 + $1.range.count }) { bytes, count in
      for piece in pieces {
        // What stands for a byte is one byte or two, so there is room.
        count += piece.withBytes { Self.unpack($0, into: UnsafeMutableBufferPointer(rebasing: bytes[count...])) }
      }
    }
  }

  /// Writes what `text` stands for to the beginning of `bytes`, which is not shorter, and returns how many bytes that is.
  private static func unpack(_ text: UnsafeBufferPointer<UInt8>, into bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var (index, count) = (0, 0)
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte < 0x80 || index == text.count {
        bytes[count] = byte
      } else {
        // A code point from 128 to 255 is a lead byte with its two highest bits, and a byte with the six others.
        bytes[count] = byte << 6 | text[index] & 0x3F
        index += 1
      }
      count += 1
    }
    return count
  }
}
