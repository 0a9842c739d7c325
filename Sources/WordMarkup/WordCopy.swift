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
  private let main: String
  private let locator: Locator
  private let names: WordNames
  private let isStrict: Bool
  private let usedIDs: Set<Int>
  private let hasOwnChanges: Bool
  private let marks: [BodyMapReader.CommentMark]
  private let comments: CommentsFile

  /// Reads a document.
  package init(_ bytes: [UInt8]) throws(WordFailure) {
    let (source, origins) = try SourceText.reading(wordDocument: bytes)
    self.bytes = bytes
    package = try WordPackage(bytes)
    main = try package.mainPart()
    let part = try package.xml(main)
    let reader = BodyMapReader()
    let main = main
    try WordFailure.wrapping { () throws(ArchiveFailure) in try readXML(part, called: main, into: reader) }
    isStrict = reader.isStrict
    names = WordNames(root: part[reader.root], isStrict: isStrict)
    comments = try CommentsFile(of: package, main: main, isStrict: isStrict)
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

  /// Whether somebody has signed the document. The signature covers its bytes, so that a copy with other bytes breaks it.
  package var isSigned: Bool { package.contains("_xmlsignatures/origin.sigs") }

  private var hasOwnComments: Bool { !comments.part.ownIDs.isEmpty }

  /// Whether `replacement` can take the place of `range` without touching changes of others or content that Word generates.
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
  ) throws(WordFailure) -> [UInt8] {
    var ids = IDPool(used: notes == nil ? usedIDs.union(comments.part.ownIDs) : usedIDs)
    var markup = PendingMarkup()
    if notes != nil {
      markup.otherSplices = ownCommentRemovals
      markup.removesOwnComments = true
    }
    let numbered = try notes?.map { (note) throws(WordFailure) in
      let id = ids.next()
      try add(note, id, to: &markup)
      return (id: id, note: note)
    }
    var writer = ChangeWriter(
      ids: ids, locator: locator, names: names, reviewer: reviewer, isTracked: isTracked)
    for change in changes where !markup.isFull { writer.write(change, to: &markup) }
    var units = UnitWriter(locator.map, locator.part, names, isTracked: isTracked, ids: writer.ids)
    guard let splices = markup.splices(locator.map, locator.part, &units) else { throw .archive(.tooLarge(main)) }
    var contents = splices.isEmpty ? [:] : [main: locator.part.applying(splices)]
    if let numbered, !numbered.isEmpty || hasOwnComments {
      try comments.add(numbered, of: reviewer, to: &contents)
    }
    guard !contents.isEmpty else { return bytes }
    let (archive, changed) = (package.archive, contents)
    return try WordFailure.wrapping { () throws(ArchiveFailure) in
      // Parts with invalid XML are not written, because Word could not open them.
      for (name, bytes) in changed { try readXML(bytes, called: name, into: AnyXML()) }
      return try archive.replacing(changed)
    }
  }

  private func add(_ note: WordNote, _ id: Int, to markup: inout PendingMarkup) throws(WordFailure) {
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
  /// The relationships of the main part, the name of their file, and the target to add; nil if the document has comments.
  private let relationships: (part: ListPart, name: String, target: String)?
  private let types: ListPart

  init(of package: WordPackage, main: String, isStrict: Bool) throws(WordFailure) {
    self.isStrict = isStrict
    let types = try package.xml(ListPart.contentTypes)
    self.types = try WordFailure.wrapping { () throws(ArchiveFailure) in
      try ListPart(types, called: ListPart.contentTypes)
    }
    if let known = try package.target(of: .comments, from: main) {
      // If the document names a comments part that does not exist, this part is created; no second relationship is added.
      let bytes = package.archive.contains(known) ? try package.xml(known) : nil
      part = try WordFailure.wrapping { () throws(ArchiveFailure) in
        guard let bytes else { return try CommentsPart(isStrict: isStrict) }
        return try CommentsPart(bytes, called: known)
      }
      name = known
      relationships = nil
      return
    }
    part = try WordFailure.wrapping { () throws(ArchiveFailure) in try CommentsPart(isStrict: isStrict) }
    let (folder, file) = main.splitPath
    var target = "comments.xml"
    var number = 1
    while package.archive.contains(folder + target) {
      number += 1
      target = "comments\(number).xml"
    }
    name = folder + target
    let list = folder + "_rels/" + file + ".rels"
    let bytes = package.archive.contains(list) ? try package.xml(list) : ListPart.noRelationships
    let relationships = try WordFailure.wrapping { () throws(ArchiveFailure) in
      try ListPart(bytes, called: list)
    }
    self.relationships = (relationships, list, target)
  }

  /// Adds the parts that change to `contents`.
  func add(_ notes: [(id: Int, note: WordNote)], of reviewer: Reviewer, to contents: inout [String: [UInt8]])
    throws(WordFailure)
  {
    contents[name] = part.replacingOwn(by: notes, of: reviewer)
    if let (part, file, target) = relationships {
      contents[file] = part.adding(relationshipToComments: target, isStrict: isStrict)
    }
    if let types = types.adding(typeOfComments: name) { contents[ListPart.contentTypes] = types }
  }
}

extension WordPackage {
  /// Returns the XML of a part, which must be in UTF-8, as all programs write it.
  fileprivate func xml(_ part: String) throws(WordFailure) -> [UInt8] {
    let archive = archive
    let bytes = try WordFailure.wrapping { () throws(ArchiveFailure) in try archive.bytes(of: part) }
    guard bytes.isXMLInUTF8 else { throw .otherEncoding(part) }
    return bytes
  }
}

extension [UInt8] {
  /// Whether the XML declaration, if any, names UTF-8 or no encoding: inserted bytes are UTF-8.
  fileprivate var isXMLInUTF8: Bool {
    if starts(with: [0xFE, 0xFF]) || starts(with: [0xFF, 0xFE]) || prefix(4).contains(0) { return false }
    let head = String(decoding: prefix(200), as: UTF8.self)
    guard let end = head.range(of: "?>"), let key = head[..<end].range(of: "encoding") else { return true }
    let value = head[key...].dropFirst("encoding".count).drop { "= \t\r\n\"'".contains($0) }
    return value.prefix { $0 != "\"" && $0 != "'" }.lowercased() == "utf-8"
  }
}

extension StringProtocol {
  /// The start of `text`.
  fileprivate func range(of text: String) -> Index? { indices.first { self[$0...].hasPrefix(text) } }
}
