import Archive
import DraftText
import WordText

/// A copy of a Word document into which a reviewer writes: comments, and changes, tracked or not.
///
/// Bytes are inserted into the main part and the comments. Nothing else is rewritten unless necessary, and all other
/// parts stay as they are packed.
package struct WordCopy: Sendable {
  /// The text of the document.
  package let source: SourceText

  private let bytes: [UInt8]
  private let package: WordPackage
  private let locator: Locator
  private let names: WordNames
  private let isStrict: Bool
  private let usedIDs: Set<Int>
  private let hasOwnChanges: Bool
  private let marks: [BodyMapReader.CommentMark]
  private let comments: CommentsFile

  /// Reads a document.
  package init(_ bytes: [UInt8]) throws(DocumentFailure) {
    let (source, origins, package) = try SourceText.reading(wordDocument: bytes)
    self.bytes = bytes
    self.package = package
    let part = try package.archive.xml(package.main)
    let reader = BodyMapReader()
    try readXML(part, called: package.main, into: reader)
    isStrict = reader.isStrict
    names = WordNames(root: part[reader.root], isStrict: isStrict)
    comments = try CommentsFile(of: package, isStrict: isStrict)
    let own = comments.part.ownIDs
    var map = reader.map
    marks = reader.commentMarks.filter { own.contains($0.id) }
    for mark in marks {
      guard let unit = mark.unit, let child = mark.child else { continue }
      map.children[child].belongsToOwnComment = true
      map.units[unit].belongsToOwnComment = map.children[map.units[unit].children].allSatisfy(\.belongsToOwnComment)
    }
    let others = reader.commentMarks.map(\.id).filter { !own.contains($0) }
    usedIDs = reader.usedIDs.union(comments.part.ids).union(others)
    hasOwnChanges = reader.hasOwnChanges
    self.source = source
    locator = Locator(source, origins, part, map)
  }

  /// Whether an earlier run has left comments or changes in the document.
  package var isOwnOutput: Bool { hasOwnComments || hasOwnChanges }

  /// Whether somebody has signed the document. The signature covers its bytes, so that a copy with other bytes breaks
  /// it.
  package var isSigned: Bool { package.archive.contains("_xmlsignatures/origin.sigs") }

  private var hasOwnComments: Bool { !comments.part.ownIDs.isEmpty }

  /// Whether `replacement` can take the place of `range` without touching changes of others or content that Word
  /// generates.
  package func allows(_ range: TextRange, _ replacement: String) -> Bool {
    locator.allows(range, replacement)
  }

  /// Whether a comment can be attached to exactly the words of `range`, which is impossible in boxes and headers. For
  /// an empty range, whether its line is in the main part.
  package func canAttachComment(to range: TextRange) -> Bool {
    let pieces = locator.pieces(in: range)
    return range.isEmpty
      ? locator.paragraph(at: range.start) != nil : !pieces.isEmpty && pieces.allSatisfy { $0.child != nil }
  }

  /// Returns the document with `changes` made, and with `notes` in place of the comments of an earlier run of zhangfa.
  ///
  /// - Parameters:
  ///   - notes: Nil to leave all comments as they are.
  ///   - changes: Allowed changes, sorted and without overlap.
  ///   - isTracked: Whether the changes are to be accepted or rejected later.
  package func marked(
    notes: [WordNote]?, changes: [Edit] = [], isTracked: Bool = true, by reviewer: Reviewer
  ) throws(DocumentFailure) -> [UInt8] {
    var ids = IDPool(used: notes == nil ? usedIDs.union(comments.part.ownIDs) : usedIDs)
    var markup = PendingMarkup()
    if notes != nil {
      markup.otherSplices = ownCommentRemovals
      markup.removesOwnComments = true
    }
    let numbered = try notes?.map { (note) throws(DocumentFailure) in
      let id = ids.next()
      try add(note, id, to: &markup)
      return (id: id, note: note)
    }
    var writer = ChangeWriter(
      ids: ids, locator: locator, names: names, reviewer: reviewer, isTracked: isTracked)
    for change in changes where !markup.isFull { writer.write(change, to: &markup) }
    var units = UnitWriter(locator.map, locator.part, names, isTracked: isTracked, ids: writer.ids)
    guard let splices = markup.splices(locator.map, locator.part, &units) else { throw .tooLarge(package.main) }
    var contents = splices.isEmpty ? [:] : [package.main: locator.part.applying(splices)]
    if let numbered, !numbered.isEmpty || hasOwnComments {
      comments.add(numbered, of: reviewer, to: &contents)
    }
    guard !contents.isEmpty else { return bytes }
    // Parts with invalid XML are not written, because Word could not open them.
    for (name, bytes) in contents { try readXML(bytes, called: name, into: AnyXML()) }
    return try package.archive.replacing(contents)
  }

  private func add(_ note: WordNote, _ id: Int, to markup: inout PendingMarkup) throws(DocumentFailure) {
    guard let place = locator.commentPlace(for: note.range) else { throw .noPlace }
    let attributes: KeyValuePairs = ["id": String(id)]
    let start = Array(names.empty("commentRangeStart", attributes).utf8)
    let reference = names.start("r") + names.empty("commentReference", attributes) + names.end("r")
    let end = Array((names.empty("commentRangeEnd", attributes) + reference).utf8)
    switch place {
    case .paragraph(let paragraph): markup.add(start + end, inParagraph: paragraph)
    case .range(let first, let last):
      for piece in locator.pieces(in: note.range) { markup.recordVisibleText(of: piece) }
      markup.add(start, at: first, .startOfComment)
      markup.add(end, at: last, note.takesInsertion ? .endOfCommentOnInsertion : .endOfComment)
    }
  }

  /// The splices that remove the comments of an earlier run of zhangfa from the main part.
  private var ownCommentRemovals: [Splice] {
    marks.filter { $0.unit.map { !locator.map.units[$0].belongsToOwnComment } ?? true }.map {
      Splice(range: $0.place, bytes: [])
    }
  }
}

