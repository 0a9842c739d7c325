/// Distinguishes indented code from paragraphs. Markdown takes both for code, but Chinese authors indent paragraphs
/// with spaces and push the signature to the right.
enum IndentedCode {
  /// The fewest Han characters and full-width marks of a paragraph for each ASCII letter or sign. Lines of code with
  /// Chinese in them have up to 1.6 (`查询(甲,乙);核对:水价`), headings with an abbreviation 2.3 (`（一）推进PPP项目`).
  private static let fewestHan = 2

  /// Whether `utf8` is a paragraph. Digits and white space are not counted.
  static func isProse(_ utf8: ArraySlice<UInt8>) -> Bool {
    var hasHan = false
    var (wide, narrow) = (0, 0)
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x3400...0x9FFF, 0x20000...0x3FFFF, 0x3007:
        hasHan = true
        wide += 1
      // Quotation marks and ellipses; East Asian punctuation; full-width forms.
      case 0x2018...0x201D, 0x2026, 0x3001...0x303F, 0xFF01...0xFF60: wide += 1
      case 0x30...0x39, ...0x20: break
      case ..<0x7F: narrow += 1
      default: break
      }
    }
    return hasHan && wide >= fewestHan * narrow
  }
}
