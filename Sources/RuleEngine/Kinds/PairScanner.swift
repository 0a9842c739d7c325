import Diagnostics
import DraftText

/// An opening mark and its closing mark, with what must be known of them for every mark of a text.
struct PairShape: Sendable {
  let open: Unicode.Scalar
  let close: Unicode.Scalar
  /// Both marks.
  let text: String
  /// The opening mark as a text.
  let openText: String
  /// The closing mark as a text.
  let closeText: String
  /// Quotation marks, which a quotation over several paragraphs opens in each of them.
  let isQuotation: Bool
  /// Round brackets, whose closing one may also belong to an ordinal: `1）`.
  let isRoundBracket: Bool
  /// What should stand inside this pair instead of another of its shape.
  let inner: Inner

  /// The pair for the inside of a pair (GB/T 15834-2011 4.8, 4.9, 4.15).
  struct Inner: Sendable {
    let text: String
    /// Whether it may be put for the other without a second thought.
    let isInterchangeable: Bool
  }

  init(open: Unicode.Scalar, close: Unicode.Scalar) {
    self.open = open
    self.close = close
    text = String(String.UnicodeScalarView([open, close]))
    openText = String(open)
    closeText = String(close)
    isQuotation = ["“”", "‘’", "「」", "『』"].contains(text)
    isRoundBracket = text == "（）" || text == "()"
    inner = Self.inner[text] ?? Inner(text: "（）", isInterchangeable: false)
  }

  var isFullWidth: Bool { open.value > 0x7F }

  /// The same marks in the other width, for which they are often mistaken.
  var twin: PairShape? { Self.twins[text].map { PairShape(open: $0.open, close: $0.close) } }

  private static let inner = [
    "“”": Inner(text: "‘’", isInterchangeable: true), "‘’": Inner(text: "“”", isInterchangeable: true),
    "《》": Inner(text: "〈〉", isInterchangeable: true), "〈〉": Inner(text: "《》", isInterchangeable: true),
    "「」": Inner(text: "『』", isInterchangeable: true), "『』": Inner(text: "「」", isInterchangeable: true),
    "（）": Inner(text: "〔〕", isInterchangeable: false), "()": Inner(text: "[]", isInterchangeable: false),
  ]

  private static let twins: [String: (open: Unicode.Scalar, close: Unicode.Scalar)] = [
    "（）": ("(", ")"), "()": ("（", "）"), "［］": ("[", "]"), "[]": ("［", "］"), "｛｝": ("{", "}"), "{}": ("｛", "｝"),
  ]
}

/// Something wrong with marks that come in pairs.
package struct PairFault: Hashable, Sendable {
  /// The kinds of faults.
  package enum Kind: String, Decodable, Sendable, CaseIterable {
    /// A mark without its partner, or with the wrong one.
    case unbalanced
    /// A pair inside a pair of the same shape, or single quotation marks outside double ones.
    case nesting
  }

  let kind: Kind
  /// The mark that is at fault.
  var range: TextRange
  /// For `unbalanced` the mark that is missing, for `nesting` the pair that belongs there.
  let expected: String
  /// The opening mark that explains the fault.
  var opening: TextRange?
  /// For `nesting`, where one pair can be put for the other, the closing mark; for `unbalanced` the partner behind a line
  /// end that tore the pair.
  var closing: TextRange?
  /// How sure it is.
  var certainty: Certainty = .certain

  func moved(to range: TextRange) -> PairFault {
    var fault = self
    fault.range = range
    return fault
  }
}

/// Finds the partners of marks in one pass, with one stack.
struct PairScanner: Sendable {
  struct Mark {
    let scalar: Unicode.Scalar
    /// An index of `shapes`.
    let shape: Int
    let opens: Bool
  }

  /// The pairs, and after them the twins of those: they are no concern of the scanner unless one half is of the pairs.
  let shapes: [PairShape]
  /// The number of shapes whose faults are reported.
  let reported: Int
  /// The shape of the other width for each shape.
  let twins: [Int?]
  /// Which shape is ‘’.
  let singleQuotation: Int?
  /// Which shape is “”.
  let doubleQuotation: Int?
  private let marks: [Mark]
  /// By the first byte of a scalar, whether it can be a mark.
  private let leads: [Bool]
  /// By the lowest twelve bits of a scalar, the index of the first mark that it can be; -1 for none.
  private let firstMark: [Int16]

  init(_ pairs: [PairShape]) {
    var shapes = pairs
    for twin in pairs.compactMap(\.twin) where !shapes.contains(where: { $0.text == twin.text }) {
      shapes.append(twin)
    }
    var leads = [Bool](repeating: false, count: 256)
    var firstMark = [Int16](repeating: -1, count: 4096)
    let marks = shapes.enumerated().flatMap { index, shape in
      [Mark(scalar: shape.open, shape: index, opens: true), Mark(scalar: shape.close, shape: index, opens: false)]
    }
    for (index, mark) in marks.enumerated().reversed() {
      leads[Int(Array(String(mark.scalar).utf8)[0])] = true
      firstMark[Int(mark.scalar.value & 0xFFF)] = Int16(index)
    }
    self.shapes = shapes
    self.reported = pairs.count
    self.twins = shapes.map { shape in shape.twin.flatMap { twin in shapes.firstIndex { $0.text == twin.text } } }
    self.singleQuotation = shapes.firstIndex { $0.text == "‘’" }
    self.doubleQuotation = shapes.firstIndex { $0.text == "“”" }
    self.marks = marks
    self.leads = leads
    self.firstMark = firstMark
  }

  /// The faults in `units`, sorted by place. A unit is a paragraph: whatever goes wrong in it ends with it, but for
  /// quotations that go on in the next one.
  func faults(in source: SourceText, units: [TextRange], without holes: [TextRange]) -> [PairFault] {
    var scan = PairScan(self, source)
    var hole = holes[...]
    for unit in units {
      scan.begin(unit)
      forEachMark(in: source, unit) { mark, range in
        while let first = hole.first, first.end <= range.start { hole.removeFirst() }
        if let first = hole.first, first.overlaps(range) { return }
        if mark.opens { scan.open(mark.shape, at: range) } else { scan.close(mark.shape, at: range) }
      }
      scan.endUnit()
    }
    return scan.finish()
  }

  private func forEachMark(in source: SourceText, _ unit: TextRange, _ body: (Mark, TextRange) -> Void) {
    // A unit lies on scalar borders of valid UTF-8, so that all bytes of a scalar that begins in it are there.
    source.utf8.withUnsafeBufferPointer { bytes in
      var offset = unit.start
      while offset < unit.end {
        let lead = bytes[offset]
        let count = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        if leads[Int(lead)] {
          let last = Int(bytes[offset + count - 1] & 0x3F)
          let low = count == 1 ? Int(lead) : Int(bytes[offset + count - 2] & 0x3F) << 6 | last
          let first = Int(firstMark[low])
          if first >= 0, let scalar = source.scalar(at: offset),
            let mark = marks[first...].first(where: { $0.scalar == scalar })
          {
            body(mark, TextRange(offset, offset + count))
          }
        }
        offset += count
      }
    }
  }
}
