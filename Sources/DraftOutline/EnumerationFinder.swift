import DraftText
import PatternMatching

/// Finds the runs of 一是…二是… in paragraphs and over paragraphs.
struct EnumerationFinder {
  /// An enumerator where it stands.
  private struct Token {
    let ordinal: Ordinal
    let numbering: Numbering
    /// The index of its paragraph.
    let paragraph: Int
    /// The index of the first of the paragraphs that run on into its own in the middle of a sentence.
    let flow: Int
    /// The number of headings before it that end what was counted.
    let stretch: Int
    let opensParagraph: Bool
    /// Whether it is the ordinal of a heading, after which the line may count on.
    let opensHeading: Bool
    /// Whether it may be something else: the text runs into it, or figures of any kind are written so.
    let mayBeOther: Bool
    /// Whether a colon stands before it, which opens an enumeration of its own.
    let followsColon: Bool
    /// Whether a sentence, or a part of one that ；ends, begins with it.
    let opensSentence: Bool
    /// Where in its paragraph it stands.
    let place: SentenceScan.Place

    /// Numberings that count on from each other.
    var family: String { numbering.family ?? numbering.id.name }
    var value: Int { ordinal.value }
    /// Whether it begins an enumeration only if the next item follows.
    var isWeak: Bool { mayBeOther && !followsColon }

    /// Whether `other` counts in the same way: in the same words, at the start of paragraphs or inside one, in one quotation.
    func isAlike(_ other: Token) -> Bool {
      family == other.family && opensParagraph == other.opensParagraph && place.enclosure == other.place.enclosure
        && (opensParagraph || flow == other.flow)
    }

    /// Whether `other` stands in the same sentence.
    func sharesSentence(with other: Token) -> Bool {
      paragraph == other.paragraph && place.sentence == other.place.sentence
    }
  }

  /// An enumeration that may go on.
  private struct Run {
    var tokens: [Token]
    var families: Set<String>
    /// The number of the last item; a word that stands for no number counts as the next.
    var value: Int
    /// Whether a word that closes an enumeration has been read.
    var isClosed = false
    /// How many items count on from the one before.
    var steps = 0
    /// Whether a plain item stands in the sentence of the first.
    private var isBorneOut = false

    init(_ token: Token) {
      tokens = [token]
      families = [token.family]
      value = max(token.value, 1)
    }

    /// Whether it hangs on an item that may be something else: no other counts on from it or stands in its sentence.
    var isWeak: Bool {
      tokens[0].isWeak && steps == 0 && !isBorneOut
    }

    mutating func append(_ token: Token) {
      if token.value <= 0 || token.value == value + 1 { steps += 1 }
      value = token.value <= 0 ? value + 1 : token.value
      isClosed = isClosed || token.value == Ordinal.last
      families.insert(token.family)
      isBorneOut =
        isBorneOut || !token.isWeak && token.sharesSentence(with: tokens[0]) && token.numbering.needsCompany
      tokens.append(token)
    }
  }

  /// How many enumerations may wait to go on, one inside the other.
  private static let mostOpen = 8
  /// How many enumerators to look ahead.
  private static let lookAhead = 12

  /// A draft may have as many enumerators whatever its length, which take 15 MB…
  private static let freeEnumerators = 50_000
  /// … and one more for so many bytes.
  private static let bytesPerEnumerator = 16

  let source: SourceText
  let grammar: OutlineGrammar
  let structure: Structure

  /// The enumerations in `paragraphs`, between `headings`.
  func find(in paragraphs: [Paragraph], headings: [HeadingFinder.Found]) throws(MatchError) -> [Enumeration] {
    let tokens = try tokens(in: paragraphs, headings: headings)
    var runs: [Run] = []
    var open: [Int] = []
    var stretch = 0
    for (index, token) in tokens.enumerated() {
      if token.stretch != stretch { open = [] }
      stretch = token.stretch
      let next = tokens[(index + 1)...].prefix(Self.lookAhead).prefix { $0.stretch == stretch }
      place(token, before: next, in: &runs, open: &open)
    }
    return runs.compactMap { enumeration($0, in: paragraphs) }.sorted { $0.range < $1.range }
  }

