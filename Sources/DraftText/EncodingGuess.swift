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

/// How much a text looks like what Chinese offices write: bytes in another encoding may be read as any Han, but not as those
/// that every text has.
///
/// Measured on windows of 4 to 3,000 characters, read as GB18030, of 305 official texts, of the same in traditional characters,
/// of some 1,300 texts in 11 languages and their encodings, and of traditional ones in Big5: 1,200 windows of Chinese, 5,600 of
/// other encodings with 100 signs or more. Of Chinese at least 34 signs in 100 were common, in traditional characters 22; of
/// other encodings at most 18, and 6 in nineteen windows of twenty. With 32 to 99 signs it was at least 8 of Chinese (a list of
/// fish) and 10 in traditional characters, at most 22 of others, and 7 in nineteen windows of twenty.
struct ChineseLikeness {
  /// How many Han, kana, Hangul and private characters there are.
  private var signs = 0
  /// How many of them are among the commonest of Chinese offices.
  private var common = 0

  /// Looks at nothing yet.
  init() {}

  /// Looks at valid UTF-8.
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

  /// Looks at one more code point.
  mutating func add(_ scalar: UInt32) { Self.isCommon.withUnsafeBufferPointer { add(scalar, $0) } }

  @inline(__always)
  private mutating func add(_ scalar: UInt32, _ isCommon: UnsafeBufferPointer<Bool>) {
    guard 0x3040...0xFAFF ~= scalar else { return }
    signs += 1
    common += isCommon[Int(scalar)] ? 1 : 0
  }

  /// Whether this is Chinese beyond doubt: a quarter of the signs are common, and four of them more, so that there are some.
  /// None of 36,000 windows of other encodings was; every one of Chinese with 100 signs or more was.
  var isBeyondDoubt: Bool { common * 4 >= signs + 16 }

  /// Whether this is no Chinese: of 32 signs or more not one in sixteen is common. No window of Chinese was such; of others with
  /// as many signs 19 in twenty were.
  var isRuledOut: Bool { signs >= 32 && common * 16 < signs }

  /// By code point up to U+FFFF.
  private static let isCommon: [Bool] = {
    var isCommon = [Bool](repeating: false, count: 0x10000)
    for scalar in commonest.unicodeScalars { isCommon[Int(scalar.value)] = true }
    return isCommon
  }()

  /// The 200 commonest characters of the official texts, the commonest first: 62 in 100 of all that stand there.
  private static let commonest = """
    的业和国人发产工一建展化大进民全实行加作生要新中设政动理有务经会力在地制年机等提区重以高关定市保资应\
    用体合强部推不增能法管主成持社对家上改企开为济农第规通条十技各方公品施现服个是基平当好出本事安代入分\
    同量级面我治科防度三项质时长门点学员情创五水场系育办构支革到效二者性信深了位续城及活造期共文步自术可\
    坚交目内数于优证利村省监下升教领们快程心四府物收向取过完医外源统金多控结投调与或导表费型得计域决护万
    """
}

extension [UInt8] {
  /// Whether valid UTF-8 holds more of what bytes in another encoding become when they are taken for Latin-1 (U+0080–U+00FF)
  /// than of what Chinese is made of (U+2000–U+FFFF).
  fileprivate var isDecodedTwice: Bool {
    var (latin, wide) = (0, 0)
    for byte in self {
      if byte == 0xC2 || byte == 0xC3 { latin += 1 } else if 0xE2...0xEF ~= byte { wide += 1 }
    }
    return latin > wide
  }
}

extension SourceText {
  /// Whether the encoding is beyond doubt: said by a byte order mark, or plain from the text. Only then may it be written in.
  package var isEncodingCertain: Bool {
    switch encoding {
    case .utf8: hasByteOrderMark || !utf8.isDecodedTwice
    // ASCII, a line end for instance, is a zero byte there, which no other encoding has.
    case .utf16LE, .utf16BE:
      hasByteOrderMark || utf8.contains { $0 < 0x80 } || ChineseLikeness(utf8: utf8).isBeyondDoubt
    case .gb18030: hasByteOrderMark || ChineseLikeness(utf8: utf8).isBeyondDoubt
    }
  }
}
