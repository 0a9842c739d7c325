import DraftText
import RuleFiles

/// The marks of a `pair` rule, and how to find them.
struct MarkPairs: Sendable {
  /// An opening mark and its closing mark.
  struct Shape: Sendable {
    let open, close: Unicode.Scalar
    /// Both marks.
    let text: String
    /// Quotation marks, which a quotation over several paragraphs opens in each of them.
    let isQuotation: Bool
    /// Round brackets, whose closing one may also belong to an ordinal: `1）`.
    let isRoundBracket: Bool
    /// The pair that should stand inside this one instead of another of its shape (GB/T 15834-2011 4.8, 4.9, 4.15).
    let inner: String

    init(_ open: Unicode.Scalar, _ close: Unicode.Scalar) {
      (self.open, self.close) = (open, close)
      text = String(scalars: [open, close])
      isQuotation = ["“”", "‘’", "「」", "『』"].contains(text)
      isRoundBracket = text == "（）" || text == "()"
      inner = Self.inner[text] ?? Self.brackets
    }

    var isFullWidth: Bool { open.value > 0x7F }

    /// The marks in the other width, which are often written by mistake.
    var twin: Shape? {
      let twin = Self.twins[text]?.unicodeScalars
      return twin.flatMap { marks in marks.last.map { Shape(marks[marks.startIndex], $0) } }
    }

    /// The pair that may stand in any other.
    static let brackets = "（）"
    private static let inner = [
      "“”": "‘’", "‘’": "“”", "《》": "〈〉", "〈〉": "《》", "「」": "『』", "『』": "「」", "（）": "〔〕", "()": "[]",
    ]
    private static let twins = ["（）": "()", "()": "（）", "［］": "[]", "[]": "［］", "｛｝": "{}", "{}": "｛｝"]
  }

  /// A mark of the text.
  struct Mark {
    /// An index of `shapes`.
    let shape: Int
    let opens: Bool
  }

  /// The pairs, and after them the twins of those: they are no concern of anybody unless one half is of the pairs.
  let shapes: [Shape]
  /// The number of shapes whose faults are reported.
  let reported: Int
  /// The shape of the other width for each shape.
  let twins: [Int?]
  /// Which shapes are ‘’ and “”.
  let singleQuotation, doubleQuotation: Int?
  private let marks: [Unicode.Scalar: Mark]
  /// Whether a scalar can be a mark, by its first byte and by its lowest bits: nearly none needs to be looked up.
  private let leads, lowBits: [Bool]

  /// - Throws: ``OptionError`` where `pairs` are none.
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
