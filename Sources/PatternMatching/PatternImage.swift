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
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.range.count })
    for piece in pieces {
      piece.withBytes { utf8 in
        var index = 0
        while index < utf8.count {
          // A code point from 128 to 255 is a lead byte with its two highest bits, and a byte with the six others.
          let isPair = utf8[index] >= 0x80 && index + 1 < utf8.count
          bytes.append(isPair ? utf8[index] << 6 | utf8[index + 1] & 0x3F : utf8[index])
          index += isPair ? 2 : 1
        }
      }
    }
    return bytes
  }
}
