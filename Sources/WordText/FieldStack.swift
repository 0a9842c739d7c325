/// The fields that are open: instruction, then result, which alone is text.
struct FieldStack {
  private struct Field {
    var instruction: [UInt8] = []
    var hasResult = false
    /// What its result is, once that has begun.
    var purpose = FieldPurpose.other
    /// The paragraph in which its result begins.
    var paragraph = 0
  }

  /// Of an instruction no more is kept, in bytes: its kind and its target stand at the beginning.
  private static let longestInstruction = 256

  private var fields: [Field] = []
  private var instructions = 0
  private var contents = 0

  var isInInstruction: Bool { instructions > 0 }

  /// Whether the result of a field that makes a table of contents is open.
  var isInContents: Bool { contents > 0 }

  /// The paragraph in which the outermost table of contents began that is still open.
  var openContents: Int? { fields.first { $0.purpose == .contents }?.paragraph }

  /// Adds a piece of the instruction.
  mutating func instruct(_ piece: [UInt8]) {
    guard let last = fields.indices.last, !fields[last].hasResult else { return }
    fields[last].instruction += piece.prefix(max(0, Self.longestInstruction - fields[last].instruction.count))
  }

  mutating func begin() {
    fields.append(Field())
    instructions += 1
  }

  /// Begins the result, in the paragraph with this number, and says what it is.
  mutating func separate(in paragraph: Int) -> FieldPurpose? {
    guard let last = fields.indices.last, !fields[last].hasResult else { return nil }
    let purpose = FieldPurpose(instruction: fields[last].instruction)
    fields[last] = Field(hasResult: true, purpose: purpose, paragraph: paragraph)
    instructions -= 1
    if purpose == .contents { contents += 1 }
    return purpose
  }

  /// Ends a field and says what it was, if it had a result.
  mutating func end() -> FieldPurpose? {
    guard let field = fields.popLast() else { return nil }
    if field.purpose == .contents { contents -= 1 }
    if !field.hasResult { instructions -= 1 }
    return field.hasResult ? field.purpose : nil
  }

  /// An instruction hardly goes on in the next paragraph: more likely its end is missing, and it must not swallow the rest.
  mutating func endParagraph() {
    guard isInInstruction else { return }
    fields.removeAll { !$0.hasResult }
    instructions = 0
  }
}

/// What a field is for.
enum FieldPurpose: Hashable {
  /// A table of contents, of figures or of tables.
  case contents
  /// The number of the page in a line of such a table.
  case contentsPage
  case other

  /// Reads the beginning of an instruction, ` TOC \o "1-3" \h ` for instance.
  init(instruction: [UInt8]) {
    let words = String(decoding: instruction, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    switch words.first?.uppercased() {
    case "TOC": self = .contents
    // Word gives the headings that a table of contents names bookmarks of this kind.
    case "PAGEREF" where words.dropFirst().first?.hasPrefix("_Toc") == true: self = .contentsPage
    default: self = .other
    }
  }
}
