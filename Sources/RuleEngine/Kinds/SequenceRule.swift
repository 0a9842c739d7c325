import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// `kind: sequence`: whether the ordinals of headings count on and are written alike.
///
/// One rule looks for one fault, so that each can be silenced and weighed by itself.
struct SequenceRule: Rule {
  struct Options: Decodable, Sendable {
    let fault: Fault
    /// Text that refers to an ordinal, with its number as the group `number`: 见三、. What is referred to is not renumbered
    /// without a look.
    let reference: PatternSource?
    /// Text that announces how many there are, with the group `number`.
    let promise: PatternSource?
    /// Text after which words of others follow; they are not renumbered without a look.
    let introduction: PatternSource?
    /// What says in a heading that it is one of several to choose from, which bear one number: 4.2（A）, 4.2（B）.
    let alternative: PatternSource?
    /// The numberings of the levels in the order of the standard.
    let levels: [String]?
    /// Numberings by which others cite, as articles are; they are not renumbered without a look.
    let cited: [String]?
  }

  /// What may be wrong with the ordinals of a list of headings.
  enum Fault: String, Decodable, CaseIterable, Sendable {
    case duplicate, gap, order, start, lone, empty, level, style, delimiter, bracket
  }

  static let kind = "sequence"
  let metadata: RuleMetadata
  private let fault: Fault
  private let reference: Pattern?
  private let promise: Pattern?
  private let introduction: Pattern?
  private let alternative: Pattern?
  private let cited: Set<String>
  private let standardLevels: [String]

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    fault = options.fault
    reference = try options.reference.map { try patterns.compile($0, unless: nil, groups: ["number"]) }
    promise = try options.promise.map { try patterns.compile($0, unless: nil, groups: ["number"]) }
    introduction = try options.introduction.map { try patterns.compile($0) }
    alternative = try options.alternative.map { try patterns.compile($0) }
    cited = Set(options.cited ?? [])
    standardLevels = options.levels ?? []
  }

  var fixes: Fix.Applicability? {
    switch fault {
    case .duplicate, .gap, .delimiter, .bracket: .safe
    case .order, .start, .lone, .empty, .level, .style: nil
    }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let lists = document.sectionLists
    switch fault {
    case .duplicate, .gap, .order, .start:
      let named = NamedNumbers(
        in: document, reference: reference, promise: promise, introduction: introduction)
      var diagnostics: [Diagnostic] = []
      for list in lists { diagnostics += try miscounts(in: list, document, named) }
      return diagnostics
    case .lone:
      lazy var forms = ListForms(document)
      return lists.filter { $0.items.count == 1 }.compactMap { lone($0, forms, document) }
    case .empty: return lists.flatMap { empty(in: $0, document) }
    case .level: return levels(document)
    case .style: return mixedNumbering(in: lists, document) + styles(of: lists, document)
    case .delimiter:
      let quoted = QuotedText(in: document)
      return lists.flatMap { delimiters(in: $0, document, quoted) }
    case .bracket:
      let quoted = QuotedText(in: document)
      return lists.flatMap { brackets(in: $0, document, quoted) }
    }
  }

  // MARK: Counting

  private func miscounts(
    in list: SectionList, _ document: Document, _ named: NamedNumbers
  ) throws(MatchError) -> [Diagnostic] {
    let faults = NumberRun(list.values).faults()
    if faults.isEmpty { return [] }
    let renumbering = Renumbering(list, in: document, named: named, cited: cited)
    var diagnostics: [Diagnostic] = []
    for (index, fault) in faults where !list.isCountedByFormat(at: index) {
      let item = list.items[index]
      switch (fault, self.fault) {
      case (.duplicate(let first), .duplicate):
        if try areAlternatives(list.items[first], item, document) { continue }
        diagnostics.append(
          diagnostic(
            item, document, related: [list.items[first]], fix: try renumbering.fix(at: index),
            expected: list.items[index - 1].ordinal.value + 1, certainty: list.certainty(at: index)))
      case (.gap(let missing), .gap):
        diagnostics.append(
          diagnostic(
            item, document, related: [list.items[index - 1]], fix: try renumbering.fix(at: index),
            expected: missing.lowerBound, missing: missing, certainty: list.certainty(at: index)))
      case (.order(let greater), .order):
        diagnostics.append(
          diagnostic(item, document, related: [list.items[greater]], certainty: list.certainty(at: index)))
      case (.start, .start):
        diagnostics.append(diagnostic(item, document, expected: 1, certainty: list.certaintyOfStart(in: document)))
      default: break
      }
    }
    return diagnostics
  }

  private func areAlternatives(
    _ first: SectionList.Item, _ second: SectionList.Item, _ document: Document
  ) throws(MatchError) -> Bool {
    guard let alternative else { return false }
    for item in [first, second]
    where try alternative.firstMatch(in: document.source, range: item.section.heading.text) == nil { return false }
    return true
  }

  private func lone(_ list: SectionList, _ forms: ListForms, _ document: Document) -> Diagnostic? {
    guard let item = list.items.first, item.ordinal.value == 1,
      document.grammar.numbering(item.ordinal.numbering)?.needsCompany == true,
      !document.countsOn(from: item.ordinal)
    else { return nil }
    // What has no title and one ordinal is likely a piece of something.
    let isPiece = list.parent == nil && document.title.isEmpty
    // Where all sections have lists in one form, one of them may have a single item.
    let reading = item.section.heading.reading
    let isForm = reading.role == .item && forms.count(like: list) > 2 || list.isPicked(at: 0)
    return diagnostic(
      item, document, expected: 2, certainty: isPiece || isForm ? .guess : min(reading.certainty, .likely))
  }

  /// The ordinals with nothing behind them, where most others of the list have words.
  private func empty(in list: SectionList, _ document: Document) -> [Diagnostic] {
    let empty = list.items.filter { $0.section.heading.text.isEmpty }
    guard !empty.isEmpty, empty.count * 2 <= list.items.count else { return [] }
    return empty.filter { document.grammar.numbering($0.ordinal.numbering)?.needsCompany == true }.map {
      diagnostic($0, document, certainty: $0.section.heading.reading.certainty)
    }
  }

  // MARK: Levels and forms

  private func levels(_ document: Document) -> [Diagnostic] {
    document.sectionGroups.flatMap { climbs(among: $0, document) }
      + document.allSections.flatMap { climbs(among: $0.subsections, document) } + skips(document)
  }

  /// A heading of an inner level that stands before, and beside, headings of an outer one.
  private func climbs(among sections: [Section], _ document: Document) -> [Diagnostic] {
    let ranked = sections.compactMap { section in
      section.heading.ordinal.flatMap { ordinal in
        document.grammar.rank(of: ordinal.numbering).map { (rank: $0, ordinal: ordinal, heading: section.heading) }
      }
    }
    guard let first = ranked.first, standardLevels.contains(first.ordinal.numbering.name),
      let outer = ranked.first(where: {
        $0.rank < first.rank && standardLevels.contains($0.ordinal.numbering.name)
          && $0.heading.reading.certainty > .guess
      }),
      outer.heading.isHeading, document.grammar.numbering(first.ordinal.numbering)?.numerals == .han
    else { return [] }
    let counts = outer.ordinal.value == 1
    return counts ? [diagnostic(at: first.ordinal, document, related: [outer.ordinal], expected: nil)] : []
  }

  /// A level that is left out here but used elsewhere in the draft.
  private func skips(_ document: Document) -> [Diagnostic] {
    let ranks = Set(
      document.allSections.compactMap { $0.heading.ordinal.flatMap { document.grammar.rank(of: $0.numbering) } })
    let standard = standardLevels.compactMap { document.grammar.rank(of: Numbering.ID($0)) }
    return document.sections.compactMap { section in
      guard let outer = section.heading.ordinal, let outerRank = document.grammar.rank(of: outer.numbering),
        let inner = section.subsections.first?.heading.ordinal,
        let innerRank = document.grammar.rank(of: inner.numbering)
      else { return nil }
      // 一、 may go straight on to 1., not past both （一） and 1., nor past a level that the draft has elsewhere.
      let skipped = standard.filter { outerRank < $0 && $0 < innerRank }
      guard standard.contains(outerRank), standard.contains(innerRank),
        skipped.count > 1
          || section.subsections.contains(where: \.heading.isHeading) && !ranks.isDisjoint(with: skipped)
      else { return nil }
      return diagnostic(at: inner, document, related: [outer], expected: nil, certainty: .guess)
    }
  }

  private func mixedNumbering(in lists: [SectionList], _ document: Document) -> [Diagnostic] {
    let mixed = lists.filter { list in list.items.contains { $0.ordinal.numbering != list.numbering } }
    if mixed.isEmpty { return [] }
    // Where a list is no help, the other lists of its depth are.
    let byDepth = Dictionary(grouping: lists) { $0.items[0].section.depth }
      .mapValues { lists in Tally(lists.lazy.flatMap(\.items).map(\.ordinal.numbering)) }
    return mixed.flatMap { list in
      let others = byDepth[list.items[0].section.depth] ?? Tally([])
      return mixedNumbering(in: list, usual: list.usualNumbering(among: others), document)
    }
  }

  private func mixedNumbering(
    in list: SectionList, usual: Numbering.ID, _ document: Document
  ) -> [Diagnostic] {
    guard let model = list.items.first(where: { $0.ordinal.numbering == usual }), model.ordinal.chapter == nil,
      model.section.heading.reading.role != .article
    else {
      return []
    }
    return list.items.compactMap { item in
      // 2.3 says itself where it belongs.
      guard item.ordinal.numbering != usual, item.ordinal.chapter == nil, !item.section.heading.isCountedByFormat
      else { return nil }
      return diagnostic(
        item, document, related: [model], expected: item.ordinal.value, as: document.grammar.numbering(usual))
    }
  }

  /// Lists of one depth that are numbered in another way than most.
  private func styles(of lists: [SectionList], _ document: Document) -> [Diagnostic] {
    let headings = lists.filter { list in
      // A list in the form of the heading that holds it stands outside the levels.
      list.items.contains { $0.section.heading.isHeading }
        && list.numbering != list.parent?.heading.ordinal?.numbering
    }
    let byDepth = Dictionary(grouping: headings) { $0.items[0].section.depth }
    let misplaced = Set(levels(document).map(\.range))
    return byDepth.values.flatMap { lists -> [Diagnostic] in
      guard let usual = majority(of: lists.map(\.numbering)), document.grammar.numbering(usual)?.isFixed == true,
        let model = lists.first(where: { $0.numbering == usual })?.items.first
      else { return [] }
      return lists.filter { $0.numbering != usual && $0.items.count > 1 }.compactMap { list in
        guard let first = list.items.first, !misplaced.contains(first.ordinal.range) else { return nil }
        return diagnostic(
          first, document, related: [model], expected: first.ordinal.value,
          as: document.grammar.numbering(usual), certainty: .guess)
      }
    }
  }

  // MARK: Delimiters and brackets

  private func delimiters(in list: SectionList, _ document: Document, _ quoted: QuotedText) -> [Diagnostic] {
    mismatches(in: list, document, text: { document.source[$0.delimiter] }) { numbering, text in
      text == numbering.delimiter || numbering.acceptedDelimiters.contains(text)
    } written: { ordinal, usual in
      document.source[TextRange(ordinal.range.start, ordinal.delimiter.start)].filter { !$0.isWhitespace } + usual
    } fix: { index, numbering, usual in
      OrdinalRepair(list, in: document, quoted: quoted)
        .fix(at: index, edits: [Edit(list.items[index].ordinal.delimiter, usual)])
    }
  }

  private func brackets(in list: SectionList, _ document: Document, _ quoted: QuotedText) -> [Diagnostic] {
    // What stands before the last number of 2.3 is no bracket.
    guard list.items[0].ordinal.chapter == nil else { return [] }
    return mismatches(in: list, document) { ordinal in
      document.source[ordinal.opening] + " " + document.source[ordinal.closing]
    } isProper: { numbering, text in
      numbering.opening + numbering.closing == "" || text == numbering.opening + " " + numbering.closing
    } fix: { index, numbering, usual in
      let ordinal = list.items[index].ordinal
      return OrdinalRepair(list, in: document, quoted: quoted).fix(
        at: index, edits: [Edit(ordinal.opening, numbering.opening), Edit(ordinal.closing, numbering.closing)])
    }
  }

  /// The items written unlike their neighbours; or the first, if all are written alike and not as they should be.
  private func mismatches(
    in list: SectionList, _ document: Document, text: (Ordinal) -> String, isProper: (Numbering, String) -> Bool,
    written: ((Ordinal, _ usual: String) -> String)? = nil,
    fix: (_ index: Int, _ numbering: Numbering, _ usual: String) -> Fix?
  ) -> [Diagnostic] {
    let usualNumbering = list.numbering
    guard let numbering = document.grammar.numbering(usualNumbering) else { return [] }
    let indices = list.items.indices.filter { list.items[$0].ordinal.numbering == usualNumbering }
    let texts = indices.map { text(list.items[$0].ordinal) }
    let proper = texts.filter { isProper(numbering, $0) }
    guard let usual = majority(of: proper.isEmpty ? texts : proper) else { return [] }
    if proper.isEmpty, texts.allSatisfy({ $0 == usual }) {
      // A habit of the house rather than a slip.
      let items = indices.prefix(2).map { list.items[$0] }
      return [
        diagnostic(
          items[0], document, related: Array(items.dropFirst()), expected: items[0].ordinal.value,
          as: numbering, certainty: items.count > 1 ? .guess : .certain)
      ]
    }
    return zip(indices, texts).filter { $1 != usual }.map { index, _ in
      let item = list.items[index]
      return diagnostic(
        item, document, fix: proper.isEmpty ? nil : fix(index, numbering, usual), expected: item.ordinal.value,
        as: numbering, written: proper.isEmpty ? nil : written?(item.ordinal, usual))
    }
  }

  // MARK: Reporting

  private func diagnostic(
    _ item: SectionList.Item, _ document: Document, related: [SectionList.Item] = [], fix: Fix? = nil,
    expected: Int? = nil, missing: ClosedRange<Int>? = nil, as numbering: Numbering? = nil, written: String? = nil,
    certainty: Certainty = .certain
  ) -> Diagnostic {
    diagnostic(
      at: item.ordinal, document, related: related.map(\.ordinal), fix: fix, expected: expected, missing: missing,
      as: numbering, written: written, certainty: certainty)
  }

  private func diagnostic(
    at ordinal: Ordinal, _ document: Document, related: [Ordinal] = [], fix: Fix? = nil, expected: Int?,
    missing: ClosedRange<Int>? = nil, as numbering: Numbering? = nil, written: String? = nil,
    certainty: Certainty = .certain
  ) -> Diagnostic {
    let numbering = numbering ?? document.grammar.numbering(ordinal.numbering)
    var fields: MessageFields = ["ordinal": LocalizedText(verbatim: document.source[ordinal.range])]
    let write = { (value: Int) in Self.text(of: value, numbering, like: ordinal, document) }
    if let expected { fields["expected"] = .init(verbatim: written ?? write(expected)) }
    if let other = related.first { fields["other"] = .init(verbatim: document.source[other.range]) }
    if let missing { fields["missing"] = Self.list(missing, write) }
    return metadata.diagnostic(
      at: ordinal.range, fields, related: related.map { .ordinal($0, in: document) }, fix: fix, certainty: certainty)
  }

  /// The ordinal of `value`; in 2.3 the 2. is taken over from `ordinal`.
  private static func text(
    of value: Int, _ numbering: Numbering?, like ordinal: Ordinal, _ document: Document
  ) -> String {
    guard let numbering else { return "" }
    let isOwn = numbering.id == ordinal.numbering && numbering.opening.isEmpty
    return (isOwn ? document.source[TextRange(ordinal.range.start, ordinal.numeral.start)] : "")
      + numbering.ordinal(value)
  }

  private static func list(_ missing: ClosedRange<Int>, _ write: (Int) -> String) -> LocalizedText {
    let first = write(missing.lowerBound)
    guard missing.count > 1 else { return .init(verbatim: first) }
    let last = write(missing.upperBound)
    return LocalizedText(zh: "\(first)至\(last)", en: "\(first) to \(last)")
  }
}

