/// A guess of the encoding of a file without a byte order mark.
struct EncodingGuess {
  /// The number of bytes examined where the whole file would take too much time.
  private static let sampleSize = 64 << 10

  /// Valid only inside the closure that made the guess. Every index is checked against the count first.
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether the head of the file has more than two control characters that do not occur in text, and these are more
  /// than one byte in 20.
  var isFullOfControls: Bool {
    let sample = bytes.prefix(Self.sampleSize)
    // 09...0D are white space; 1B begins a terminal's colour code.
    let controls = sample.count { $0 < 0x20 && !(0x09...0x0D ~= $0) && $0 != 0x1B }
    return controls > 2 && controls * 20 > sample.count
  }

  /// Whether most of the text around the invalid byte at `offset` is Chinese in UTF-8. Then the file is damaged UTF-8,
  /// and GB18030 would give a text that nobody wrote.
  ///
  /// - Parameter offset: An offset inside the bytes.
  func isDamagedUTF8(at offset: Int) -> Bool {
    var start = max(0, offset - 4096)
    while start < offset, bytes[start] & 0xC0 == 0x80 { start += 1 }
    let window = UnsafeBufferPointer(rebasing: bytes[start..<min(bytes.count, offset + 4096)])
    var (sequences, errors, next) = (0, 0, 0)
    while next < window.count {
      if let length = utf8SequenceLength(in: window, at: next) {
        // Bytes of GB18030 often look like a UTF-8 sequence of two bytes, but seldom like one of three.
        if length > 2 { sequences += 1 }
        next += length
      } else {
        errors += 1
        next += 1
      }
    }
    return sequences > 2 * errors
  }

  /// The byte order in which the bytes are UTF-16 without a mark; nil if they are not UTF-16.
  ///
  /// Nine in ten of the units must be characters that Chinese drafts consist of: printable ASCII, Han of the basic
  /// block, CJK and fullwidth punctuation. Without any ASCII, the Han must not be improbable ones. If both byte orders
  /// pass (most ASCII letters look like Han when swapped), the one with more ASCII is taken.
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

/// Counts of the code units at the head of a file, read as UTF-16.
private struct UTF16Sample {
  private var units = 0
  /// The number of units that are usual in a draft, including ASCII.
  private(set) var expected = 0
  private(set) var ascii = 0
  /// The number of units that consist of two bytes of ASCII. They are a third of all Han, and nearly all units of ASCII
  /// text that is read as UTF-16.
  private var asciiPairs = 0
  private var likeness = ChineseLikeness()

  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, coding: UTF16Coding) {
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    for offset in stride(from: 0, to: bytes.count - 1, by: 2) {
      units += 1
      if 0x20...0x7E ~= bytes[offset], 0x20...0x7E ~= bytes[offset + 1] { asciiPairs += 1 }
      let unit = coding.unit(in: bytes, at: offset)
      likeness.add(UInt32(unit))
      switch unit {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E:
        ascii += 1
        expected += 1
      case 0x4E00...0x9FFF, 0x3000...0x303F, 0xFF00...0xFFEF, 0x2010...0x203F, 0xB7: expected += 1
      default: break
      }
    }
  }

  // Fewer than four units are not enough: two rare GBK characters can look like two Han. Katakana in Shift-JIS look
  // like Han that nobody uses. ASCII proves UTF-16, because it has zero bytes, which no other encoding has.
  var isPlausible: Bool {
    units >= 4 && expected * 10 >= units * 9 && asciiPairs * 4 <= units * 3 && (ascii > 0 || !likeness.isRuledOut)
  }
}

extension [UInt8] {
  /// Whether valid UTF-8 has more code points U+0080–U+00FF than U+2000–U+FFFF. The first are what bytes of another
  /// encoding become if they are taken for Latin-1; Chinese consists of the second.
  fileprivate var isDecodedTwice: Bool {
    var (latin, wide) = (0, 0)
    for byte in self {
      if byte == 0xC2 || byte == 0xC3 { latin += 1 } else if 0xE2...0xEF ~= byte { wide += 1 }
    }
    return latin > wide
  }
}

extension SourceText {
  /// Whether the encoding is certain, from a byte order mark or from the text. Otherwise a changed draft must not be
  /// written.
  package var isEncodingCertain: Bool {
    switch encoding {
    case .utf8: hasByteOrderMark || !utf8.isDecodedTwice
    // In UTF-16, ASCII such as a line end has a zero byte, which no other encoding has.
    case .utf16LE, .utf16BE:
      hasByteOrderMark || utf8.contains { $0 < 0x80 } || ChineseLikeness(utf8: utf8).isBeyondDoubt
    case .gb18030: hasByteOrderMark || ChineseLikeness(utf8: utf8).isBeyondDoubt
    }
  }
}
