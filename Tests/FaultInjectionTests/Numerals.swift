import DraftOutline

/// Converts ordinals to numerals and back, independently of the code under test.
enum Numerals {
  private static let digits = Array("零一二三四五六七八九")

  /// `value`, from 1 to 99, in Han numerals.
  static func han(_ value: Int) -> String {
    let (tens, ones) = value.quotientAndRemainder(dividingBy: 10)
    let ten = tens == 0 ? "" : (tens == 1 ? "" : String(digits[tens])) + "十"
    return ten + (ones == 0 ? "" : String(digits[ones]))
  }

  /// The number in `text`: Han (up to 99), 两, or Arabic.
  static func value(_ text: String) -> Int? {
    text == "两" ? 2 : Int(text) ?? (1...99).first { han($0) == text }
  }

  /// `value` in the form of the ordinal `model`: 3 is 三 for the model 二, and ③ for the model ②.
  static func text(_ value: Int, like model: String) -> String? {
    guard let first = model.unicodeScalars.first else { return nil }
    switch first.value {
    case 0x30...0x39: return String(value)
    case 0x2460...0x2473:
      return (1...20).contains(value) ? Unicode.Scalar(0x245F + UInt32(value)).map { String($0) } : nil
    default: return Self.value(model) == nil ? nil : han(value)
    }
  }
}
