import Archive
import DraftText
import WordText

/// The part of a document that holds its comments.
struct CommentsPart {
  /// A comment in the part.
  fileprivate struct Comment {
    let id: Int?
    let author: String?
    let initials: String?
    var place: Range<Int>
    /// The beginning of its text.
    var text = ""

    /// Whether an earlier run of zhangfa wrote it, to judge by author, initials and a rule in brackets. A person who
    /// signs as 核稿 writes no `[numbering/gap]`.
    var isOwn: Bool {
      guard author == Reviewer.name, initials == Reviewer.initials, text.hasPrefix("["),
        let end = text.firstIndex(of: "]")
      else { return false }
      let rule = text[text.index(after: text.startIndex)..<end].utf8
      return rule.contains(UInt8(ascii: "/"))
        && rule.allSatisfy { ("a"..."z").contains(Character(Unicode.Scalar($0))) || "0123456789-/".utf8.contains($0) }
    }
  }

  /// The numbers of the comments of others.
  let ids: Set<Int>
  /// The numbers of the comments that an earlier run of zhangfa wrote.
  let ownIDs: Set<Int>
  private let bytes: [UInt8]
  private let names: WordNames
  private let root: ElementPlace
  private let own: [Range<Int>]

  /// Reads the existing part of a document.
  init(_ bytes: [UInt8], called name: String) throws(DocumentFailure) {
    let reader = CommentsReader()
    try readXML(bytes, called: name, into: reader)
    self.bytes = bytes
    let own = reader.comments.filter(\.isOwn)
    self.own = own.map(\.place)
    ownIDs = Set(own.compactMap(\.id))
    ids = Set(reader.comments.compactMap(\.id)).subtracting(ownIDs)
    root = reader.root
    names = WordNames(root: bytes[root.startTag], isStrict: reader.isStrict)
  }

  /// Makes an empty part.
  init(isStrict: Bool) throws(DocumentFailure) {
    let namespace = isStrict ? WordNamespace.strict : WordNamespace.transitional
    let text = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <w:comments xmlns:w="\(namespace)"></w:comments>
      """
    try self.init(Array(text.utf8), called: "comments.xml")
  }

  /// Returns the part with `notes` at its end and without the comments that an earlier run of zhangfa wrote.
  func replacingOwn(by notes: [(id: Int, note: WordNote)], of reviewer: Reviewer) -> [UInt8] {
    let text = notes.map { comment($0.id, $0.note, reviewer) }.joined()
    return bytes.applying(own.map { Splice(range: $0, bytes: []) } + [root.splice(Array(text.utf8), of: bytes)])
  }

  private func comment(_ id: Int, _ note: WordNote, _ reviewer: Reviewer) -> String {
    let start = names.start(
      "comment",
      ["id": String(id), "author": Reviewer.name, "date": reviewer.date, "initials": Reviewer.initials])
    let paragraphs = note.paragraphs.enumerated().map { index, text in
      paragraph(index == 0 ? "[\(note.rule)] \(text)" : text)
    }
    return start + paragraphs.joined() + names.end("comment")
  }

  /// Makes a paragraph that looks like a comment, whatever styles the document has: 10 pt, without indents.
  private func paragraph(_ text: String) -> String {
    let spacing = names.empty("spacing", ["before": "0", "after": "0", "line": "240", "lineRule": "auto"])
    let indent = names.empty("ind", ["left": "0", "right": "0", "firstLineChars": "0", "firstLine": "0"])
    let properties = names.start("pPr") + spacing + indent + names.empty("jc", ["val": "left"]) + names.end("pPr")
    let looks = names.start("rPr") + names.empty("sz", ["val": "20"]) + names.end("rPr")
    return names.start("p") + properties + names.start("r") + looks + names.textStart("t") + XMLText.escaped(text)
      + names.end("t") + names.end("r") + names.end("p")
  }
}

/// Reads the comments of a document.
private final class CommentsReader: XMLHandler {
  private(set) var comments: [CommentsPart.Comment] = []
  private(set) var root = ElementPlace(startTag: 0..<0, endTag: 0..<0)
  private(set) var isStrict = false
  var place = 0..<0

  /// The number of bytes of a comment's text after which no more is kept: a rule stands at its beginning.
  private static let longestText = 256

  private var open: [(name: String?, start: Int)] = []

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let word = name.wordName
    if open.isEmpty {
      root.startTag = place
      isStrict = name.isStrict
    } else if open.count == 1, word == "comment" {
      comments.append(
        CommentsPart.Comment(
          id: attributes.number("id"), author: attributes["author"], initials: attributes["initials"], place: place))
    }
    open.append((word, place.lowerBound))
  }

  func end() {
    guard let (name, start) = open.popLast() else { return }
    if open.isEmpty { root.endTag = place }
    if open.count == 1, name == "comment" { comments[comments.count - 1].place = start..<place.upperBound }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) {
    guard open.last?.name == "t", let last = comments.indices.last else { return }
    guard comments[last].text.utf8.count < Self.longestText else { return }
    comments[last].text += String(decoding: utf8.prefix(Self.longestText), as: UTF8.self)
  }
}
