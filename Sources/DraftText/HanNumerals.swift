/// Numbers in Han characters, with signs for tens, hundreds and thousands: 一百零一.
package struct HanNumerals: Sendable {
  private let digits: [Character]
  private let units: [Character]
  /// Whether 10 is 一十 rather than 十.
  private let writesOneBeforeTen: Bool

  /// 一, 十一, 二十.
  package static let plain = HanNumerals(digits: "零一二三四五六七八九", units: "十百千", writesOneBeforeTen: false)
  /// The characters for amounts of money, simplified: 壹拾壹.
  package static let legalSimplified = HanNumerals(digits: "零壹贰叁肆伍陆柒捌玖", units: "拾佰仟", writesOneBeforeTen: true)
  /// The characters for amounts of money, traditional: 貳拾.
  package static let legalTraditional = HanNumerals(digits: "零壹貳參肆伍陸柒捌玖", units: "拾佰仟", writesOneBeforeTen: true)

  private init(digits: String, units: String, writesOneBeforeTen: Bool) {
    self.digits = Array(digits)
    self.units = Array(units)
    self.writesOneBeforeTen = writesOneBeforeTen
  }

  /// Returns `value` in these characters; nil below 0 and from 10,000 on.
  package func text(of value: Int) -> String? {
    guard (0..<10_000).contains(value) else { return nil }
    if value == 0 { return String(digits[0]) }
    var text = ""
    var hasPendingZero = false
    for (place, weight) in [1000, 100, 10, 1].enumerated() {
      let digit = value / weight % 10
      guard digit > 0 else {
        hasPendingZero = !text.isEmpty
        continue
      }
      if hasPendingZero { text.append(digits[0]) }
      hasPendingZero = false
      // 十二 alone, but 一百一十二.
      let isBareTen = weight == 10 && digit == 1 && text.isEmpty && !writesOneBeforeTen
      if !isBareTen { text.append(digits[digit]) }
      if weight > 1 { text.append(units[2 - place]) }
    }
    return text
  }
}