  /// Whether `heading` ends what was counted under a heading of `rank`: not where 一是 has （1） and （2） under it.
  private func closes(_ heading: HeadingFinder.Found, under rank: Int) -> Bool {
    guard heading.rank > rank, let id = heading.heading.ordinal?.numbering else { return true }
    switch grammar.numbering(id)?.numerals {
    case .arabic, .circled, .dotted, .parenthesized, .latin: return false
    default: return true
    }
  }

  private func tokens(
    in paragraphs: [Paragraph], headings: [HeadingFinder.Found]
  ) throws(MatchError) -> [Token] {
    let reader = HeadingFinder(source: source, grammar: grammar, structure: structure)
    let limit = max(Self.freeEnumerators, source.utf8.count / Self.bytesPerEnumerator)
    var found: [(ordinal: Ordinal, numbering: Numbering, paragraph: Int, isWeak: Bool)] = []
    for numbering in grammar.enumerators {
      var index = 0
      try numbering.pattern.forEachMatch(in: source) { match in
        while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
        guard index < paragraphs.count else { return false }
        if match.range.start >= paragraphs[index].range.start,
          let ordinal = reader.ordinal(match, numbering: numbering)
        {
          found.append((ordinal, numbering, index, match.range(of: "weak") != nil))
        }
        return found.count <= limit
      }
      guard found.count <= limit else { throw .tooMany(limit: limit) }
    }
    found.sort { $0.ordinal.range < $1.ordinal.range }
    // 其一是 holds no 一是.
    var end = 0
    found.removeAll { item in
      defer { end = max(end, item.ordinal.range.end) }
      return item.ordinal.range.start < end
    }
    var scan = SentenceScan(source)
    var places: [SentenceScan.Place] = []
    for item in found { places.append(scan.place(at: item.ordinal.range.start, in: paragraphs[item.paragraph])) }
    let flows = flows(of: paragraphs, headings: headings)
    let attached = try attachments(
      among: paragraphs, items: found.map { (place: $0.ordinal.range.start, paragraph: $0.paragraph) })
    var border = 0
    var rank = -1
    var stretch = 0
    return zip(found, places).map { item, place in
      while border < headings.count, headings[border].paragraph <= item.paragraph {
        if closes(headings[border], under: rank) {
          rank = headings[border].rank
          stretch += 1
        }
        border += 1
      }
      let start = item.ordinal.range.start
      let followsColon = follows(["：", ":"], start)
      let isAttached = attached.contains(item.paragraph)
      let opensParagraph = start == paragraphs[item.paragraph].range.start || isAttached && followsColon
      let isHeading = border > 0 && headings[border - 1].paragraph == item.paragraph
      return Token(
        ordinal: item.ordinal, numbering: item.numbering, paragraph: item.paragraph, flow: flows[item.paragraph],
        stretch: stretch, opensParagraph: opensParagraph, opensHeading: opensParagraph && isHeading,
        mayBeOther: item.isWeak && !(opensParagraph && !isHeading && (isAttached || item.numbering.numerals == .han)),
        followsColon: followsColon,
        opensSentence: opensParagraph || follows(["。", "；", "！", "？", ";"], start), place: scan.resolved(place))
    }
  }

