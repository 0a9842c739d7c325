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

  // Fewer than four units are not enough: two rare GBK characters can look like two Han. Katakana in Shift-JIS look
  // like Han that nobody uses. ASCII proves UTF-16, because it has zero bytes, which no other encoding has.
  var isPlausible: Bool {
    units >= 4 && expected * 10 >= units * 9 && asciiPairs * 4 <= units * 3 && (ascii > 0 || !likeness.isRuledOut)
  }
}

/// The likeness of a text to those of Chinese offices. Bytes in another encoding can give any Han, but seldom common ones.
///
/// Measured on windows of 4 to 3,000 characters, read as GB18030. Chinese: 305 official texts, and the same in traditional
/// characters (1,200 windows). Others: some 1,300 texts in 11 languages and their encodings, and traditional texts in Big5 (5,600
/// windows with 100 signs or more). Common signs in 100, for 100 signs or more: Chinese at least 34, traditional at least 22,
/// others at most 18 (6 in 19 of 20 windows). For 32 to 99 signs: Chinese at least 8 (a list of fish), traditional at least 10,
/// others at most 22 (7 in 19 of 20 windows).
struct ChineseLikeness {
  /// The number of signs: Han, kana, Hangul and private characters.
  private var signs = 0
  /// The number of signs that are among the commonest characters of Chinese offices.
  private var common = 0

  /// Makes empty counts.
  init() {}

  /// Counts the code points of valid UTF-8.
  init(utf8: [UInt8]) {
    utf8.withUnsafeBufferPointer { utf8 in
      Self.isCommon.withUnsafeBufferPointer { isCommon in
        var offset = 0
        while offset < utf8.count {
          let (scalar, length) = utf8.scalar(at: offset)
          add(scalar, isCommon)
          offset += length
        }
      }
    }
  }

  /// Counts one more code point.
  mutating func add(_ scalar: UInt32) { Self.isCommon.withUnsafeBufferPointer { add(scalar, $0) } }

  @inline(__always)
  private mutating func add(_ scalar: UInt32, _ isCommon: UnsafeBufferPointer<Bool>) {
    guard 0x3040...0xFAFF ~= scalar else { return }
    signs += 1
    common += isCommon[Int(scalar)] ? 1 : 0
  }

  /// Whether the text is certainly Chinese: at least a quarter of the signs plus four are common; short texts cannot
  /// pass. None of 36,000 windows of other encodings passed, and every window of Chinese with 100 signs or more did.
  var isBeyondDoubt: Bool { common * 4 >= signs + 16 }

  /// Whether the text is certainly not Chinese: it has 32 signs or more, and less than one in 16 is common. This was
  /// true of no window of Chinese, and of 19 in 20 windows of other encodings with 32 signs or more.
  var isRuledOut: Bool { signs >= 32 && common * 16 < signs }

  /// Whether a code point up to U+FFFF is among ``commonest``; the index is the code point.
  private static let isCommon: [Bool] = {
    var isCommon = [Bool](repeating: false, count: 0x10000)
    for scalar in commonest.unicodeScalars { isCommon[Int(scalar.value)] = true }
    return isCommon
  }()

  /// The 200 commonest characters of the official texts, the commonest first. They make up 62 in 100 characters there.
  private static let commonest = """
    的业和国人发产工一建展化大进民全实行加作生要新中设政动理有务经会力在地制年机等提区重以高关定市保资应\
    用体合强部推不增能法管主成持社对家上改企开为济农第规通条十技各方公品施现服个是基平当好出本事安代入分\
    同量级面我治科防度三项质时长门点学员情创五水场系育办构支革到效二者性信深了位续城及活造期共文步自术可\
    坚交目内数于优证利村省监下升教领们快程心四府物收向取过完医外源统金多控结投调与或导表费型得计域决护万
    """
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
  /// Whether the encoding is certain, from a byte order mark or from the text. Otherwise a changed draft must not be written.
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
