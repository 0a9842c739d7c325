import DraftText

/// Reads and writes the numbers of ordinals.
package enum Numeral {
  private static let hanDigits = Array("零一二三四五六七八九".unicodeScalars)

  /// Consecutive characters that are numbers by themselves: the first code point, their count, the first number.
  private typealias NumeralBlock = (first: UInt32, count: Int, number: Int)

  private static func blocks(of numerals: Numbering.Numerals) -> [NumeralBlock] {
    switch numerals {
    case .circled: [(0x2460, 20, 1), (0x3251, 15, 21), (0x2776, 10, 1), (0x3220, 10, 1)]
    case .dotted: [(0x2488, 20, 1)]
    case .parenthesized: [(0x2474, 20, 1)]
    case .latin: [(0x41, 26, 1), (0x61, 26, 1), (0xFF21, 26, 1), (0xFF41, 26, 1)]
    case .roman: [(0x2160, 12, 1), (0x2170, 12, 1)]
    case .han, .arabic, .words, .none: []
    }
  }

  /// Returns the number that `text` writes in `numerals`; nil if it is not a number.
  ///
  /// - Parameter words: The counting words with their numbers, for ``Numbering/Numerals/words``.
  package static func value(of text: String, in numerals: Numbering.Numerals, words: [String: Int] = [:]) -> Int? {
    switch numerals {
    case .han: hanValue(text, byPlace: false) ?? arabicValue(text)
    case .arabic: arabicValue(text)
    case .words: words[text]
    case .none: nil
    case .roman: number(of: text, in: numerals) ?? romanValue(text)
    case .circled, .dotted, .parenthesized, .latin: number(of: text, in: numerals)
    }
  }

  /// Returns the number that `text` writes in Han or Arabic figures.
  package static func value(of text: String) -> Int? { arabicValue(text) ?? hanValue(text, byPlace: true) }

  /// Returns `value` written in `numerals`, or in Arabic figures if `numerals` cannot write it.
  ///
  /// - Parameter model: A number of the same list. Its form is kept: full-width figures, small letters, IV for Ⅳ.
  package static func text(of value: Int, in numerals: Numbering.Numerals, like model: String = "") -> String {
    if arabicValue(model) != nil { return arabicText(of: value, like: model) }
    if numerals == .roman, romanValue(model) != nil, romanNumerals.indices.contains(value - 1) {
      let text = romanNumerals[value - 1]
      return model == model.uppercased() ? text : text.lowercased()
    }
    // The forms in outline.yaml know no 千.
    if numerals == .han, 1..<1000 ~= value, let text = HanNumerals.plain.text(of: value) { return text }
    let fitting = blocks(of: numerals).filter { $0.number..<($0.number + $0.count) ~= value }
    let block = fitting.first { number(of: model, in: $0) != nil } ?? fitting.first
    let scalar = block.flatMap { Unicode.Scalar($0.first + UInt32(value - $0.number)) }
    return scalar.map { String($0) } ?? String(value)
  }

  /// Returns `value` in Arabic figures, with the width and the zeros before the number that `model` has: 01, 02.
  private static func arabicText(of value: Int, like model: String) -> String {
    let figures = String(value)
    let zeros = model.first?.wholeNumberValue == 0 ? model.count - figures.count : 0
    let text = String(repeating: "0", count: max(0, zeros)) + figures
    guard model.unicodeScalars.allSatisfy({ !$0.isASCII }) else { return text }
    return String(scalars: text.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFF10 - 0x30) })
  }

  /// Returns the value of a Han digit, including 〇 and ○ as in years.
  static func hanDigit(_ scalar: Unicode.Scalar) -> Int? {
    scalar == "〇" || scalar == "○" ? 0 : hanDigits.firstIndex(of: scalar)
  }

  /// Returns the value of an Arabic digit, including full-width digits.
  static func arabicDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 0x30
    case "０"..."９": Int(scalar.value) - 0xFF10
    default: nil
    }
  }

  private static func hanUnit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "十": 10
    case "百": 100
    case "千": 1000
    default: nil
    }
  }

  /// - Parameter byPlace: Whether digits side by side count by place, as in 二〇二六; in an ordinal they are not a number.
  private static func hanValue(_ text: String, byPlace: Bool) -> Int? {
    var total = 0
    var digit: Int?
    for scalar in text.unicodeScalars {
      if let unit = hanUnit(scalar) {
        total += (digit ?? 1) * unit
        digit = nil
      } else if scalar == "两" || scalar == "俩" {
        // 三两个 is about so many.
        guard digit ?? 0 == 0 else { return nil }
        digit = 2
      } else {
        guard let value = hanDigit(scalar), byPlace || digit ?? 0 == 0 else { return nil }
        digit = (digit ?? 0) * 10 + value
        guard digit ?? 0 < 1_000_000 else { return nil }
      }
    }
    return text.isEmpty ? nil : total + (digit ?? 0)
  }

  private static func arabicValue(_ text: String) -> Int? {
    var value = 0
    for scalar in text.unicodeScalars {
      guard let digit = arabicDigit(scalar), value < 100_000 else { return nil }
      value = value * 10 + digit
    }
    return text.isEmpty ? nil : value
  }

  /// Latin letters that stand for Ⅰ to Ⅻ.
  private static let romanNumerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]

  private static func romanValue(_ text: String) -> Int? {
    romanNumerals.firstIndex(of: text.uppercased()).map { $0 + 1 }
  }

  private static func number(of text: String, in numerals: Numbering.Numerals) -> Int? {
    blocks(of: numerals).lazy.compactMap { number(of: text, in: $0) }.first
  }

  private static func number(of text: String, in block: NumeralBlock) -> Int? {
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1,
      block.first..<(block.first + UInt32(block.count)) ~= scalar.value
    else { return nil }
    return Int(scalar.value - block.first) + block.number
  }
}
