import DraftText
import PatternMatching

/// Finds the runs of 一是…二是… in paragraphs and over paragraphs.
struct EnumerationFinder {
  let source: SourceText
  let grammar: OutlineGrammar

  /// The enumerations in `paragraphs`, between `headings`; those are all lines that begin with an ordinal of the outline.
  func find(in paragraphs: [Paragraph], headings: [HeadingFinder.Found]) throws(MatchError) -> [Enumeration] {
    let ordinals = try InlineOrdinals(in: source, paragraphs: paragraphs, grammar: grammar)
    let enumerators = try enumerators(ordinals.found, in: paragraphs, headings: headings)
    var reader = EnumerationReader(enumerators)
    return reader.read().lazy.map { $0.map { enumerators[$0] } }.filter(isEnumeration).map { items in
      Enumeration(
        ordinals: items.map(\.ordinal),
        range: TextRange(items[0].ordinal.range.start, paragraphs[items[items.count - 1].paragraph].range.end))
    }
  }

  /// Whether `items` are an enumeration, be it a broken one.
  private func isEnumeration(_ items: [Enumerator]) -> Bool {
    let first = items[0]
    let isHeading = first.position == .line || first.position == .heading
    let isOrdered = zip(items, items.dropFirst()).contains { $1.value <= 0 || $1.value == max($0.value, 1) + 1 }
    if first.isWeak, !isOrdered {
      // 主要原因一是…，三是…: a plain item in its sentence shows what the first is.
      return items.dropFirst().contains { !$0.isWeak && $0.numbering.needsCompany && $0.sharesSentence(with: first) }
    }
    if items.count > 1 {
      // What a line begins with is no business of an enumeration.
      return first.value == 1
        || !isHeading && (first.numbering.needsCompany || isOrdered || items.contains { $0.value == 1 })
    }
    // 其次 alone is an adverb; one item in a quotation is somebody else's.
    let isAttached = first.followsColon && first.position == .paragraph
    return !isHeading && (first.numbering.needsCompany || isAttached) && first.place.enclosure == nil
      && (first.numbering.numerals != .words || first.value == 1)
  }

  // MARK: Where enumerators stand

  private func enumerators(
    _ found: [InlineOrdinals.Found], in paragraphs: [Paragraph], headings: [HeadingFinder.Found]
  ) throws(MatchError) -> [Enumerator] {
    var scan = SentenceScan(source)
    let open = found.map { scan.place(at: $0.ordinal.range.start, in: paragraphs[$0.paragraph]) }
    let places = open.map { scan.resolved($0) }
    let flows = flows(of: paragraphs, headings: headings)
    // A heading that counts in words stands between no others: ## 第一，… ## 第二，…
    let opened = Set(found.lazy.filter { opens($0, paragraphs) }.map(\.paragraph))
    let attached = try attachments(among: paragraphs, opened: opened)
    let families = families
    var heading = 0
    var section = Int.min
    return found.indices.map { index in
      let (item, place) = (found[index], places[index])
      var border = Border()
      var outer = section
      while heading < headings.count, headings[heading].paragraph <= item.paragraph {
        outer = section
        if headings[heading].isNumbered || !opened.contains(headings[heading].paragraph) {
          border.pass(headings[heading], under: &section)
        }
        heading += 1
      }
      let start = item.ordinal.range.start
      let followsColon = follows(["：", ":"], start)
      let isAttached = attached.contains(item.paragraph)
      let isCounted =
        heading > 0 && headings[heading - 1].paragraph == item.paragraph && headings[heading - 1].isNumbered
      let position: Enumerator.Position =
        if isAttached && followsColon {
          .paragraph
        } else if !opens(item, paragraphs) {
          .clause
        } else if !isAttached && item.numbering.countsLines {
          .line
        } else {
          isCounted ? .heading : .paragraph
        }
      let runsIn = item.isWeak && item.numbering.needsCompany && position == .clause
      let isBorneOut = runsIn && next(after: index, in: found, places).map { !$0.isWeak } ?? false
      return Enumerator(
        ordinal: item.ordinal, numbering: item.numbering, family: families[item.numbering.id] ?? 0,
        position: position,
        isWeak: item.isWeak && !followsColon && !isBorneOut && !(position == .paragraph && !item.numbering.isWord),
        runsIn: runsIn, followsColon: followsColon, paragraph: item.paragraph, flow: flows[item.paragraph],
        place: place, section: position == .line || position == .heading ? outer : section, border: border)
    }
  }

