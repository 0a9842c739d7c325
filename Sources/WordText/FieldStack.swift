/// The open fields. A field has an instruction and then a result; only the result is text.
struct FieldStack {
  private struct Field {
    var instruction: [UInt8] = []
    var hasResult = false
    /// The purpose of the field, known when its result begins.
    var purpose = FieldPurpose.other
    /// The paragraph in which its result begins.
    var paragraph = 0
  }

  /// The most bytes of an instruction that are kept. Its kind and its target are at the beginning.
  private static let longestInstruction = 256

  private var fields: [Field] = []
  private var instructions = 0
  /// The index of the outermost field whose instruction is open, if any: fields around it need not be checked again.
  private var firstInstruction = 0
  private var contents = 0

  var isInInstruction: Bool { instructions > 0 }

  /// Whether the result of a field that makes a table of contents is open.
  var isInContents: Bool { contents > 0 }

  /// The paragraph in which the outermost open table of contents begins.
  var openContents: Int? { fields.first { $0.purpose == .contents }?.paragraph }

  /// Adds a piece of the instruction.
  mutating func appendInstruction(_ piece: [UInt8]) {
    guard let last = fields.indices.last, !fields[last].hasResult else { return }
    fields[last].instruction += piece.prefix(max(0, Self.longestInstruction - fields[last].instruction.count))
  }

  mutating func begin() {
    if !isInInstruction { firstInstruction = fields.count }
    fields.append(Field())
    instructions += 1
  }

  /// Begins the result, in the paragraph with this number, and returns its purpose.
  mutating func beginResult(in paragraph: Int) -> FieldPurpose? {
    guard let last = fields.indices.last, !fields[last].hasResult else { return nil }
    let purpose = FieldPurpose(instruction: fields[last].instruction)
    fields[last] = Field(hasResult: true, purpose: purpose, paragraph: paragraph)
    instructions -= 1
    if purpose == .contents { contents += 1 }
    return purpose
  }

  /// Ends a field and returns its purpose; nil if it had no result.
  mutating func end() -> FieldPurpose? {
    guard let field = fields.popLast() else { return nil }
    if field.purpose == .contents { contents -= 1 }
    if !field.hasResult { instructions -= 1 }
    return field.hasResult ? field.purpose : nil
  }

  /// Drops the fields with an open instruction. An instruction seldom continues in the next paragraph: probably its end
  /// is missing, and the text that follows must not be lost.
  mutating func endParagraph() {
    guard isInInstruction else { return }
    let withResult = fields[firstInstruction...].filter(\.hasResult)
    fields.replaceSubrange(firstInstruction..., with: withResult)
    instructions = 0
  }
}

/// The purpose of a field.
enum FieldPurpose: Hashable {
  /// A table of contents, of figures or of tables.
  case contents
  /// The page number in a line of such a table.
  case contentsPage
  case other

  /// Reads the beginning of an instruction, ` TOC \o "1-3" \h ` for instance.
  init(instruction: [UInt8]) {
    let words = String(decoding: instruction, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    switch words.first?.uppercased() {
    case "TOC": self = .contents
    // Word names the bookmarks of headings so, if a table of contents refers to them.
    case "PAGEREF" where words.dropFirst().first?.hasPrefix("_Toc") == true: self = .contentsPage
    default: self = .other
    }
  }
}
