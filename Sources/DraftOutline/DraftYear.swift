import DraftText
import PatternMatching

/// A year as drafts write it: `2023`, `２０２３`, `二〇二三`.
enum DraftYear {
  /// The value of `text`, four digits of one kind; nil for anything else.
  static func value(of text: some StringProtocol) -> Int? {
    var year = 0
    var count = 0
    for scalar in text.unicodeScalars {
      guard let digit = digit(scalar) else { return nil }
      year = year * 10 + digit
      count += 1
    }
    return count == 4 ? year : nil
  }

  /// The first year of this century in `text`, before 年 or a span of years.
  static func first(in text: some StringProtocol) -> Int? {
    var digits: [Int] = []
    for scalar in text.unicodeScalars {
      if let digit = digit(scalar) {
        digits.append(digit)
      } else {
        if digits.count == 4, digits[0] == 2, digits[1] == 0, "年-—–～~至".unicodeScalars.contains(scalar) {
          return digits.reduce(0) { $0 * 10 + $1 }
        }
        digits = []
      }
    }
    return nil
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 0x30
    case "０"..."９": Int(scalar.value) - 0xFF10
    case "〇", "○", "零": 0
    default: Array("一二三四五六七八九".unicodeScalars).firstIndex(of: scalar).map { $0 + 1 }
    }
  }
}

extension Pattern {
  /// The first match in `range` whose group `year`, if it has one, is later than `year`.
  package func firstMatch(
    in text: SourceText, range: TextRange? = nil, after year: Int?
  ) throws(MatchError) -> Match? {
    guard groupNames.contains("year") else { return try firstMatch(in: text, range: range) }
    for match in try matches(in: text, range: range) {
      guard let named = match.range(of: "year") else { return match }
      if let year, let later = DraftYear.value(of: text[named]), later > year { return match }
    }
    return nil
  }
}
