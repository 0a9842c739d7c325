/// The encoding GB18030-2022, which includes GBK and GB2312. A byte order mark is treated like any other character.
///
/// Codes and code points correspond one to one, so that an unchanged text is written with the same bytes.
struct GB18030Coding: Sendable {
  /// The only instance. Its tables are made on first use, because few drafts need them.
  static let shared = GB18030Coding()

  /// The code points of the two-byte codes, in the order of the codes.
  private let pairs: [UInt16]
  /// The code points up to U+FFFF of the four-byte codes, in the order of the codes.
  private let quads: [UInt16]
  /// The codes of the code points up to U+FFFF, as integers; 0 for one-byte codes.
  private let codes: [UInt32]

  /// The index of U+10000 (90308130) among the four-byte codes. The higher code points follow in order.
  private static let firstBeyond: UInt32 = 15 * 12600

  private init() {
    let table = GB18030Pairs()
    var codes = [UInt32](repeating: 0, count: 0x10000)
    for (index, character) in table.characters.enumerated() {
      let (row, trail) = index.quotientAndRemainder(dividingBy: GB18030Pairs.count)
      codes[Int(character)] = UInt32((0x81 + row) << 8 + 0x40 + trail + (trail < 0x3F ? 0 : 1))
    }
    // Code points without a two-byte code have four-byte codes, in the order of Unicode. Owner 0 means no such code.
    var owners = Array(0...UInt16.max)
    for character in table.characters { owners[Int(character)] = 0 }
    for (character, displaced) in table.displaced {
      owners[Int(character)] = displaced
      owners[Int(displaced)] = 0
    }
    var quads: [UInt16] = []
    for place in 0x80...0xFFFF where owners[place] != 0 && !(0xD800...0xDFFF ~= place) {
      codes[Int(owners[place])] = Self.quad(UInt32(quads.count))
      quads.append(owners[place])
    }
    (pairs, self.quads, self.codes) = (table.characters, quads, codes)
  }

  /// The four-byte code with this index, as an integer.
  private static func quad(_ index: UInt32) -> UInt32 {
    (0x81 + index / 12600) << 24 | (0x30 + index / 1260 % 10) << 16 | (0x81 + index / 10 % 126) << 8
      | (0x30 + index % 10)
  }
}

// MARK: Decoding

extension GB18030Coding {
  /// The text of `bytes` in UTF-8.
  func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(InvalidSequence) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 2)
    var offset = 0
    while offset < bytes.count {
      guard let (scalar, length) = scalar(in: bytes, at: offset) else {
        throw InvalidSequence(offset: offset, before: text)
      }
      text.append(contentsOf: scalar.utf8)
      offset += length
    }
    return text
  }

  /// The code point whose code begins at `offset`, inside the bytes, and the length of the code; nil if there is none.
  private func scalar(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let lead = bytes[offset]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    guard GB18030Pairs.leads ~= lead, offset + 1 < bytes.count else { return nil }
    let row = Int(lead - 0x81)
    switch bytes[offset + 1] {
    case 0x30...0x39:
      guard offset + 3 < bytes.count, 0x81...0xFE ~= bytes[offset + 2], 0x30...0x39 ~= bytes[offset + 3] else {
        return nil
      }
      let tail =
        (Int(bytes[offset + 1]) - 0x30) * 1260 + (Int(bytes[offset + 2]) - 0x81) * 10 + Int(bytes[offset + 3]) - 0x30
      return scalar(ofQuad: row * 12600 + tail).map { ($0, 4) }
    case let trail where 0x40...0xFE ~= trail && trail != 0x7F:
      return Unicode.Scalar(pairs[row * GB18030Pairs.count + GB18030Pairs.index(ofTrail: trail)]).map { ($0, 2) }
    default: return nil
    }
  }

  private func scalar(ofQuad index: Int) -> Unicode.Scalar? {
    if index < quads.count { return Unicode.Scalar(quads[index]) }
    return index < Self.firstBeyond ? nil : Unicode.Scalar(0x10000 + UInt32(index) - Self.firstBeyond)
  }
}

// MARK: Encoding

extension GB18030Coding {
  /// Encodes valid UTF-8 as GB18030.
  func encode(_ utf8: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      let code = code(of: scalar.value)
      for shift: UInt32 in [24, 16, 8, 0] where shift == 0 || code >> shift != 0 {
        bytes.append(UInt8(truncatingIfNeeded: code >> shift))
      }
    }
    return bytes
  }

  /// The code of a code point as an integer, first byte highest.
  private func code(of scalar: UInt32) -> UInt32 {
    switch scalar {
    case ..<0x80: scalar
    case ..<0x10000: codes[Int(scalar)]
    default: Self.quad(Self.firstBeyond + scalar - 0x10000)
    }
  }
}