/// How many sections that stand side by side begin with a list of one form.
private struct ListForms {
  /// For each section, by identity, the group in which it stands.
  private let groups: [ObjectIdentifier: Int]
  /// For each group how many of its sections begin with each numbering.
  private let counts: [[Numbering.ID: Int]]

  init(_ document: Document) {
    var groups: [ObjectIdentifier: Int] = [:]
    var counts: [[Numbering.ID: Int]] = []
    for group in document.sectionGroups + document.allSections.map(\.subsections) where !group.isEmpty {
      var forms: [Numbering.ID: Int] = [:]
      for section in group {
        groups[ObjectIdentifier(section)] = counts.count
        if let form = section.subsections.first?.heading.ordinal?.numbering { forms[form, default: 0] += 1 }
      }
      counts.append(forms)
    }
    self.groups = groups
    self.counts = counts
  }

  /// How many of the sections beside the one that holds `list`, that one included, begin with a list of its numbering.
  func count(like list: SectionList) -> Int {
    guard let parent = list.parent, let group = groups[ObjectIdentifier(parent)] else { return 0 }
    return counts[group][list.numbering] ?? 0
  }
}

extension SectionList {
  /// Whether a mark sets the item at `index` apart, by which it may have been picked out of a longer list: ★（3） ★（10）.
  fileprivate func isPicked(at index: Int) -> Bool {
    items[index].section.heading.reading.signs.contains(.setApart)
  }

