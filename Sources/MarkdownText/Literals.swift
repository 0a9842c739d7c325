/// The HTML at the beginning of what Markdown takes for a block of HTML.
///
/// Markdown takes all up to the next blank line. Here it ends with the last tag, so that text behind a line `<br>` is read.
struct HTMLBlock {
  /// The end of the HTML.
  let end: Int
  /// Whether a reader sees something there: words between tags, or a picture.
  let isContent: Bool

  /// Reads a block, which begins with `<`.
  init(_ block: ArraySlice<UInt8>) {
    if block.starts(with: "<!--".utf8) {
      end = block.indices.first { block[$0...].starts(with: "-->".utf8) }.map { $0 + 3 } ?? block.endIndex
      isContent = false
      return
    }
    let name = String(decoding: block.prefix(16), as: UTF8.self).lowercased()
    let isRaw = Self.rawElements.contains { name.hasPrefix("<\($0)") }
    end = isRaw ? block.endIndex : block.lastIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? block.endIndex
    isContent = !Self.invisible.contains { name.hasPrefix("<\($0)") } && Self.showsSomething(block[..<end])
  }

  /// The HTML elements whose content is never prose.
  private static let rawElements = ["script", "style", "pre", "textarea", "svg", "math"]
  private static let invisible = ["script", "style"]

  private static func showsSomething(_ block: ArraySlice<UInt8>) -> Bool {
    var isInTag = false
    for offset in block.indices {
      switch block[offset] {
      case UInt8(ascii: "<"):
        if block[offset...].starts(with: "<img".utf8) { return true }
        isInTag = true
      case UInt8(ascii: ">"): isInTag = false
      case let byte: if !isInTag, byte > 0x20 { return true }
      }
    }
    return false
  }
}

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
