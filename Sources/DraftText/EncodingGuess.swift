/// What the bytes of a file without a byte order mark say about its encoding.
struct EncodingGuess {
  /// How much is looked at where the whole file would cost too much.
  private static let sampleSize = 64 << 10

  /// Valid as long as the closure runs that made the guess; every index into it is held against its count first.
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether more than one byte in twenty at the head of the file, and more than a stray one or two, is a control character
  /// that text does not have.
  var isFullOfControls: Bool {
    let sample = bytes.prefix(Self.sampleSize)
    // 09...0D is white space; 1B begins the colours of terminals.
    let controls = sample.count { $0 < 0x20 && !(0x09...0x0D ~= $0) && $0 != 0x1B }
    return controls > 2 && controls * 20 > sample.count
  }

  /// Whether most of what stands around the invalid byte at `offset` is Chinese in UTF-8: then the file is damaged UTF-8, and
  /// to read it as GB18030 would give a text that nobody wrote.
  ///
  /// - Parameter offset: An offset inside the bytes.
  func isDamagedUTF8(at offset: Int) -> Bool {
    var start = max(0, offset - 4096)
    while start < offset, bytes[start] & 0xC0 == 0x80 { start += 1 }
    let window = UnsafeBufferPointer(rebasing: bytes[start..<min(bytes.count, offset + 4096)])
    var (sequences, errors, next) = (0, 0, 0)
    while next < window.count {
      if let length = utf8SequenceLength(in: window, at: next) {
        // Two bytes of GB18030 often look like a UTF-8 sequence of two; three seldom do.
        if length > 2 { sequences += 1 }
        next += length
      } else {
        errors += 1
        next += 1
      }
    }
    return sequences > 2 * errors
  }

  /// The byte order in which the bytes are UTF-16 without a mark.
  ///
  /// Nine in ten of the units must be what Chinese drafts consist of: printable ASCII, Han of the basic block, CJK and
  /// fullwidth punctuation; without ASCII the Han must be no unlikely ones. Where both orders pass (most ASCII letters look
  /// like Han when swapped), more ASCII wins.
  var unmarkedUTF16: TextEncoding? {
    let little = UTF16Sample(bytes.prefix(Self.sampleSize), coding: UTF16Coding(bigEndian: false))
    let big = UTF16Sample(bytes.prefix(Self.sampleSize), coding: UTF16Coding(bigEndian: true))
    switch (little.isPlausible, big.isPlausible) {
    case (false, false): return nil
    case (true, false): return .utf16LE
    case (false, true): return .utf16BE
    case (true, true): return (big.ascii, big.expected) > (little.ascii, little.expected) ? .utf16BE : .utf16LE
    }
  }
}

/// How much of the head of a file is what one expects of a draft in UTF-16.
private struct UTF16Sample {
  private var units = 0
  /// The units that a draft has, ASCII among them.
  private(set) var expected = 0
  private(set) var ascii = 0
  /// The units that are two bytes of ASCII: a third of all Han, and nearly all of ASCII text taken for UTF-16.
  private var asciiPairs = 0
  private var likeness = ChineseLikeness()

  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, coding: UTF16Coding) {
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    for offset in stride(from: 0, to: bytes.count - 1, by: 2) {
      units += 1
      if 0x20...0x7E ~= bytes[offset], 0x20...0x7E ~= bytes[offset + 1] { asciiPairs += 1 }
      let unit = coding.unit(in: bytes, at: offset)
      likeness.add(unit)
      switch unit {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E:
        ascii += 1
        expected += 1
      case 0x4E00...0x9FFF, 0x3000...0x303F, 0xFF00...0xFFEF, 0x2010...0x203F, 0xB7: expected += 1
      default: break
      }
    }
  }

  // Fewer than four units say too little: two rare GBK characters may look like two Han. The katakana of Shift-JIS look like
  // Han that nobody uses; ASCII has zero bytes, which only UTF-16 has.
  var isPlausible: Bool {
    units >= 4 && expected * 10 >= units * 9 && asciiPairs * 4 <= units * 3 && (ascii > 0 || !likeness.isRuledOut)
  }
}
