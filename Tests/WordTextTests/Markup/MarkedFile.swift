import Archive
import DraftText
import Testing
import WordMarkup
import WordText

/// A document with a part for content types, as all programs write it, which tests mark up.
struct MarkedFile {
  var file: WordFile

  init(_ file: WordFile) {
    self.file = file
    let types = #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>"#
    if !file.files.contains(where: { $0.name == "[Content_Types].xml" }) {
      self.file.files.append(ZipWriter.File(name: "[Content_Types].xml", content: Array(types.utf8)))
    }
  }

  init(body: String) { self.init(WordFile(body: body)) }

  static let reviewer = Reviewer(date: "2021-06-30T08:00:00")

  func copy() throws -> WordCopy { try WordCopy(file.bytes) }

  /// Returns the document with a comment on each of `words`: `甲`, or only the text between ⟦ and ⟧, as in `丙⟦甲⟧`.
  func commented(_ words: String...) throws -> MarkedBytes {
    let copy = try copy()
    let notes = try words.map { WordNote(try copy.source.place(of: $0), rule: "test/a", ["错。"]) }
    return MarkedBytes(try copy.marked(notes: notes, by: Self.reviewer))
  }

  /// Returns the document with `words` replaced; nil if the change is not allowed.
  func changed(_ words: String, _ replacement: String, isTracked: Bool) throws -> MarkedBytes? {
    let copy = try copy()
    let range = try copy.source.place(of: words)
    guard copy.allows(range, replacement) else { return nil }
    let change = Edit(range, replacement)
    return MarkedBytes(try copy.marked(notes: nil, changes: [change], isTracked: isTracked, by: Self.reviewer))
  }
}

/// A document that was marked up.
struct MarkedBytes {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func part(_ name: String) throws -> String {
    String(decoding: try ZipArchive(bytes).bytes(of: name), as: UTF8.self)
  }

  /// Returns the content of `w:body`, with short signs: `[0` and `0]` for comments, `{+…+}` and `{-…-}` for changes.
  func body(_ part: String = "word/document.xml", prefix: String = "w:") throws -> String {
    let text = try self.part(part)
    let start = text.components(between: "<\(prefix)body>", "</\(prefix)body>")
    return start.simplified
  }
}

extension SourceText {
  /// Returns the place of `words`, or of the text between ⟦ and ⟧ in them.
  func place(of words: String) throws -> TextRange {
    let parts = words.split(omittingEmptySubsequences: false) { "⟦⟧".contains($0) }.map { Array($0.utf8) }
    let all = parts.flatMap { $0 }
    guard let start = utf8.indices.first(where: { utf8[$0...].starts(with: all) }) else { throw NotFound(words: words) }
    guard parts.count == 3 else { return TextRange(start, start + all.count) }
    return TextRange(start + parts[0].count, start + parts[0].count + parts[1].count)
  }
}

/// The error for words that are not in the document.
private struct NotFound: Error {
  let words: String
}

extension String {
  fileprivate func components(between start: String, _ end: String) -> String {
    guard let from = indices.first(where: { self[$0...].hasPrefix(start) }),
      let to = indices.last(where: { self[$0...].hasPrefix(end) })
    else { return self }
    return String(self[index(from, offsetBy: start.count)..<to])
  }

  /// The markup with short signs for comments and changes.
  fileprivate var simplified: String {
    var text = replacing(/<w:commentRangeStart w:id="(\d+)"\/>/) { "[\($0.1)" }
    text = text.replacing(/<w:commentRangeEnd w:id="(\d+)"\/><w:r><w:commentReference w:id="\d+"\/><\/w:r>/) {
      "\($0.1)]"
    }
    let author = #/w:id="(\d+)" w:author="核稿" w:date="2021-06-30T08:00:00Z"/#
    text = text.replacing(author) { "#\($0.1)" }
    text = text.replacing(/<w:(ins|del) #\d+>/) { $0.1 == "ins" ? "{+" : "{-" }
    text = text.replacing("</w:ins>", with: "+}").replacing("</w:del>", with: "-}")
    return text.replacing(" xml:space=\"preserve\"", with: "_")
  }
}
