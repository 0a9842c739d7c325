import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: count`: compares a number that the text announces with the number of things that follow.
///
/// An announced count is ignored if the draft shows no actual count for it.
struct CountRule: DocumentRule {
  struct Options: RuleOptions {
    /// The announced count, with its number as the group `number`; with the group `listed`, only a list beside it
    /// counts.
    let pattern: PatternSource
    let unless: PatternSource?
    /// Things before a number, up to its clause, that the number counts: 思想、作风两个方面.
    let listed: PatternSource?
    /// Such a list, as the group `list`, if it is clear which things belong to it.
    let list: PatternSource?
    /// A list of things in quotation marks, as the group `list`: 从“学”“思”“用”三个方面.
    let quotedList: PatternSource?
    /// A thing of that list, with its quotation marks.
    let quotation: PatternSource?
    /// A list that follows the announced count, as the group `list`: 三项工作：修路、建桥、架线。
    let listAfter: PatternSource?
    /// The text between the items of a list.
    let separator: PatternSource?
    /// Text that can be between two items, and also inside one: 和.
    let connector: PatternSource?
    /// The only text allowed between an announced count and the first item of its enumeration.
    let between: PatternSource
    /// Text after an enumeration that shows that it is incomplete: 四种类型：一是…；二是…。还有两类….
    let goesOn: PatternSource?
    /// Words before an announced count in its clause that show that it is about what follows; else a finding is at most
    /// likely.
    let governed: PatternSource?
    /// The end of a sentence that announces the sections of the whole draft.
    let announces: PatternSource
    /// Parts that come after the work that a lead-in announces, and can be left out of the count.
    let afterWork: [String]?
    /// Phrases that are repeated for each announced thing.
    let refrains: [Refrain]?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, listed, list, quotation, separator, connector, between, governed, announces, refrains
      case quotedList = "quoted-list"
      case listAfter = "list-after"
      case goesOn = "goes-on"
      case afterWork = "after-work"
    }
  }

  /// A phrase that is repeated for each announced thing: 把好“三关”：把好…关。把好…关。把好…关。
  struct Refrain: Decodable, Sendable {
    /// The pattern that the sentence of the announced count must match.
    let of: PatternSource
    let phrase: PatternSource
    /// Whether it can confirm an announced count but never contradict one.
    let onlyConfirms: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case of, phrase
      case onlyConfirms = "only-confirms"
    }
  }

  static let kind = "count"
  static func messageFields(_ options: Options) -> Set<String> {
    options.pattern.groupNames.union(["match", "announced", "found"])
  }

  /// The bytes after an announced count in which a refrain is searched: some 500 characters.
  private static let refrainReach = 1500
  /// The largest difference between an announced count and its count; 45件实事 and eight 一是 are about different things. A
  /// slip of the pen is off by one, an omission in editing by two.
  private static let mostOff = 2
  /// The largest difference if the items follow at once.
  private static let mostOffNearby = 3
  /// The most bytes between an announced count and items that follow at once: some 12 characters.
  private static let nearest = 36
  let metadata: RuleMetadata
  private let pattern, between, announces: Pattern
  private let listed, list, quotedList, quotation, listAfter, goesOn, governed: Pattern?
  private let items: ListedItems?
  private let afterWork: Set<Part.ID>
  private let refrains: [(of: Pattern, phrase: Pattern, onlyConfirms: Bool)]

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
      (try patterns.compile($0.of), try patterns.compile($0.phrase), $0.onlyConfirms ?? false)
    }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let text = CountContext(document, afterWork: afterWork)
    var contradicted: [(announced: AnnouncedCount, actual: ActualCount)] = []
    // The starts of the actual counts that confirm an announced count.
    var confirmed: Set<Int> = []
    let matches = try pattern.matches(in: document.source)
    for (index, match) in matches.enumerated() {
      guard let announced = text.announcedCount(at: match) else { continue }
      let next = index + 1 < matches.count ? matches[index + 1].range.start : document.source.utf8.count
      let actuals = try actualCounts(for: announced, before: next, in: text)
      let confirming = actuals.filter { $0.counts.contains(announced.number) }
      confirmed.formUnion(confirming.map(\.start))
      if let actual = actuals.first, confirming.isEmpty, isAbout(announced, actual) {
        contradicted.append((announced, actual))
      }
    }
    // 围绕四个方面二十项任务：一是…: what confirms one announced count contradicts no other, and only the nearest can be
    // contradicted.
    var reported: Set<Int> = []
    var diagnostics: [Diagnostic] = []
    for (announced, actual) in contradicted.reversed() where !actual.onlyConfirms && !confirmed.contains(actual.start) {
      guard reported.insert(actual.start).inserted else { continue }
      diagnostics.append(
        diagnostic(announced, actual, document, certainty: try certainty(of: actual, to: announced, document.source)))
    }
    return diagnostics.reversed()
  }

  /// Returns the actual counts for an announced count, the likeliest first; empty if there is none.
  ///
  /// - Parameter next: The start of the next announced count.
  private func actualCounts(
    for announced: AnnouncedCount, before next: Int, in text: CountContext
  ) throws(MatchError) -> [ActualCount] {
    let source = text.document.source
    let quoted = try quotations(before: announced, source)
    let list = quoted == nil ? try actualCount(for: announced, list, in: announced.clauseBefore, source) : quoted
    if list == nil, try listed?.firstMatch(in: source, range: announced.clauseBefore) != nil { return [] }
    var actuals = [list, try actualCount(for: announced, listAfter, in: announced.rest, source)].compactMap { $0 }
    if announced.needsList { return actuals }
    actuals += try refrains(of: announced, before: next, source)
    if let enumeration = try text.enumeration(after: announced, between: between) {
      // A fault of the enumeration is reported by another rule.
      guard enumeration.isWhole else { return [] }
      let places = enumeration.ordinals.map(\.range)
      let actual = ActualCount(counts: [places.count], places: places)
      if try goesOn?.firstMatch(in: source, range: text.rest(after: actual)) != nil { return [] }
      actuals.append(actual)
    }
    guard actuals.isEmpty, announced.endsParagraph,
      try announces.firstMatch(in: source, range: announced.sentence) != nil
    else { return actuals }
    return text.sections(after: announced).map { [$0] } ?? []
  }

  /// Returns the list of quoted things that is just before an announced count.
  private func quotations(before announced: AnnouncedCount, _ source: SourceText) throws(MatchError) -> ActualCount? {
    guard let quotedList, let quotation,
      let list = try quotedList.firstMatch(in: source, range: announced.sentenceBefore)?.range(of: "list")
    else { return nil }
    let places = try quotation.matches(in: source, range: list).map(\.range)
    return ActualCount(counts: [places.count], places: places)
  }

  private func isAbout(_ announced: AnnouncedCount, _ actual: ActualCount) -> Bool {
    let isNearby = actual.start >= announced.range.end && isNear(actual, announced)
    return abs(actual.places.count - announced.number) <= (isNearby ? Self.mostOffNearby : Self.mostOff)
  }

  private func isNear(_ actual: ActualCount, _ announced: AnnouncedCount) -> Bool {
    actual.start - announced.range.end <= Self.nearest
  }

  /// Returns `certain` only if the count is off by one and the announced count governs the text after it.
  private func certainty(
    of actual: ActualCount, to announced: AnnouncedCount, _ source: SourceText
  ) throws(MatchError) -> Certainty {
    guard let governed, isNear(actual, announced) || announced.endsParagraph,
      abs(actual.places.count - announced.number) == 1
    else { return .likely }
    let clause = TextRange(announced.sentence.start, announced.range.end)
    return try governed.firstMatch(in: source, range: clause) == nil ? .likely : .certain
  }

  /// Returns the list that `pattern` finds in `range`; nil if its items, or what the announced count counts, are
  /// unclear.
  private func actualCount(
    for announced: AnnouncedCount, _ pattern: Pattern?, in range: TextRange, _ source: SourceText
  ) throws(MatchError) -> ActualCount? {
    guard let pattern, let items, let list = try pattern.firstMatch(in: source, range: range)?.range(of: "list"),
      let actual = try items.count(in: list, source), abs(actual.places.count - announced.number) <= Self.mostOff
    else { return nil }
    return actual
  }

  private func refrains(
    of announced: AnnouncedCount, before next: Int, _ source: SourceText
  ) throws(MatchError) -> [ActualCount] {
    let end = source.scalarBorder(atOrBefore: announced.range.end + Self.refrainReach)
    let rest = TextRange(announced.range.end, max(announced.range.end, min(end, announced.paragraph.range.end, next)))
    var actuals: [ActualCount] = []
    for refrain in refrains
    where try refrain.of.firstMatch(in: source, range: announced.sentence) != nil {
      let phrases = try refrain.phrase.matches(in: source, range: rest).map(\.range)
      if phrases.count > 1 {
        actuals.append(ActualCount(counts: [phrases.count], places: phrases, onlyConfirms: refrain.onlyConfirms))
      }
    }
    return actuals
  }

  private func diagnostic(
    _ announced: AnnouncedCount, _ actual: ActualCount, _ document: Document, certainty: Certainty
  ) -> Diagnostic {
    let fields: MessageFields = [
      "match": .init(verbatim: document.source[announced.range]),
      "announced": .init(verbatim: String(announced.number)),
      "found": .init(verbatim: String(actual.places.count)),
    ]
    let related = actual.places.enumerated().map { index, place in
      let fields: MessageFields = [
        "number": .init(verbatim: String(index + 1)), "text": .init(verbatim: document.source[place]),
      ]
      return Diagnostic.RelatedPlace(Message(Self.counted, fields), at: place)
    }
    return metadata.diagnostic(at: announced.range, fields, related: related, certainty: certainty)
  }

  private static let counted = LocalizedText(zh: "第{number}项：{text}", en: "item {number}: {text}")
}
