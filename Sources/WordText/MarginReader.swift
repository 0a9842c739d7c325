import Archive
import DraftText

/// The author of the comments and changes that zhangfa itself writes. They are not part of the draft.
package let ownAuthor = "核稿"

/// Reads the parts of a document that are outside its body.
struct MarginReader {
  /// The most parts of each kind. A section has at most six headers and footers; few documents have more than ten
  /// sections.
  private static let mostParts = 200
  /// The most text in all parts together, in bytes.
  private static let mostText = 1 << 20

  /// The texts outside the body, one for each part, without duplicates.
  private(set) var texts: [(margin: Margin, lines: [[UInt8]])] = []
  /// The numbers of the comments of others, as in the body.
  private(set) var comments: Set<String> = []
  private var seen: Set<[[UInt8]]> = []
  private var size = 0
  private let styles: StyleSheet

  /// Reads the parts that the main part names.
  init(_ package: WordPackage, styles: StyleSheet) throws(DocumentFailure) {
    self.styles = styles
    for (kind, margin) in Self.kinds {
      for part in (package.targets[kind] ?? []).prefix(Self.mostParts) {
        try read(part, as: margin, in: package)
      }
    }
  }

  private static let kinds: KeyValuePairs<Relationships.Kind, Margin> = [
    .header: .header, .footer: .footer, .footnotes: .footnote, .endnotes: .endnote, .comments: .comment,
  ]

  private mutating func read(_ part: String, as margin: Margin, in package: WordPackage) throws(DocumentFailure) {
    // A part that is named but does not exist is ignored: programs leave such names behind.
    guard package.archive.contains(part) else { return }
    let reader = MarginPartReader(styles: styles)
    try package.archive.readXML(part, into: reader)
    comments.formUnion(reader.comments)
    let lines = reader.body.paragraphs.filter { !$0.isWordless }.map(\.text)
    size += lines.reduce(0) { $0 + $1.count }
    guard size <= Self.mostText else { throw .tooLarge(part) }
    if !lines.isEmpty, seen.insert(lines).inserted { texts.append((margin, lines)) }
  }
}

extension MarginReader {
  /// The lines of headers and footers that show the number of the page.
  static func pageNumbers(
    _ package: WordPackage, styles: StyleSheet, themeFonts: [ThemeFont: String]
  ) throws(DocumentFailure) -> [Layout.PageNumber] {
    var numbers: [Layout.PageNumber] = []
    for kind in [Relationships.Kind.header, .footer] {
      for part in (package.targets[kind] ?? []).prefix(mostParts) where package.archive.contains(part) {
        let reader = LayoutReader(styles: styles, themeFonts: themeFonts)
        try package.archive.readXML(part, into: reader)
        numbers += reader.pageNumbers
      }
    }
    return numbers
  }
}

/// Reads a header, a footer, the notes or the comments like the body, but without zhangfa's own comments and separator
/// lines.
private final class MarginPartReader: XMLHandler {
  let body: BodyReader
  /// The numbers of the comments of others.
  private(set) var comments: Set<String> = []
  /// The number of open elements whose content is skipped.
  private var skipped = 0

  init(styles: StyleSheet) { body = BodyReader(styles: styles) }

  var isFull: Bool { body.isFull }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if skipped > 0 || name.wordNamespace == .word && isLeftOut(name.local, attributes) {
      skipped += 1
    } else {
      body.start(name, attributes)
    }
  }

  func end() {
    if skipped > 0 { skipped -= 1 } else { body.end() }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) {
    if skipped == 0 { body.text(utf8) }
  }

  private func isLeftOut(_ name: String, _ attributes: XMLAttributes) -> Bool {
    switch name {
    case "comment":
      if attributes["author"] == ownAuthor { return true }
      if let id = attributes["id"] { comments.insert(id) }
      return false
    // The lines that separate text and notes are notes of another type.
    case "footnote", "endnote": return !["normal", nil].contains(attributes["type"])
    default: return false
    }
  }
}
