import Diagnostics
import DraftText

// The names of layout properties, for users.

extension LocalizedText {
  /// Returns the texts as a list.
  static func list(_ texts: [LocalizedText]) -> LocalizedText {
    LocalizedText(zh: texts.map(\.zh).joined(separator: "、"), en: texts.map(\.en).joined(separator: ", "))
  }

  /// Returns the name of a size in points: the Chinese name, if there is one.
  static func size(_ points: Double) -> LocalizedText {
    LocalizedText(zh: sizeNames[points] ?? "\(points.short)磅", en: "\(points.short) pt")
  }

  static func alignment(_ alignment: Layout.Alignment) -> LocalizedText {
    switch alignment {
    case .left: LocalizedText(zh: "左对齐", en: "left")
    case .right: LocalizedText(zh: "右对齐", en: "right")
    case .center: LocalizedText(zh: "居中", en: "centred")
    case .justified: LocalizedText(zh: "两端对齐", en: "justified")
    case .outside: LocalizedText(zh: "单页居右、双页居左", en: "right on odd pages, left on even ones")
    }
  }

  /// Returns the name of an indent in characters.
  static func indent(_ characters: Double) -> LocalizedText {
    let rounded = (characters * 10).rounded() / 10
    if rounded == 0 { return LocalizedText(zh: "没有缩进", en: "not indented") }
    return rounded < 0
      ? LocalizedText(zh: "悬挂\((-rounded).short)字", en: "hanging by \((-rounded).short)")
      : LocalizedText(zh: "左空\(rounded.short)字", en: "indented by \(rounded.short)")
  }
}

/// The font sizes in the menus of Word and WPS, in points.
private let sizeNames: [Double: String] = [
  42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号", 15: "小三", 14: "四号", 12: "小四",
  10.5: "五号", 9: "小五", 7.5: "六号", 6.5: "小六", 5.5: "七号", 5: "八号",
]

extension Double {
  /// The number with one decimal, if it has one.
  var short: String {
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(self < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension String {
  /// Whether the font name contains `name`: 仿宋_GB2312 and 方正仿宋_GBK are 仿宋.
  func isNamed(_ name: String) -> Bool {
    lowercased().filter { $0 != " " }.contains(name.lowercased().filter { $0 != " " })
  }
}

extension SourceText {
  /// Returns the number of Chinese characters in `range`.
  func hanCount(in range: TextRange) -> Int {
    self[range].unicodeScalars.count(where: \.properties.isIdeographic)
  }

  /// Returns the width of the white space that `line` begins with, in Chinese characters.
  func blanks(at line: TextRange) -> Double {
    self[line].unicodeScalars.prefix(while: \.isBlankOrInvisible).reduce(0) { width, scalar in
      // A tab is two characters wide, the default of Word.
      width + (scalar == "\u{3000}" || scalar == "\u{2003}" ? 1 : scalar == "\t" ? 2 : 0.5)
    }
  }
}