  /// Whether `item` is what the words of its paragraph begin with.
  private func opens(_ item: InlineOrdinals.Found, _ paragraphs: [Paragraph]) -> Bool {
    item.ordinal.range.start <= source.startOfWords(in: paragraphs[item.paragraph])
  }

  /// The next of the same family in the sentence of the one at `index`: 主要原因一是…，二是….
  private func next(
    after index: Int, in found: [InlineOrdinals.Found], _ places: [SentenceScan.Place]
  ) -> InlineOrdinals.Found? {
    let item = found[index]
    return found.indices[(index + 1)...].lazy.prefix {
      found[$0].paragraph == item.paragraph && places[$0].sentence == places[index].sentence
    }.first { found[$0].numbering.id == item.numbering.id }.map { found[$0] }
  }

  /// The number of the family of each enumerator.
  private var families: [Numbering.ID: Int] {
    let names = grammar.enumerators.map { $0.family ?? $0.id.name }
    return Dictionary(
      zip(grammar.enumerators.map(\.id), names.map { names.firstIndex(of: $0) ?? 0 }),
      uniquingKeysWith: { first, _ in first })
  }

  /// The paragraphs of lists of attachments: 附件：1.… and those after it that begin with a number.
  private func attachments(
    among paragraphs: [Paragraph], opened: Set<Int>
  ) throws(MatchError) -> Set<Int> {
    guard let attachments = grammar.attachments else { return [] }
    var attached: Set<Int> = []
    var index = 0
    for match in try attachments.matches(in: source) {
      while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
      guard index < paragraphs.count else { break }
      repeat {
        attached.insert(index)
        index += 1
      } while opened.contains(index)
    }
    return attached
  }

  /// For each paragraph, the first of those that run on into it because a line end fell into a sentence.
  private func flows(of paragraphs: [Paragraph], headings: [HeadingFinder.Found]) -> [Int] {
    let headed = Set(headings.map(\.paragraph))
    var flows = Array(paragraphs.indices)
    for index in paragraphs.indices.dropFirst() where !headed.contains(index - 1) && !headed.contains(index) {
      if !follows(["。", "；", "：", "！", "？", "”", "）", ":", ";"], paragraphs[index - 1].range.end) {
        flows[index] = flows[index - 1]
      }
    }
    return flows
  }

  /// Whether one of `marks` ends at `offset`.
  private func follows(_ marks: [String], _ offset: Int) -> Bool {
    marks.contains { source.utf8[..<offset].suffix($0.utf8.count).elementsEqual($0.utf8) }
  }
}

extension Border {
  /// Passes `heading`; `section` is the rank of the numbered heading that all is under.
  fileprivate mutating func pass(_ heading: HeadingFinder.Found, under section: inout Int) {
    guard heading.isNumbered else {
      isBare = true
      return
    }
    rank = min(rank, heading.rank)
    section = heading.rank
  }
}

extension HeadingFinder.Found {
  fileprivate var isNumbered: Bool { heading.ordinal != nil }
}

extension Numbering {
  /// Whether its ordinals at the start of a line are those of headings and lists: （1）, 1. and ①, but not 二、 among 一是.
  fileprivate var countsLines: Bool { !isWord && numerals != .han || !opening.isEmpty && !needsCompany }

  /// Whether it counts in words, which may be adverbs: 首先, 一来.
  fileprivate var isWord: Bool { numerals == .words }
}
