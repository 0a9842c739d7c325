/// The HTML at the beginning of what Markdown takes for a block of HTML.
///
/// Markdown takes all up to the next blank line. Here it ends with the last tag, so that text behind a line `<br>` is
/// read.
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
    let name = block.elementName
    let isRaw = Self.rawElements.contains(name)
    end = isRaw ? block.endIndex : block.lastIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? block.endIndex
    isContent = !Self.invisible.contains(name) && Self.showsSomething(block[..<end])
  }

  /// The HTML elements whose content is never prose.
  private static let rawElements = ["script", "style", "pre", "textarea", "svg", "math"]
  private static let invisible = ["script", "style"]

  private static func showsSomething(_ block: ArraySlice<UInt8>) -> Bool {
    var isInTag = false
    for offset in block.indices {
      switch block[offset] {
      case UInt8(ascii: "<"):
        if block[offset...].elementName == "img" { return true }
        isInTag = true
      case UInt8(ascii: ">"): isInTag = false
      case let byte: if !isInTag, byte > 0x20 { return true }
      }
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  /// The name of the element whose start tag the text begins with, in lower case: `img`. Empty if there is none.
  var elementName: String {
    guard first == UInt8(ascii: "<") else { return "" }
    // Longer than all names that matter.
    let name = dropFirst().prefix(16).prefix { $0 > 0x20 && !"/>".utf8.contains($0) }
    return String(decoding: name, as: UTF8.self).lowercased()
  }
}