/// A handler that accepts any XML.
private final class AnyXML: XMLHandler {
  func start(_ name: XMLName, _ attributes: XMLAttributes) {}
  func end() {}
}

/// The comments of a document, and the parts that refer to them.
private struct CommentsFile {
  let part: CommentsPart
  private let name: String
  private let isStrict: Bool
  /// The relationships of the main part, the name of their file, and the target to add; nil if the document has
  /// comments.
  private let relationships: (part: ListPart, name: String, target: String)?
  private let types: ListPart

  init(of package: WordPackage, isStrict: Bool) throws(DocumentFailure) {
    self.isStrict = isStrict
    let archive = package.archive
    types = try ListPart(archive.xml(ListPart.contentTypes), called: ListPart.contentTypes)
    if let known = package.target(.comments) {
      // If the document names a comments part that does not exist, this part is created; no second relationship is
      // added.
      part =
        try archive.contains(known)
        ? CommentsPart(archive.xml(known), called: known) : CommentsPart(isStrict: isStrict)
      name = known
      relationships = nil
      return
    }
    part = try CommentsPart(isStrict: isStrict)
    let (folder, file) = package.main.splitPath
    var target = "comments.xml"
    var number = 1
    while archive.contains(folder + target) {
      number += 1
      target = "comments\(number).xml"
    }
    name = folder + target
    let list = folder + "_rels/" + file + ".rels"
    let bytes = try archive.contains(list) ? archive.xml(list) : ListPart.noRelationships
    relationships = (try ListPart(bytes, called: list), list, target)
  }

  /// Adds the parts that change to `contents`.
  func add(_ notes: [(id: Int, note: WordNote)], of reviewer: Reviewer, to contents: inout [String: [UInt8]]) {
    contents[name] = part.replacingOwn(by: notes, of: reviewer)
    if let (part, file, target) = relationships {
      contents[file] = part.adding(relationshipToComments: target, isStrict: isStrict)
    }
    if let types = types.adding(typeOfComments: name) { contents[ListPart.contentTypes] = types }
  }
}

extension ZipArchive {
  /// Returns the XML of a part, which must be in UTF-8, as all programs write it.
  fileprivate func xml(_ part: String) throws(DocumentFailure) -> [UInt8] {
    let bytes = try bytes(of: part)
    guard bytes.isXMLInUTF8 else { throw .otherEncoding(part) }
    return bytes
  }
}

extension [UInt8] {
  /// Whether the XML declaration, if any, names UTF-8 or no encoding: inserted bytes are UTF-8.
  fileprivate var isXMLInUTF8: Bool {
    if starts(with: [0xFE, 0xFF]) || starts(with: [0xFF, 0xFE]) || prefix(4).contains(0) { return false }
    let head = String(decoding: prefix(200), as: UTF8.self)
    guard let end = head.firstRange(of: "?>"), let key = head[..<end.lowerBound].firstRange(of: "encoding") else {
      return true
    }
    let value = head[key.upperBound...].drop { "= \t\r\n\"'".contains($0) }
    return value.prefix { $0 != "\"" && $0 != "'" }.lowercased() == "utf-8"
  }
}
