import DraftText
import PatternMatching

extension Document {
  /// Reads a draft by `grammar` as one of `genres`.
  ///
  /// - Parameter genre: The id of the genre to take it for; nil to find out.
  /// - Throws: What PCRE2 says when a pattern of the grammar cannot be matched.
  package init(
    _ written: SourceText, grammar: OutlineGrammar, genres: [Genre], genre wanted: String? = nil
  ) throws(MatchError) {
    let reflowed = try Reflow(written, grammar: grammar).text()
    let source = reflowed.text
    let lines = LineScan(source).lines
    let residue = try ResidueFinder(source: source, grammar: grammar).find(in: lines)
    let all = Self.paragraphs(lines, without: residue, of: source)
    let contents = try ContentsFinder(source: source, grammar: grammar, paragraphs: all).find()
    let paragraphs = contents.map { Array(all[..<$0.lines.lowerBound] + all[$0.lines.upperBound...]) } ?? all
    let front = try FrontMatter(source: source, grammar: grammar, paragraphs: paragraphs)
    let marked = try HeadingFinder(source: source, grammar: grammar).find(in: paragraphs)
      .filter { $0.paragraph >= front.end }
    let starts = try AnnexFinder(source: source, grammar: grammar, paragraphs: paragraphs, headings: marked).find()

    let text = paragraphs[front.end..<(starts.first ?? paragraphs.count)]
    let own = marked.filter { text.indices.contains($0.paragraph) }
    let bare = BareHeadingFinder(source: source, paragraphs: text, headings: own).find()
    let headings = LevelReader(
      (own + bare).sorted { $0.paragraph < $1.paragraph }, paragraphs: text, in: source
    ).read()
    var tree = SectionTree(headings: headings, paragraphs: text)
    // The paragraphs after the last heading, or after the front matter where there is none.
    let tail = text[max(text.startIndex, (headings.last?.paragraph ?? text.startIndex - 1) + 1)...]
    let back = try BackMatter(source: source, grammar: grammar, paragraphs: Array(tail))
    tree.removeTrailing(back.count)
    try tree.detachClosing(by: grammar.closing, in: source)

    let leadInEnd = headings.first?.paragraph ?? max(text.startIndex, text.endIndex - back.count)
    let leadIn = Array(text[..<leadInEnd])
    let sections = tree.sections(of: source)
    let parts = PartFinder(
      source: source, title: front.title, salutation: front.salutation, leadIn: leadIn, sections: sections,
      end: tree.trailing + back.paragraphs, paragraphs: Array(text))
    let recognizer = GenreRecognizer(source: source, title: front.title, leadIn: leadIn, parts: parts)
    let (genre, sign): (Genre, Genre.Sign) =
      if let named = genres.first(where: { $0.id == wanted }) {
        (named, .chosen)
      } else {
        try recognizer.recognize(among: genres) ?? (.unknown, .none)
      }

    self.reflowed = reflowed
    self.residue = residue
    self.contents = contents.map { Array(all[$0.entries]) } ?? []
    self.paragraphs = paragraphs
    self.title = front.title
    self.salutation = front.salutation
    self.leadIn = leadIn
    self.sections = sections
    self.closing = tree.trailing
    self.annexes = starts.enumerated().map { index, start in
      let end = index + 1 < starts.count ? starts[index + 1] : paragraphs.count
      return Annex(paragraphs[start..<end], headings: marked, in: source)
    }
    self.signature = back.signature
    self.date = back.date ?? front.date
    self.enumerations = try EnumerationFinder(source: source, grammar: grammar)
      .find(in: paragraphs, headings: headings + marked.filter { !text.indices.contains($0.paragraph) })
    self.genre = genre
    self.genreSign = sign
    self.parts = try parts.find(for: genre)
    self.year = parts.year
    self.grammar = grammar
  }

  /// The lines that are no residue; a paragraph that a page number cuts in two is one.
  private static func paragraphs(
    _ lines: [LineScan.Line], without residue: [Residue], of source: SourceText
  ) -> [Paragraph] {
    let blocks = residue.filter(\.coversLines)
    var block = 0
    var cut = false
    var paragraphs: [Paragraph] = []
    for line in lines {
      while block < blocks.count, blocks[block].range.end <= line.range.start { block += 1 }
      if block < blocks.count, blocks[block].range.overlaps(line.range) {
        cut = blocks[block].residueClass == .page && (cut || paragraphs.last.map(source.breaksOff) ?? false)
      } else if cut, let first = paragraphs.popLast() {
        paragraphs.append(Paragraph(range: TextRange(first.range.start, line.range.end)))
        cut = false
      } else {
        paragraphs.append(Paragraph(range: line.range))
      }
    }
    return paragraphs
  }
}

extension SourceText {
  /// Whether `paragraph` ends inside a sentence: long, and with no mark that ends one.
  fileprivate func breaksOff(_ paragraph: Paragraph) -> Bool {
    lines.scalarCount(in: paragraph.range) > 30 && !"。！？；：…”）".contains(self[paragraph.range].last ?? "。")
  }
}

