import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: count`: whether a number that the text announces is the number of things that follow.
///
/// A promise that nothing in the draft answers to is left alone.
struct CountRule: Rule {
  struct Options: Decodable, Sendable {
    /// The promise, with its number as the group `number`; where the group `listed` takes part, only a list beside it counts.
    let pattern: PatternSource
    let unless: PatternSource?
    /// Things that stand before a number, up to its clause, and are what it counts: 思想、作风两个方面.
    let listed: PatternSource?
    /// Such a list, as the group `list`, where it is plain what belongs to it.
    let list: PatternSource?
    /// A list of things in quotation marks, as the group `list`: 从“学”“思”“用”三个方面.
    let quotedList: PatternSource?
    /// What stands around each thing in it, as many as there are things.
    let quotation: PatternSource?
    /// A list that follows the promise, as the group `list`: 三项工作：修路、建桥、架线。
    let listAfter: PatternSource?
    /// What stands between the items of a list.
    let separator: PatternSource?
    /// What may stand between two items, and may as well be inside one: 和.
    let connector: PatternSource?
    /// All that may stand between a promise and the first item of the enumeration that keeps it.
    let between: PatternSource
    /// What shows after an enumeration that not all is in it: 四种类型：一是…；二是…。还有两类….
    let goesOn: PatternSource?
    /// Words before a promise in its clause that show it to be about what follows; without them it is likely at most.
    let governed: PatternSource?
    /// The end of a sentence that announces the sections of the whole draft.
    let announces: PatternSource
    /// Parts that come after the work that a lead-in announces, and may not be meant.
    let afterWork: [String]?
    /// Phrases that are said again for each thing promised.
    let refrains: [Refrain]?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, listed, list, quotation, separator, connector, between, governed, announces, refrains
      case quotedList = "quoted-list"
      case listAfter = "list-after"
      case goesOn = "goes-on"
      case afterWork = "after-work"
    }
  }

  /// 把好“三关”：把好…关。把好…关。把好…关。
  struct Refrain: Decodable, Sendable {
    /// What the sentence of the promise must match.
    let of: PatternSource
    let phrase: PatternSource
    /// Whether it can keep a promise and never breaks one.
    let onlyKeeps: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case of, phrase
      case onlyKeeps = "only-keeps"
    }
  }

  static let kind = "count"
  static func messageFields(_ options: Options) -> Set<String> {
    options.pattern.groupNames.union(["match", "promised", "found"])
  }

  /// How many bytes after a promise to look for a refrain: some five hundred characters.
  private static let refrainReach = 1500
  /// What is more or less than the promise by more than this is about something else: 45件实事 and eight 一是. A slip of the pen is
  /// off by one, by two where something was left out in editing…
  private static let mostOff = 2
  /// … and by three where the items follow at once.
  private static let mostOffNearby = 3
  /// An enumeration that begins no further than this many bytes after a promise is what it announces: some twelve characters.
  private static let nearest = 36
  let metadata: RuleMetadata
  private let pattern, between, announces: Pattern
  private let listed, list, quotedList, quotation, listAfter, goesOn, governed: Pattern?
  private let items: ListedItems?
  private let afterWork: Set<Part.ID>
  private let refrains: [(of: Pattern, phrase: Pattern, onlyKeeps: Bool)]

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    pattern = try patterns.compile(options.pattern, unless: options.unless)
    listed = try patterns.compile(options.listed)
    list = try patterns.compile(options.list, groups: ["list"])
    quotedList = try patterns.compile(options.quotedList, groups: ["list"])
    quotation = try patterns.compile(options.quotation)
    listAfter = try patterns.compile(options.listAfter, groups: ["list"])
    items = try patterns.compile(options.separator).map {
      ListedItems(separator: $0, connector: try patterns.compile(options.connector))
    }
    between = try patterns.compile(options.between, unless: nil, allowsEmpty: true)
    goesOn = try patterns.compile(options.goesOn)
    governed = try options.governed.map { try patterns.compile($0, unless: nil, allowsEmpty: true) }
    announces = try patterns.compile(options.announces)
    afterWork = Set((options.afterWork ?? []).map { Part.ID($0) })
    refrains = try (options.refrains ?? []).map {
      (try patterns.compile($0.of), try patterns.compile($0.phrase), $0.onlyKeeps ?? false)
    }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let text = PromiseText(document, afterWork: afterWork)
    var broken: [(promise: Promise, answer: Answer)] = []
    // Where what keeps a promise begins.
    var kept: Set<Int> = []
    let matches = try pattern.matches(in: document.source)
    for (index, match) in matches.enumerated() {
      guard let promise = text.promise(match) else { continue }
      let next = index + 1 < matches.count ? matches[index + 1].range.start : document.source.utf8.count
      let answers = try answers(to: promise, before: next, in: text)
      let keeping = answers.filter { $0.counts.contains(promise.number) }
      kept.formUnion(keeping.map(\.start))
      if let answer = answers.first, keeping.isEmpty, isAbout(promise, answer) { broken.append((promise, answer)) }
    }
    // 围绕四个方面二十项任务：一是…: what keeps one promise is not counted for another, and the nearest is the one broken.
    var reported: Set<Int> = []
    var diagnostics: [Diagnostic] = []
    for (promise, answer) in broken.reversed() where !answer.onlyKeeps && !kept.contains(answer.start) {
      guard reported.insert(answer.start).inserted else { continue }
      diagnostics.append(
        diagnostic(promise, answer, document, certainty: try certainty(of: answer, to: promise, document.source)))
    }
    return diagnostics.reversed()
  }

  /// What the draft has for a promise, the likeliest first; empty where nothing answers to it.
  ///
  /// - Parameter next: Where the next promise stands.
  private func answers(to promise: Promise, before next: Int, in text: PromiseText) throws(MatchError) -> [Answer] {
    let source = text.document.source
    let quoted = try quotations(before: promise, source)
    let list = quoted == nil ? try answer(to: promise, list, in: promise.clauseBefore, source) : quoted
    if list == nil, try listed?.firstMatch(in: source, range: promise.clauseBefore) != nil { return [] }
    var answers = [list, try answer(to: promise, listAfter, in: promise.rest, source)].compactMap { $0 }
    if promise.needsList { return answers }
    answers += try refrains(of: promise, before: next, source)
    if let enumeration = try text.enumeration(after: promise, between: between) {
      // A fault of its own is reported for itself.
      guard enumeration.isWhole else { return [] }
      let places = enumeration.ordinals.map(\.range)
      let answer = Answer(counts: [places.count], places: places)
      if try goesOn?.firstMatch(in: source, range: text.rest(after: answer)) != nil { return [] }
      answers.append(answer)
    }
    guard answers.isEmpty, promise.endsParagraph,
      try announces.firstMatch(in: source, range: promise.sentence) != nil
    else { return answers }
    return text.sections(after: promise).map { [$0] } ?? []
  }

  /// The list of things in quotation marks that stands just before a promise.
  private func quotations(before promise: Promise, _ source: SourceText) throws(MatchError) -> Answer? {
    guard let quotedList, let quotation,
      let list = try quotedList.firstMatch(in: source, range: promise.sentenceBefore)?.range(of: "list")
    else { return nil }
    let places = try quotation.matches(in: source, range: list).map(\.range)
    return Answer(counts: [places.count], places: places)
  }

  private func isAbout(_ promise: Promise, _ answer: Answer) -> Bool {
    let isNearby = answer.start >= promise.range.end && isNear(answer, promise)
    return abs(answer.places.count - promise.number) <= (isNearby ? Self.mostOffNearby : Self.mostOff)
  }

  private func isNear(_ answer: Answer, _ promise: Promise) -> Bool {
    answer.start - promise.range.end <= Self.nearest
  }

  /// An error needs one too many or too few, beside a promise that governs what follows.
  private func certainty(
    of answer: Answer, to promise: Promise, _ source: SourceText
  ) throws(MatchError) -> Certainty {
    guard let governed, isNear(answer, promise) || promise.endsParagraph,
      abs(answer.places.count - promise.number) == 1
    else { return .likely }
    let clause = TextRange(promise.sentence.start, promise.range.end)
    return try governed.firstMatch(in: source, range: clause) == nil ? .likely : .certain
  }

  /// The list that `pattern` finds in `range`; nil where it is open what its items are, or what the promise counts.
  private func answer(
    to promise: Promise, _ pattern: Pattern?, in range: TextRange, _ source: SourceText
  ) throws(MatchError) -> Answer? {
    guard let pattern, let items, let list = try pattern.firstMatch(in: source, range: range)?.range(of: "list"),
      let answer = try items.answer(in: list, source), abs(answer.places.count - promise.number) <= Self.mostOff
    else { return nil }
    return answer
  }

  private func refrains(
    of promise: Promise, before next: Int, _ source: SourceText
  ) throws(MatchError) -> [Answer] {
    let end = source.scalarBorder(atOrBefore: promise.range.end + Self.refrainReach)
    let rest = TextRange(promise.range.end, max(promise.range.end, min(end, promise.paragraph.range.end, next)))
    var answers: [Answer] = []
    for refrain in refrains
    where try refrain.of.firstMatch(in: source, range: promise.sentence) != nil {
      let phrases = try refrain.phrase.matches(in: source, range: rest).map(\.range)
      if phrases.count > 1 {
        answers.append(Answer(counts: [phrases.count], places: phrases, onlyKeeps: refrain.onlyKeeps))
      }
    }
    return answers
  }

  private func diagnostic(
    _ promise: Promise, _ answer: Answer, _ document: Document, certainty: Certainty
  ) -> Diagnostic {
    let fields: MessageFields = [
      "match": .init(verbatim: document.source[promise.range]),
      "promised": .init(verbatim: String(promise.number)),
      "found": .init(verbatim: String(answer.places.count)),
    ]
    let related = answer.places.enumerated().map { index, place in
      let fields: MessageFields = [
        "number": .init(verbatim: String(index + 1)), "text": .init(verbatim: document.source[place]),
      ]
      return Diagnostic.RelatedPlace(Message(Self.counted, fields), at: place)
    }
    return metadata.diagnostic(at: promise.range, fields, related: related, certainty: certainty)
  }

  private static let counted = LocalizedText(zh: "第{number}项：{text}", en: "item {number}: {text}")
}
