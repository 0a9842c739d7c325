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
