import DraftText
import PatternMatching

/// A year as drafts write it: `2023`, `２０２３`, `2 0 2 3`, `二〇二三`.
package enum DraftYear {
  /// Returns the value of `text` if it is a year of four digits; nil for anything else.
  package static func value(of text: some StringProtocol) -> Int? {
    var year = 0
    var count = 0
    for scalar in text.unicodeScalars where !isBlank(scalar) {
      guard count < 4, let digit = digit(scalar) else { return nil }
      year = year * 10 + digit
      count += 1
    }
    return count == 4 ? year : nil
  }

  /// Returns the first year from 2000 to 2099 in `text` that is followed by 年 or by the mark of a span of years.
  package static func first(in text: some StringProtocol) -> Int? {
    var year = 0
    var count = 0
    for scalar in text.unicodeScalars where !isBlank(scalar) {
      if let digit = digit(scalar) {
        year = count < 4 ? year * 10 + digit : year
        count += 1
      } else {
        if count == 4, year / 100 == 20, "年-—–～~至".unicodeScalars.contains(scalar) { return year }
        (year, count) = (0, 0)
      }
    }
    return nil
  }

  /// Returns `text` with ASCII digits in place of full-width digits, as the patterns of years expect.
  static func withPlainDigits(_ text: String) -> String {
    let fullWidth: ClosedRange<Unicode.Scalar> = "０"..."９"
    guard text.unicodeScalars.contains(where: fullWidth.contains) else { return text }
    return String(
      scalars: text.unicodeScalars.lazy.map { scalar in
        fullWidth.contains(scalar) ? Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)) : scalar
      })
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    // Most of a draft is Han; for these characters no Unicode table is needed.
    !(0x3001...0x9FFF).contains(scalar.value) && scalar.properties.isWhitespace
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    Numeral.arabicDigit(scalar) ?? Numeral.hanDigit(scalar)
  }
}

extension Pattern {
  /// Returns the first match in `range` that has no group `year`, or a group `year` later than `year`.
  package func firstMatch(in text: SourceText, range: TextRange? = nil, after year: Int?) throws(MatchError) -> Match? {
    guard groupNames.contains("year") else { return try firstMatch(in: text, range: range) }
    for match in try matches(in: text, range: range) {
      guard let named = match.range(of: "year") else { return match }
      if let year, let later = DraftYear.value(of: text[named]), later > year { return match }
    }
    return nil
  }
}
