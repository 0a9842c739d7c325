import DraftText
import RuleFiles

/// The marks of a `pair` rule, and the search for them.
struct MarkPairs: Sendable {
  /// An opening mark and its closing mark.
  struct Shape: Sendable {
    let open, close: Unicode.Scalar
    /// Both marks.
    let text: String
    /// Whether these are quotation marks, which a quotation over several paragraphs opens in each of them.
    let isQuotation: Bool
    /// Whether these are round brackets, of which the closing one can also belong to an ordinal: `1）`.
    let isRoundBracket: Bool
    /// The pair to use inside this one in place of the same pair (GB/T 15834-2011 4.8, 4.9, 4.15).
    let inner: String

    init(_ open: Unicode.Scalar, _ close: Unicode.Scalar) {
      (self.open, self.close) = (open, close)
      text = String(scalars: [open, close])
      isQuotation = ["“”", "‘’", "「」", "『』"].contains(text)
      isRoundBracket = text == "（）" || text == "()"
      inner = Self.inner[text] ?? Self.brackets
    }

    var isFullWidth: Bool { open.value > 0x7F }

    /// The marks in the other width, which are often typed by mistake.
    var twin: Shape? {
      let twin = Self.twins[text]?.unicodeScalars
      return twin.flatMap { marks in marks.last.map { Shape(marks[marks.startIndex], $0) } }
    }

    /// The pair that may be inside any other.
    static let brackets = "（）"
    private static let inner = [
      "“”": "‘’", "‘’": "“”", "《》": "〈〉", "〈〉": "《》", "「」": "『』", "『』": "「」", "（）": "〔〕", "()": "[]",
    ]
    private static let twins = ["（）": "()", "()": "（）", "［］": "[]", "[]": "［］", "｛｝": "{}", "{}": "｛｝"]
  }

  /// A mark of the text.
  struct Mark {
    /// The index in `shapes`.
    let shape: Int
    let opens: Bool
  }

  /// The pairs, and after them their twins, which matter only if the other half belongs to the pairs.
  let shapes: [Shape]
  /// The number of shapes whose faults are reported.
  let reported: Int
  /// For each shape, the index of the shape in the other width.
  let twins: [Int?]
  /// The indices of the shapes ‘’ and “”.
  let singleQuotation, doubleQuotation: Int?
  private let marks: [Unicode.Scalar: Mark]
  /// Whether a scalar can be a mark, by its first byte and by its lowest bits: few scalars need a lookup.
  private let leads, lowBits: [Bool]

  /// - Throws: ``OptionError`` if `pairs` is empty or one of them is not a pair.
  init(_ pairs: [String]) throws(OptionError) {
    if pairs.isEmpty { throw OptionError("pairs", zh: "pairs 不能为空", en: "pairs must not be empty") }
    var shapes: [Shape] = []
    for pair in pairs {
      let marks = Array(pair.unicodeScalars)
      guard marks.count == 2, marks[0] != marks[1] else {
        throw OptionError(
          "pairs", zh: "“\(pair)”应当是一前一后两个不同的符号", en: "“\(pair)” must be an opening and a closing mark")
      }
      shapes.append(Shape(marks[0], marks[1]))
    }
    reported = shapes.count
    for twin in shapes.compactMap(\.twin) where !shapes.contains(where: { $0.text == twin.text }) {
      shapes.append(twin)
    }
    let index = { (text: String?) in shapes.firstIndex { $0.text == text } }
    twins = shapes.map { index($0.twin?.text) }
    (singleQuotation, doubleQuotation) = (index("‘’"), index("“”"))
    let marks = shapes.enumerated().flatMap { index, shape in
      [(shape.open, Mark(shape: index, opens: true)), (shape.close, Mark(shape: index, opens: false))]
    }
    self.shapes = shapes
    self.marks = Dictionary(marks) { first, _ in first }
    var leads = [Bool](repeating: false, count: 256)
    var lowBits = [Bool](repeating: false, count: 4096)
    for (scalar, _) in marks {
      leads[Int(Array(String(scalar).utf8)[0])] = true
      lowBits[Int(scalar.value & 0xFFF)] = true
    }
    (self.leads, self.lowBits) = (leads, lowBits)
  }

  /// Calls `body` with each mark in `unit` of `source`, from left to right.
  func forEachMark(in source: SourceText, _ unit: TextRange, _ body: (Mark, TextRange) -> Void) {
    source.utf8.withUnsafeBufferPointer { bytes in
      var offset = unit.start
      while offset < unit.end {
        let lead = bytes[offset]
        let count = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        if leads[Int(lead)], let scalar = source.scalar(at: offset), lowBits[Int(scalar.value & 0xFFF)],
          let mark = marks[scalar]
        {
          body(mark, TextRange(offset, offset + count))
        }
        offset += count
      }
    }
  }
}
