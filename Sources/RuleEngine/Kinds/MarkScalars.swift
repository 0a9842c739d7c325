/// The classes of scalars by which marks are told apart.
extension Unicode.Scalar {
  var isASCIILetter: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }

  var isArabicDigit: Bool { (0x30...0x39).contains(value) || (0xFF10...0xFF19).contains(value) }

  var isHan: Bool { value >= 0x3400 && isWord && !(0xFF00...0xFFFF).contains(value) }

  var isCircledNumber: Bool { (0x2460...0x249B).contains(value) }

  var isHanNumeral: Bool {
    switch self {
    case "〇", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百": true
    default: false
    }
  }

  /// A letter, a Han character or a digit.
  var isWord: Bool {
    if value < 0x80 { return isASCIILetter || isArabicDigit }
    switch value {
    case 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A,
      0x20000...0x3FFFF:
      return true
    default: return value < 0x3000 && properties.isAlphabetic
    }
  }

  /// Whether it goes on with a number: 3.5, 2-3, 10%.
  var joinsNumbers: Bool {
    switch self {
    case ".", "-", "–", "—", "~", "～", "/", "%", "％", "+", "×": true
    default: false
    }
  }

  /// Marks that follow a closing mark and never an opening one.
  var followsClosingMark: Bool {
    switch self {
    case "，", "。", "、", "；", "：", "！", "？", ",", ";", ":", "!", "?", ".", "）", ")", "》", "〉", "”", "’", "】", "〕": true
    default: false
    }
  }

  /// Marks that stand before an opening mark and hardly before a closing one.
  var precedesOpeningMark: Bool {
    switch self {
    case "，", "、", "；", "：", ",", ";", ":", "（", "(", "《", "〈", "【", "〔": true
    default: isWhiteSpace
    }
  }
}
