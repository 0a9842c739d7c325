import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: cut`: finds a paragraph that breaks off inside a sentence; the rest was lost or is on the next line.
///
/// A heading, a caption, an item or verse can end without a mark, so there must be a sign: the line ends with a comma
/// or a word like 和 and nothing follows; the line end divides a word; the next line begins with a mark that cannot
/// begin a line, or ends the broken sentence. If many lines end so, the draft is written in this way. Fields of the
/// message: `{match}`, the text on either side.
struct CutRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable { case min, habit, joining, hanging, unless }

    /// The shortest line that is checked, in code points.
    let min: Int
    /// The most such lines; with more, the draft is written in this way.
    let habit: Habit
    /// Characters that join the text after them to the text before them: 和.
    let joining: Characters
    /// Characters that need text after them: 和.
    let hanging: Characters
    /// Text that is not cut: the end of the first line, the line end, and the beginning of the second line.
    let unless: PatternSource
  }

  static let kind = "cut"
  static func messageFields(_ options: Options) -> Set<String> { ["match"] }

  /// The code points that are read on either side of a line end: the longest words and their context.
  private static let reach = 8

  let metadata: RuleMetadata
  private let options: Options
  private let unless: Pattern
  private let lexicon: Lexicon

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    self.options = options
    unless = try patterns.compile(options.unless)
    lexicon = patterns.lexicon
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let source = document.source
    let others = document.ownLines
    let sections = Set(document.allSections.map(\.heading.range.start))
    var cuts: [(first: TextRange, rest: TextRange?)] = []
    for (index, first) in document.paragraphs.map(\.range).enumerated() where !others.contains(first.start) {
      let second = index + 1 < document.paragraphs.count ? document.paragraphs[index + 1].range : nil
      if let second, !others.contains(second.start), isCut(first, second, in: source) {
        let border = TextRange(source.tail(of: first, Self.reach).start, second.end)
        if try unless.firstMatch(in: source, range: border) == nil { cuts.append((first, second)) }
      } else if breaksOff(first, isLast: second.map { sections.contains($0.start) } ?? true, in: source),
        try unless.firstMatch(in: source, range: source.tail(of: first, Self.reach)) == nil
      {
        cuts.append((first, nil))
      }
    }
    return cuts.map { diagnostic($0.first, rest: $0.rest, in: source) }
      .reduced(by: options.habit, in: document, else: .nothing)
  }

  private func diagnostic(_ first: TextRange, rest: TextRange?, in source: SourceText) -> Diagnostic {
    let last = source.tail(of: first, Self.reach)
    let head = rest.map { source.head(of: $0, Self.reach) }
    let words = source[last] + (head.map { "/" + source[$0] } ?? "")
    return metadata.diagnostic(
      at: last, ["match": LocalizedText(verbatim: words)],
      related: .at(head, Self.goesOn), certainty: .likely)
  }

  private static let goesOn = LocalizedText(zh: "接在这里", en: "it goes on here")

  private func isCut(_ first: TextRange, _ second: TextRange, in source: SourceText) -> Bool {
    guard source.stopsInsideSentence(first), let last = source.scalar(before: first.end),
      let opening = source.scalar(at: second.start), source.lines.scalarCount(in: first) >= options.min,
      source.lines.line(at: second.start) - source.lines.line(at: first.end) <= 2
    else { return false }
    if last.isWord, "，。、；".unicodeScalars.contains(opening) { return true }
    guard opening.isHan else { return false }
    let sentences = source[first].unicodeScalars
    guard sentences.contains(where: { $0 == "，" || $0.isSentenceEnd }) else { return false }
    let endsHere = source.endsSentence(second)
    if endsHere, sentences.contains(where: { $0 == "。" || $0 == "；" }) { return true }
    return last.isHan && crossesLineEnd(first, second, endsSentence: endsHere, in: source)
  }

  /// Whether a line ends where no sentence can end.
  ///
  /// - Parameter isLast: Whether no more text of its section follows.
  private func breaksOff(_ line: TextRange, isLast: Bool, in source: SourceText) -> Bool {
    guard let last = source.scalar(before: line.end), source.lines.scalarCount(in: line) >= options.min else {
      return false
    }
    guard options.hanging.contains(last) else { return isLast && (last == "，" || last == "、") }
    let tail = Array(source[source.tail(of: line, Self.reach)].unicodeScalars)
    return source[line].contains("，") && !lexicon.hasWord(endingWith: tail.count - 1, of: tail)
  }

  /// Whether a word crosses the line end or, if a sentence ends on the second line, neither line can stand alone.
  private func crossesLineEnd(
    _ first: TextRange, _ second: TextRange, endsSentence: Bool, in source: SourceText
  ) -> Bool {
    let before = Array(
      source[source.tail(of: first, Self.reach)].unicodeScalars.reversed().prefix(while: \.isHan).reversed())
    let after = Array(source[source.head(of: second, Self.reach)].unicodeScalars.prefix(while: \.isHan))
    let words = before + after
    if lexicon.weight(of: words) < lexicon.weight(of: words, cutAt: [before.count]) { return true }
    guard endsSentence, let opening = after.first else { return false }
    return options.joining.contains(opening) && !lexicon.hasWord(at: 0, of: after)
      || lexicon.isFragment(before.count - 1, of: before) && lexicon.isFragment(0, of: after)
  }
}

extension SourceText {
  /// Whether `line` ends with a word, a comma or a serial comma.
  func stopsInsideSentence(_ line: TextRange) -> Bool {
    scalar(before: line.end).map { $0.isWord || $0 == "，" || $0 == "、" } ?? false
  }
}

extension Document {
  /// The starts of lines that are not paragraphs: titles, headings, forms of address, signatures, cells, code.
  fileprivate var ownLines: Set<Int> {
    var starts = Set((title + contents + [salutation, signature, date].compactMap { $0 }).map(\.range.start))
    for section in allSections where section.heading.reading.role == .heading {
      starts.insert(section.heading.range.start)
    }
    for mark in source.structure {
      if case .item = mark.kind { continue }
      let first = paragraphs.partitioningIndex { $0.range.start >= mark.range.start }
      starts.formUnion(paragraphs[first...].lazy.map(\.range.start).prefix { $0 < mark.range.end })
    }
    return starts
  }
}