/// What stands before the text proper: title, salutation, and often a date.
struct FrontMatter {
  /// A line of the title is no longer than this, in code points.
  private static let longestTitleLine = 60
  /// A title has no more lines than this.
  private static let mostTitleLines = 4

  private(set) var title: [Paragraph] = []
  private(set) var salutation: Paragraph?
  private(set) var date: Paragraph?
  /// The index of the first paragraph after it.
  private(set) var end = 0

  init(source: SourceText, grammar: OutlineGrammar, paragraphs: [Paragraph]) throws(MatchError) {
    let candidates = paragraphs.prefix(Self.mostTitleLines)
      .prefix { Self.mayBeTitle($0, in: source) }
    var count = 0
    for (index, line) in candidates.enumerated() {
      if try Self.isHeading(line, source, grammar) { break }
      if try grammar.salutation.firstMatch(in: source, range: source.line(of: line)) != nil { break }
      let namesKind = try grammar.title.firstMatch(in: source, range: line.range) != nil
      if index == 0 || namesKind { count = index + 1 }
    }
    title = Array(paragraphs.prefix(count))
    end = count
    try takeSubtitles(source, grammar, paragraphs)
    if end < paragraphs.count,
      try grammar.salutation.firstMatch(in: source, range: source.line(of: paragraphs[end])) != nil
    {
      salutation = paragraphs[end]
      end += 1
    }
  }

  /// Takes the lines under the title that belong to it: a subtitle, who speaks, a date.
  private mutating func takeSubtitles(
    _ source: SourceText, _ grammar: OutlineGrammar, _ paragraphs: [Paragraph]
  ) throws(MatchError) {
    while !title.isEmpty, end < paragraphs.count, title.count < Self.mostTitleLines {
      let line = paragraphs[end]
      if try grammar.date.firstMatch(in: source, range: source.line(of: line)) != nil {
        date = line
      } else if !Self.isSubtitle(source[line.range]) {
        guard try isByline(at: end, source, grammar, paragraphs) else { return }
      }
      title.append(line)
      end += 1
    }
  }

  /// Whether a short line without marks stands between the title and the salutation, alone or with others.
  private func isByline(
    at index: Int, _ source: SourceText, _ grammar: OutlineGrammar, _ paragraphs: [Paragraph]
  ) throws(MatchError) -> Bool {
    for line in paragraphs[index...].prefix(Self.mostTitleLines) {
      if try grammar.salutation.firstMatch(in: source, range: source.line(of: line)) != nil {
        return line != paragraphs[index]
      }
      guard Self.mayBeTitle(line, in: source), try !Self.isHeading(line, source, grammar) else { return false }
    }
    return false
  }

  private static func isSubtitle(_ text: String) -> Bool {
    let isShort = text.unicodeScalars.count <= 40
    return isShort && (text.hasPrefix("——") || text.hasPrefix("--") || text.hasPrefix("（") && text.hasSuffix("）"))
  }

  static func mayBeTitle(_ line: Paragraph, in source: SourceText) -> Bool {
    guard source.lines.scalarCount(in: line.range) <= longestTitleLine else { return false }
    let text = source[line.range]
    return !text.contains { "。；！？".contains($0) } && !"，、：:,".contains(text.last ?? "，")
  }

  private static func isHeading(
    _ line: Paragraph, _ source: SourceText, _ grammar: OutlineGrammar
  ) throws(MatchError) -> Bool {
    for level in grammar.levels where level.numerals != .none {
      if try level.pattern.firstMatch(in: source, range: source.line(of: line)) != nil { return true }
    }
    return false
  }
}

/// What stands after the text proper: who signs, and when.
struct BackMatter {
  /// A signature is no longer than this, in code points.
  private static let longestSignature = 30

  private(set) var signature: Paragraph?
  private(set) var date: Paragraph?

  /// Looks at the end of `paragraphs`.
  init(source: SourceText, grammar: OutlineGrammar, paragraphs: [Paragraph]) throws(MatchError) {
    guard let last = paragraphs.last else { return }
    guard try grammar.date.firstMatch(in: source, range: source.line(of: last)) != nil else { return }
    date = last
    guard let before = paragraphs.dropLast().last else { return }
    let text = source[before.range]
    let isPlain = !text.contains { "。，；：！？".contains($0) } || text.hasPrefix("述职人") || text.hasPrefix("报告人")
    if isPlain, text.unicodeScalars.count <= Self.longestSignature { signature = before }
  }

  /// What was found, in the order of the text.
  var paragraphs: [Paragraph] { [signature, date].compactMap { $0 } }

  /// How many paragraphs it takes.
  var count: Int { paragraphs.count }
}

extension SectionTree {
  fileprivate mutating func detachClosing(by pattern: Pattern, in source: SourceText) throws(MatchError) {
    var failure: MatchError?
    detachClosing { paragraph in
      do throws(MatchError) {
        return try pattern.firstMatch(in: source, range: source.line(of: paragraph)) != nil
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
  }
}

extension Genre {
  /// Stands in where there are no genres at all.
  fileprivate static let unknown = Genre(
    id: "general", name: .init(zh: "一般材料", en: "general text"), priority: 0,
    recognition: Recognition(title: nil, titleUnless: nil, leadIn: nil, parts: []), requirements: [], parts: [])
}