  /// The paragraphs of lists of attachments: 附件：1.… and those after it that begin with a number.
  private func attachments(
    among paragraphs: [Paragraph], items: [(place: Int, paragraph: Int)]
  ) throws(MatchError) -> Set<Int> {
    guard let attachments = grammar.attachments else { return [] }
    var attached: Set<Int> = []
    let openers = Set(items.filter { $0.place == paragraphs[$0.paragraph].range.start }.map(\.paragraph))
    var index = 0
    for match in try attachments.matches(in: source) {
      while index < paragraphs.count, paragraphs[index].range.end <= match.range.start { index += 1 }
      guard index < paragraphs.count else { break }
      repeat {
        attached.insert(index)
        index += 1
      } while openers.contains(index)
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

  // MARK: Which run an item belongs to

  private func place(_ token: Token, before next: ArraySlice<Token>, in runs: inout [Run], open: inout [Int]) {
    if let index = target(of: token, before: next, among: open, in: runs) {
      runs[index].append(token)
      // What was opened inside the item before is over now.
      while let last = open.last, last != index { open.removeLast() }
    } else if token.value == 1 || token.value > 1 && (!token.isWeak || isFollowed(token, by: next)) {
      // A first item after a colon may be one of an item; any other begins anew.
      let isInner = token.followsColon || token.isWeak || isNested(token, before: next)
      if !isInner { open.removeAll { runs[$0].tokens.last?.isAlike(token) ?? false } }
      runs.append(Run(token))
      open.append(runs.count - 1)
      if open.count > Self.mostOpen { open.removeFirst() }
    }
  }

  /// Whether the next number, or the first, comes in the same sentence and is plain: 重点说明二是是否办结，三是是否回访.
  private func isFollowed(_ token: Token, by next: ArraySlice<Token>) -> Bool {
    guard token.numbering.needsCompany, let other = next.first(where: { $0.isAlike(token) }) else { return false }
    return !other.isWeak && (other.value == token.value + 1 || other.value == 1) && other.sharesSentence(with: token)
  }

  private func target(
    of token: Token, before next: ArraySlice<Token>, among open: [Int], in runs: [Run]
  ) -> Int? {
    if token.opensHeading { return nil }
    if token.value == 1, isNested(token, before: next) { return nil }
    return token.value == 1
      ? slipped(token, before: next, among: open, in: runs)
      : best(for: token, before: next, among: open, in: runs)
  }

  /// 一是…。坚持学习，一是…，二是…。二是…: of two second items, one is of the enumeration that holds the other.
  private func isNested(_ token: Token, before next: ArraySlice<Token>) -> Bool {
    let values = next.lazy.filter { $0.isAlike(token) }.map(\.value).prefix { $0 != 1 }
    return values.first == 2 && values.count { $0 == 2 } > 1
  }

  /// The open run in which a first item stands by a slip: typed twice, after the second, or where what follows counts on
  /// as if it were another.
  private func slipped(_ token: Token, before next: ArraySlice<Token>, among open: [Int], in runs: [Run]) -> Int? {
    guard !token.isWeak, !token.followsColon,
      let index = open.last(where: { isSide(token, by: runs[$0], before: next) }),
      let last = runs[index].tokens.last, !last.opensHeading
    else { return nil }
    if runs[index].isWeak, !last.sharesSentence(with: token) { return nil }
    if runs[index].tokens.count == 1 { return index }
    let following = next.first { $0.isAlike(token) }?.value
    return following.map { $0 > 2 && $0 == runs[index].value + 2 } == true ? index : nil
  }

  /// Whether a first item may be one of `run`: it counts as that does, or what follows shows that the run, which opens the
  /// paragraph, goes on inside it.
  private func isSide(_ token: Token, by run: Run, before next: ArraySlice<Token>) -> Bool {
    guard let last = run.tokens.last else { return false }
    if last.isAlike(token) { return true }
    guard last.flow == token.flow, last.opensParagraph, last.family == token.family,
      last.place.enclosure == token.place.enclosure, !goesOn(run, in: next)
    else { return false }
    let following = next.first { $0.isAlike(token) }?.value
    return following == 3 || last.value == 2 && following != 2 || last.value == 1 && token.opensSentence
  }

  /// Whether a run that opens paragraphs goes on at the start of a later one.
  private func goesOn(_ run: Run, in next: ArraySlice<Token>) -> Bool {
    next.first { $0.opensParagraph && run.families.contains($0.family) }?.value == run.value + 1
  }

  /// The open run that `token` goes on: one of its family that waits for its number, one of another family that does,
  /// or, where none waits for it, the innermost of its family.
  private func best(for token: Token, before next: ArraySlice<Token>, among open: [Int], in runs: [Run]) -> Int? {
    let reachable = open.reversed().filter {
      isReachable(runs[$0], for: token) && !isInner(token, of: runs[$0], before: next)
    }
    let isNext = { (index: Int) in token.value <= 0 || runs[index].value + 1 == token.value }
    let family = reachable.filter { runs[$0].families.contains(token.family) }
    // Items that open paragraphs count on from each other, and so do items inside a paragraph.
    let alike = family.filter { index in
      guard let last = runs[index].tokens.last else { return false }
      return last.opensParagraph == token.opensParagraph || last.flow == token.flow && isNext(index)
    }
    let own = alike.isEmpty ? family : alike
    let firm = own.filter { !runs[$0].isWeak }
    if let run = firm.first(where: isNext) ?? own.first(where: isNext) {
      guard let inner = firm.first, inner != run, isNearer(runs[inner], than: runs[run], to: token) else { return run }
      return inner
    }
    let others = reachable.filter { index in
      let isHeading = runs[index].tokens.last?.opensHeading ?? false
      return runs[index].value + 1 == token.value && !runs[index].isWeak && token.value > 1 && !isHeading
    }
    // Words stand in for words, and figures for figures.
    let akin = others.first { runs[$0].tokens[0].numbering.needsCompany == token.numbering.needsCompany }
    // 一是…二是…。第一，…第二，…三是: the latest that waits for a third.
    if !token.mayBeOther, let akin, akin == open.last { return akin }
    if let any = firm.first { return isRestart(token, before: next, after: runs[any]) ? nil : any }
    if let weak = own.first, runs[weak].tokens.last?.flow == token.flow { return weak }
    return token.mayBeOther ? nil : akin ?? others.first
  }

  private func isReachable(_ run: Run, for token: Token) -> Bool {
    guard let last = run.tokens.last, last.place.enclosure == token.place.enclosure else { return false }
    if token.value == Ordinal.last, run.isClosed { return false }
    return last.flow == token.flow || token.opensParagraph && !last.opensHeading
  }

  /// 一是…。坚持学习，二是…，三是…。 and 二是 at the start of the next paragraph: the second and third inside lack a first of
  /// their own.
  private func isInner(_ token: Token, of run: Run, before next: ArraySlice<Token>) -> Bool {
    guard let last = run.tokens.last, last.opensParagraph, !token.opensParagraph, token.value == run.value + 1,
      next.first(where: { $0.isAlike(token) })?.value == token.value + 1
    else { return false }
    return goesOn(run, in: next)
  }

  /// 其中：一是…；二是…；四是…: the 四是 is none of an enumeration further out that has come to three.
  private func isNearer(_ inner: Run, than outer: Run, to token: Token) -> Bool {
    guard let near = inner.tokens.last, let far = outer.tokens.last else { return false }
    let isNear = { (other: Token) in
      other.paragraph == token.paragraph && other.place.sentence == token.place.sentence
    }
    return isNear(near) && !isNear(far)
  }

  /// Whether `token` begins an enumeration of which the first item is missing or comes second.
  private func isRestart(_ token: Token, before next: ArraySlice<Token>, after run: Run) -> Bool {
    guard token.value == 2, run.steps > 0 else { return false }
    let following = next.lazy.filter { $0.isAlike(token) }.map(\.value).prefix(2)
    return following.first == 1 && following.last != 2 || following.first == 3 && run.value > 2
  }

  private func enumeration(_ run: Run, in paragraphs: [Paragraph]) -> Enumeration? {
    guard let first = run.tokens.first, let last = run.tokens.last, isCounted(run, from: first) else { return nil }
    return Enumeration(
      ordinals: run.tokens.map(\.ordinal),
      range: TextRange(first.ordinal.range.start, paragraphs[last.paragraph].range.end))
  }

  /// Whether `run` is an enumeration, be it a broken one.
  private func isCounted(_ run: Run, from first: Token) -> Bool {
    if run.isWeak { return false }
    if run.tokens.count == 1, first.opensHeading { return false }
    guard run.tokens.count == 1 else {
      // What a heading begins with is no business of an enumeration.
      let isOrdered = run.steps > 0 || run.tokens.contains { $0.value == 1 }
      return first.value == 1 || !first.opensHeading && (first.numbering.needsCompany || isOrdered)
    }
    // 其次 alone is an adverb; one item in a quotation is somebody else's.
    let isAttached = first.followsColon && first.opensParagraph
    return (first.numbering.needsCompany || isAttached) && first.place.enclosure == nil
      && (first.numbering.numerals != .words || first.value == 1)
  }
}
