/// Reads and writes the numbers of ordinals.
package enum Numeral {
  private static let hanDigits = Array("零一二三四五六七八九")
  private static let hanUnits: [Character: Int] = ["十": 10, "百": 100, "千": 1000]

  /// The number that `text` writes in `numerals`; nil where it is none.
  ///
  /// - Parameter words: The words that count, for ``Numbering/Numerals/words``.
  package static func value(of text: String, in numerals: Numbering.Numerals, words: [String: Int]) -> Int? {
    switch numerals {
    case .han: hanValue(text, byPlace: false) ?? arabicValue(text)
    case .arabic: arabicValue(text)
    case .circled: offset(of: text, in: [(0x2460, 20, 1), (0x3251, 15, 21), (0x2776, 10, 1), (0x3220, 10, 1)])
    case .dotted: offset(of: text, in: [(0x2488, 20, 1)])
    case .parenthesized: offset(of: text, in: [(0x2474, 20, 1)])
    case .latin: offset(of: text, in: [(0x41, 26, 1), (0x61, 26, 1), (0xFF21, 26, 1), (0xFF41, 26, 1)])
    case .roman: romanValue(text)
    case .words: words[text]
    case .none: nil
    }
  }

  /// `value` written in `numerals`; in Arabic figures where there is no such way to write it.
  package static func text(of value: Int, in numerals: Numbering.Numerals) -> String {
    switch numerals {
    case .han: hanText(value)
    case .circled where (1...20).contains(value): scalar(0x2460 + value - 1)
    case .circled where (21...35).contains(value): scalar(0x3251 + value - 21)
    case .roman where (1...12).contains(value): scalar(0x2160 + value - 1)
    case .dotted where (1...20).contains(value): scalar(0x2488 + value - 1)
    case .parenthesized where (1...20).contains(value): scalar(0x2474 + value - 1)
    case .latin where (1...26).contains(value): scalar(0x41 + value - 1)
    default: String(value)
    }
  }

  /// The number that Han or Arabic figures write.
  package static func value(of text: String) -> Int? { arabicValue(text) ?? hanValue(text, byPlace: true) }

  /// - Parameter byPlace: Whether digits side by side count by their place, as in 二〇二六; in an ordinal they are no number.
  private static func hanValue(_ text: String, byPlace: Bool) -> Int? {
    var total = 0
    var digit: Int?
    for character in text {
      if let unit = hanUnits[character] {
        total += (digit ?? 1) * unit
        digit = nil
      } else if character == "两" {
        digit = 2
      } else if let value = hanDigits.firstIndex(of: character == "〇" ? "零" : character) {
        if !byPlace, let digit, digit > 0 { return nil }
        digit = (digit ?? 0) * 10 + value
        guard digit ?? 0 < 1_000_000 else { return nil }
      } else {
        return nil
      }
    }
    return text.isEmpty ? nil : total + (digit ?? 0)
  }

  private static func hanText(_ value: Int) -> String {
    guard (1..<1000).contains(value) else { return String(value) }
    let (hundreds, rest) = value.quotientAndRemainder(dividingBy: 100)
    let (tens, ones) = rest.quotientAndRemainder(dividingBy: 10)
    var text = hundreds == 0 ? "" : "\(hanDigits[hundreds])百"
    // 十二 alone, but 一百一十二.
    if tens > 0 { text += (tens == 1 && hundreds == 0 ? "" : String(hanDigits[tens])) + "十" }
    if tens == 0, hundreds > 0, ones > 0 { text += "零" }
    return text + (ones == 0 ? "" : String(hanDigits[ones]))
  }

  private static func arabicValue(_ text: String) -> Int? {
    var value = 0
    for scalar in text.unicodeScalars {
      let digit: Int
      switch scalar.value {
      case 0x30...0x39: digit = Int(scalar.value) - 0x30
      case 0xFF10...0xFF19: digit = Int(scalar.value) - 0xFF10
      default: return nil
      }
      value = value * 10 + digit
      guard value < 1_000_000 else { return nil }
    }
    return text.isEmpty ? nil : value
  }

  private static func romanValue(_ text: String) -> Int? {
    if let value = offset(of: text, in: [(0x2160, 12, 1), (0x2170, 12, 1)]) { return value }
    let numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    return numerals.firstIndex(of: text.uppercased()).map { $0 + 1 }
  }

  /// The number of a character that stands in one of `runs`: first scalar, how many, number of the first.
  private static func offset(of text: String, in runs: [(first: UInt32, count: UInt32, value: Int)]) -> Int? {
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return nil }
    for run in runs where scalar.value >= run.first && scalar.value < run.first + run.count {
      return Int(scalar.value - run.first) + run.value
    }
    return nil
  }

  private static func scalar(_ value: Int) -> String {
    Unicode.Scalar(UInt32(value)).map { String($0) } ?? String(value)
  }
}