  /// Whether the format counts the item at `index`, so that its number is no slip of the pen.
  fileprivate func isCountedByFormat(at index: Int) -> Bool { items[index].section.heading.isCountedByFormat }

  /// How sure it is that the item at `index` should count on from the one before: not where they are written in two ways or
  /// are of two kinds.
  fileprivate func certainty(at index: Int) -> Certainty {
    guard index > 0 else { return .likely }
    if isPicked(at: index), isPicked(at: index - 1) { return .guess }
    let (before, item) = (items[index - 1], items[index])
    let isAlike =
      before.ordinal.numbering == item.ordinal.numbering
      && before.section.heading.isHeading == item.section.heading.isHeading
    return isAlike ? .certain : .likely
  }

  /// How sure it is that the list should begin with 1: where it stands right under the heading that holds it. What stands at
  /// the outermost level may be a piece of a longer text, all the more if more than one number is missing.
  fileprivate func certaintyOfStart(in document: Document) -> Certainty {
    guard let first = items.first, items.count > 1, !isPicked(at: 0) else { return .guess }
    guard let parent else {
      guard first.ordinal.value == 2, first.section.heading.isHeading, document.sections.first == first.section else {
        return .guess
      }
      return document.title.isEmpty ? .likely : first.section.heading.reading.certainty
    }
    // （3） under （2）: what stands between was not read.
    guard parent.heading.ordinal?.numbering != first.ordinal.numbering else { return .guess }
    guard parent.subsections.first == first.section, parent.body.isEmpty || !parent.heading.isHeading else {
      return .likely
    }
    return first.section.heading.reading.certainty
  }
}

extension Numbering {
  /// Whether an ordinal is written alike in every list; 2.3 begins with the number of the list above it.
  fileprivate var isFixed: Bool { numerals != .arabic || !(opening + closing + delimiter).isEmpty }
}
