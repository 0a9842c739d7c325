import DraftText

/// The format of the numbers of a list: `w:numFmt`.
enum NumberFormat: Hashable {
  case decimal
  /// 01, 02 … 10.
  case decimalZero
  /// １, ２ … １０.
  case fullWidth
  /// Characters that show a whole number, the first for 1: ①, ⑴, ㈠, 甲, 子.
  case characters(String)
  /// 一, 十一, 二十, 一百零一.
  case han
  /// 一, 一一, 二〇: digit by digit.
  case hanDigits
  /// 壹, 拾壹, 贰拾.
  case hanLegal(traditional: Bool)
  case roman(uppercase: Bool)
  /// A … Z, AA, BB.
  case letters(uppercase: Bool)
  /// - 1 -.
  case inDashes
  /// The same sign for all numbers.
  case bullet
  /// No number at all.
  case none

  /// The format that `word/numbering.xml` calls `name`; Arabic digits if it is unknown.
  init(_ name: String) { self = formats[name] ?? .decimal }

  /// Returns `value` in this format, or in Arabic digits if the format cannot show it.
  func text(of value: Int) -> String {
    switch self {
    case .decimal: String(value)
    case .decimalZero: (0..<10).contains(value) ? "0\(value)" : String(value)
    case .fullWidth: String(String.UnicodeScalarView(String(value).unicodeScalars.map(\.fullWidth)))
    case .characters(let characters): character(of: characters, value)
    case .han: HanNumerals.plain.text(of: value) ?? String(value)
    case .hanDigits: hanDigitText(of: value)
    case .hanLegal(let traditional):
      (traditional ? HanNumerals.legalTraditional : .legalSimplified).text(of: value) ?? String(value)
    case .roman(let uppercase): romanText(of: value, uppercase: uppercase)
    case .letters(let uppercase): letterText(of: value, uppercase: uppercase)
    case .inDashes: "- \(value) -"
    case .bullet, .none: ""
    }
  }
}

private let circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

/// The formats by name: ECMA-376-1 17.18.59. Word writes `japaneseCounting` for 一、 in Chinese documents, too.
private let formats: [String: NumberFormat] = [
  "decimal": .decimal, "decimalHalfWidth": .decimal, "decimalZero": .decimalZero,
  "decimalFullWidth": .fullWidth, "decimalFullWidth2": .fullWidth,
  "decimalEnclosedCircle": .characters(circled), "decimalEnclosedCircleChinese": .characters(circled),
  "decimalEnclosedFullstop": .characters("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
  "decimalEnclosedParen": .characters("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
  "ideographEnclosedCircle": .characters("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
  "ideographTraditional": .characters("甲乙丙丁戊己庚辛壬癸"), "ideographZodiac": .characters("子丑寅卯辰巳午未申酉戌亥"),
  "chineseCounting": .han, "chineseCountingThousand": .han, "taiwaneseCounting": .han,
  "taiwaneseCountingThousand": .han, "japaneseCounting": .han,
  "ideographDigital": .hanDigits, "japaneseDigitalTenThousand": .hanDigits, "taiwaneseDigital": .hanDigits,
  "chineseLegalSimplified": .hanLegal(traditional: false), "ideographLegalTraditional": .hanLegal(traditional: true),
  "japaneseLegal": .hanLegal(traditional: true),
  "upperRoman": .roman(uppercase: true), "lowerRoman": .roman(uppercase: false),
  "upperLetter": .letters(uppercase: true), "lowerLetter": .letters(uppercase: false),
  "numberInDash": .inDashes, "bullet": .bullet, "none": .none,
]

private func character(of characters: String, _ value: Int) -> String {
  guard value > 0, value <= characters.count else { return String(value) }
  return String(characters[characters.index(characters.startIndex, offsetBy: value - 1)])
}

private func hanDigitText(of value: Int) -> String {
  let figures = Array("〇一二三四五六七八九")
  return value < 0 ? String(value) : String(String(value).compactMap { $0.wholeNumberValue.map { figures[$0] } })
}

private func romanText(of value: Int, uppercase: Bool) -> String {
  guard (1..<4000).contains(value) else { return String(value) }
  let signs = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
  ]
  var rest = value
  var text = ""
  for (worth, sign) in signs {
    text += String(repeating: sign, count: rest / worth)
    rest %= worth
  }
  return uppercase ? text : text.lowercased()
}

/// Behind Z come AA, BB …; Word stops at 780, which is Z thirty times.
private func letterText(of value: Int, uppercase: Bool) -> String {
  guard (1...780).contains(value), let scalar = Unicode.Scalar(UInt32((uppercase ? 0x41 : 0x61) + (value - 1) % 26))
  else { return String(value) }
  return String(repeating: String(scalar), count: (value - 1) / 26 + 1)
}

extension Unicode.Scalar {
  /// １ for 1; a minus stays.
  fileprivate var fullWidth: Unicode.Scalar {
    (0x30...0x39).contains(value) ? Unicode.Scalar(value + 0xFEE0) ?? self : self
  }
}
