import DraftText

/// An opening mark and its closing mark.
struct PairShape: Hashable, Sendable {
  let open: Unicode.Scalar
  let close: Unicode.Scalar

  /// Both marks.
  var text: String { String(String.UnicodeScalarView([open, close])) }

  /// Quotation marks, which a quotation over several paragraphs opens in each of them.
  var isQuotation: Bool { ["“”", "‘’", "「」", "『』"].contains(text) }

  /// Round brackets, whose closing one may also belong to an ordinal: `1）`.
  var isRoundBracket: Bool { text == "（）" || text == "()" }

  /// The same marks in the other width, for which they are often mistaken.
  var twin: PairShape? {
    switch text {
    case "（）": PairShape(open: "(", close: ")")
    case "()": PairShape(open: "（", close: "）")
    case "［］": PairShape(open: "[", close: "]")
    case "[]": PairShape(open: "［", close: "］")
    case "｛｝": PairShape(open: "{", close: "}")
    case "{}": PairShape(open: "｛", close: "｝")
    default: nil
    }
  }

  var isFullWidth: Bool { open.value > 0x7F }

  /// The pair that stands inside this one (GB/T 15834-2011 4.8, 4.9, 4.15), and whether one may simply be put for the
  /// other.
  var inner: (text: String, isInterchangeable: Bool) {
    switch text {
    case "“”": ("‘’", true)
    case "‘’": ("“”", true)
    case "《》": ("〈〉", true)
    case "〈〉": ("《》", true)
    case "「」": ("『』", true)
    case "『』": ("「」", true)
    case "（）": ("〔〕", false)
    case "()": ("[]", false)
    default: ("（）", false)
    }
  }
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
  let range: TextRange
  /// For `unbalanced` the mark that is missing, for `nesting` the pair that belongs there.
  let expected: String
  /// The opening mark that explains the fault.
  var opening: TextRange?
  /// For `nesting`, where one pair can be put for the other: the closing mark.
  var closing: TextRange?

  func moved(to range: TextRange) -> PairFault {
    PairFault(kind: kind, range: range, expected: expected, opening: opening, closing: closing)
  }
}

/// Finds the partners of marks in one pass, with one stack.
struct PairScanner: Sendable {
  struct Mark {
    /// An index of `shapes`.
    let shape: Int
    let opens: Bool
  }

  /// The pairs, and after them the twins of those: they are no concern of the scanner unless one half is of the pairs.
  let shapes: [PairShape]
  /// The number of shapes whose faults are reported.
  let reported: Int
  let twins: [Int?]
  private let marks: [UInt32: Mark]
  /// By the first byte of a scalar, whether it can be a mark.
  private let leads: [Bool]

  init(_ pairs: [PairShape]) {
    var shapes = pairs
    for twin in pairs.compactMap(\.twin) where !shapes.contains(twin) { shapes.append(twin) }
    var marks: [UInt32: Mark] = [:]
    var leads = [Bool](repeating: false, count: 256)
    for (index, shape) in shapes.enumerated() {
      marks[shape.open.value] = Mark(shape: index, opens: true)
      marks[shape.close.value] = Mark(shape: index, opens: false)
      for mark in [shape.open, shape.close] { leads[Int(Array(String(mark).utf8)[0])] = true }
    }
    self.shapes = shapes
    self.reported = pairs.count
    self.twins = shapes.map { shape in shape.twin.flatMap { shapes.firstIndex(of: $0) } }
    self.marks = marks
    self.leads = leads
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
    var offset = unit.start
    while offset < unit.end {
      let lead = source.utf8[offset]
      let count = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      if leads[Int(lead)], let scalar = source.scalar(at: offset), let mark = marks[scalar.value] {
        body(mark, TextRange(offset, offset + count))
      }
      offset += count
    }
  }
}
