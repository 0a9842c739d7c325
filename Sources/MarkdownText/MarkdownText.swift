import DraftText

extension SourceText {
  /// The text with its Markdown structure, in linear time. A text of another format, or one with structure, is not
  /// changed.
  package var withMarkdownStructure: SourceText {
    // cmark counts bytes in 32 bits.
    guard format == .markdown, structure.isEmpty, utf8.count < Int(Int32.max) else { return self }
    let metadata = metadataBlock
    let start = metadata.map { startOfLine(after: $0.end) } ?? 0
    let comments = suppressionComments(from: start)
    let prose = comments.isEmpty ? utf8 : blanking(comments).utf8
    func read(without hidden: [TextRange]) -> SourceText {
      var reader = BlockReader(self, input: CMarkInput(self, from: start, without: hidden), prose: prose, from: start)
      reader.read()
      if let metadata { reader.literals.append(Literal(range: metadata, isContent: false)) }
      return marked(structure(reader.marks, reader.literals))
    }
    let complete = read(without: [])
    guard !comments.isEmpty else { return complete }
    // Only the whole text shows which comments stand in code. The others are hidden, because a comment ends a list.
    return read(without: complete.outsideCode(comments))
  }

  /// Returns the start of the next line, or the end of the text if there is none.
  private func startOfLine(after offset: Int) -> Int {
    let number = lines.line(at: offset) + 1
    return number <= lines.count ? lines.range(ofLine: number).start : utf8.count
  }

  /// Returns all marks in order and merges literals that overlap. Of the marks that begin in a literal, only pictures
  /// and marks that contain all of it are kept.
  private func structure(_ marks: [StructureMark], _ literals: [Literal]) -> [StructureMark] {
    var apart: [Literal] = []
    for literal in literals.sorted(by: { ($0.range.start, $1.range.end) < ($1.range.start, $0.range.end) }) {
      let range = onScalarBorders(literal.range)
      if let last = apart.last, range.start < last.range.end {
        let whole = TextRange(last.range.start, max(last.range.end, range.end))
        apart[apart.count - 1] = Literal(range: whole, isContent: last.isContent || literal.isContent)
      } else if !range.isEmpty {
        apart.append(Literal(range: range, isContent: literal.isContent))
      }
    }
    let outside = marks.map { StructureMark($0.kind, onScalarBorders($0.range)) }.filter { mark in
      let index = apart.partitioningIndex { $0.range.end > mark.range.start }
      let isInside = index < apart.count && apart[index].range.contains(mark.range.start)
      return !isInside || mark.kind == .picture || mark.range.contains(apart[index].range)
    }
    let all = outside + apart.map { StructureMark($0.isContent ? .literal : .markup, $0.range) }
    return all.sorted { ($0.range.start, $1.range.end) < ($1.range.start, $0.range.end) }
  }

  /// The range on scalar borders, because cmark can give a wrong place inside a code point.
  private func onScalarBorders(_ range: TextRange) -> TextRange {
    onScalarBorders(min(range.start, utf8.count), min(range.end, utf8.count))
  }

  /// Front matter, which cmark does not know: YAML between `---` and `---` or `...`, or TOML between `+++`, at the very
  /// top.
  private var metadataBlock: TextRange? {
    let fence = trimmedLine(1)
    let isYAML = fence.elementsEqual("---".utf8)
    guard isYAML || fence.elementsEqual("+++".utf8), lines.count > 2,
      let first = (2..<lines.count).first(where: { trimmedLine($0).first != UInt8(ascii: "#") }),
      isField(trimmedLine(first), isYAML ? ":" : "=")
    else { return nil }
    for number in (first + 1)...lines.count {
      let text = trimmedLine(number)
      if text.elementsEqual(fence) || isYAML && text.elementsEqual("...".utf8) { return TextRange(0, text.endIndex) }
    }
    return nil
  }

  /// Whether a line is `name: …` or `name = …`: a draft, too, can begin with a rule and have another one further down.
  private func isField(_ line: ArraySlice<UInt8>, _ sign: Unicode.Scalar) -> Bool {
    guard let end = line.firstIndex(of: UInt8(ascii: sign)) else { return false }
    let name = line[..<end].split(separator: 0x20)
    let isFollowed = end + 1 == line.endIndex || line[end + 1] <= 0x20
    return name.count == 1 && name[0].count <= Self.longestFieldName && isFollowed
  }

  /// The longest name of a field in bytes. Real front matter has a word, or two with a hyphen.
  private static let longestFieldName = 64

  /// A line without the white space at its end.
  private func trimmedLine(_ number: Int) -> ArraySlice<UInt8> {
    let line = lines.range(ofLine: number)
    return utf8[line.start..<trimmedEnd(of: line)]
  }

  /// The start of the text of a line, behind white space and the marks of quotations.
  func contentStart(of line: TextRange) -> Int {
    utf8[line.start..<line.end].firstIndex { !" \t>".utf8.contains($0) } ?? line.end
  }

  /// The end of `range` without the white space before it.
  func trimmedEnd(of range: TextRange) -> Int {
    var end = range.end
    while end > range.start, utf8[end - 1] <= 0x20 { end -= 1 }
    return end
  }
}
