import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: sequence`: checks that the ordinals of headings are consecutive and written alike.
///
/// Each rule reports one fault, so that faults can be suppressed and weighted separately. Fields of the message:
/// `{ordinal}`, `{expected}`, `{other}`, the related ordinal, and for a gap `{missing}`.
struct SequenceRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case fault, reference, promise, introduction, alternative, levels, cited, habit
    }

    let fault: Fault
    /// Text that refers to an ordinal, with its number as the group `number`: 见三、. An item that is referred to is not
    /// renumbered without review.
    var reference: PatternSource?
    /// Text that announces the number of items, with the group `number`.
    var promise: PatternSource?
    /// Text after which words of others follow; they are not renumbered without review.
    var introduction: PatternSource?
    /// Text that marks a heading as one of several alternatives with one number: 4.2（A）, 4.2（B）.
    var alternative: PatternSource?
    /// The numberings of the levels in the order of the standard.
    var levels: [String]?
    /// Numberings by which others cite, such as articles; they are not renumbered without review.
    var cited: [String]?
    /// The most single items; a draft with more shows its form with single items, or is unfinished.
    var habit: Habit?
  }

  /// The faults of the ordinals in a list of headings.
  enum Fault: String, Decodable, CaseIterable, Sendable {
    case duplicate, gap, order, start, lone, empty, level, style, delimiter, bracket
  }

  static let kind = "sequence"
  static func messageFields(_ options: Options) -> Set<String> { ["ordinal", "expected", "missing", "other"] }

  let metadata: RuleMetadata
  let fault: Fault
  let standardLevels: [String]
  private let reference, promise, introduction, alternative: Pattern?
  private let cited: Set<String>
  private let habit: Habit?

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    fault = options.fault
    reference = try patterns.compile(options.reference, groups: ["number"])
    promise = try patterns.compile(options.promise, groups: ["number"])
    introduction = try patterns.compile(options.introduction)
    alternative = try patterns.compile(options.alternative)
    cited = Set(options.cited ?? [])
    habit = options.habit
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
        in: document, reference: reference, promise: promise, introduction: introduction, cited: cited)
      var diagnostics: [Diagnostic] = []
      for list in lists { diagnostics += try miscounts(in: list, document, named) }
      return diagnostics
    case .lone: return loneItems(of: lists, document).reduced(by: habit, in: document, else: .guesses)
    case .empty: return lists.flatMap { empty(in: $0, document) }
    case .level: return misplacedLevels(document)
    case .style: return mixedNumbering(in: lists, document) + otherStyles(of: lists, document)
    case .delimiter, .bracket:
      let quoted = QuotedText(in: document)
      return lists.flatMap { mismatchedMarks(in: $0, document, quoted) }
    }
  }

  // MARK: Counting

  private func miscounts(
    in list: SectionList, _ document: Document, _ named: NamedNumbers
  ) throws(MatchError) -> [Diagnostic] {
    let faults = NumberRun(list.values).faults()
    if faults.isEmpty { return [] }
    let renumbering = Renumbering(list, in: document, named: named)
    var diagnostics: [Diagnostic] = []
    for (index, fault) in faults where !list.items[index].section.heading.isCountedByFormat {
      let ordinal = list.items[index].ordinal
      let model = ordinal.model(from: index > 0 ? list.items[index - 1].ordinal : nil)
      let write = { document.ordinal($0, like: model) }
      let certainty = list.certainty(at: index)
      switch (fault, self.fault) {
      case (.duplicate(let first), .duplicate):
        if try areAlternatives(list.items[first], list.items[index], document) { continue }
        diagnostics.append(
          diagnostic(
            at: ordinal, document, related: [list.items[first].ordinal],
            expected: write(list.items[index - 1].ordinal.value + 1), fix: try renumbering.fix(at: index),
            certainty: certainty))
      case (.gap(let missing), .gap):
        let (first, last) = (write(missing.lowerBound), write(missing.upperBound))
        let all = LocalizedText(zh: "\(first)至\(last)", en: "\(first) to \(last)")
        diagnostics.append(
          diagnostic(
            at: ordinal, document, related: [list.items[index - 1].ordinal], expected: first,
            missing: missing.count > 1 ? all : .init(verbatim: first), fix: try renumbering.fix(at: index),
            certainty: certainty))
      case (.order(let greater), .order):
        diagnostics.append(
          diagnostic(at: ordinal, document, related: [list.items[greater].ordinal], certainty: certainty))
      case (.start, .start):
        diagnostics.append(
          diagnostic(at: ordinal, document, expected: write(1), certainty: list.certaintyOfStart(in: document)))
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

  /// Reports lists with one item, in numberings that need more than one.
  private func loneItems(of lists: [SectionList], _ document: Document) -> [Diagnostic] {
    // For each section, the number of its siblings, including itself, that begin with a list of each numbering.
    lazy var forms: [ObjectIdentifier: [Numbering.ID: Int]] = document.siblings.reduce(into: [:]) { forms, sections in
      let numberings = sections.compactMap { $0.subsections.first?.heading.ordinal?.numbering }
      let counts = Dictionary(numberings.map { ($0, 1) }, uniquingKeysWith: +)
      for section in sections { forms[ObjectIdentifier(section)] = counts }
    }
    return lists.compactMap { list in
      let ordinal = list.items[0].ordinal
      guard list.items.count == 1, ordinal.value == 1,
        document.grammar.numbering(ordinal.numbering)?.needsCompany == true, !document.countsOn(from: ordinal)
      else { return nil }
      // A text without a title and with one ordinal is probably a fragment.
      let isPiece = list.parent == nil && document.title.isEmpty
      // If all sections have lists in one form, one of the lists may have a single item.
      let reading = list.items[0].section.heading.reading
      let isForm =
        reading.role == .item
        && list.parent.flatMap { forms[ObjectIdentifier($0)]?[list.numbering] } ?? 0 > 2 || list.isPicked(at: 0)
      return diagnostic(
        at: ordinal, document, expected: document.ordinal(2, like: ordinal),
        certainty: isPiece || isForm ? .guess : min(reading.certainty, .likely))
    }
  }

  /// Reports ordinals without text, if most items of the list have text.
  private func empty(in list: SectionList, _ document: Document) -> [Diagnostic] {
    let empty = list.items.filter { $0.section.heading.text.isEmpty }
    guard !empty.isEmpty, empty.count * 2 <= list.items.count else { return [] }
    return empty.filter { document.grammar.numbering($0.ordinal.numbering)?.needsCompany == true }.map {
      diagnostic(at: $0.ordinal, document, certainty: $0.section.heading.reading.certainty)
    }
  }

  // MARK: Reporting

  func diagnostic(
    at ordinal: Ordinal, _ document: Document, related: [Ordinal] = [], expected: String? = nil,
    missing: LocalizedText? = nil, fix: Fix? = nil, certainty: Certainty = .certain
  ) -> Diagnostic {
    var fields: MessageFields = ["ordinal": .init(verbatim: document.source[ordinal.range])]
    fields["expected"] = expected.map { .init(verbatim: $0) }
    fields["other"] = related.first.map { .init(verbatim: document.source[$0.range]) }
    fields["missing"] = missing
    return metadata.diagnostic(
      at: ordinal.range, fields, related: related.map { .ordinal($0, in: document) }, fix: fix, certainty: certainty)
  }
}

extension Diagnostic.RelatedPlace {
  /// Returns a related place at another ordinal.
  static func ordinal(_ ordinal: Ordinal, in document: Document) -> Self {
    .init(Message(stands, ["ordinal": .init(verbatim: document.source[ordinal.range])]), at: ordinal.range)
  }

  private static let stands = LocalizedText(zh: "此处为{ordinal}", en: "{ordinal} stands here")
}

extension Ordinal {
  /// The range before the numeral.
  var opening: TextRange { TextRange(range.start, numeral.start) }
  /// The range between the numeral and the delimiter.
  var closing: TextRange { TextRange(numeral.end, max(numeral.end, delimiter.start)) }
}

extension Document {
  /// Whether the line that begins with `ordinal` counts on inside: 1.受理；2.审核；3.办结.
  fileprivate func countsOn(from ordinal: Ordinal) -> Bool {
    let next = enumerations[enumerations.partitioningIndex { $0.range.start >= ordinal.range.start }...].first
    return next.map { $0.range.start == ordinal.range.start && $0.ordinals.count > 1 } ?? false
  }
}

extension SectionList {
  /// Whether a mark sets the item at `index` apart, so that it can be taken from a longer list: ★（3） ★（10）.
  fileprivate func isPicked(at index: Int) -> Bool {
    items[index].section.heading.reading.signs.contains(.setApart)
  }

  /// Returns the certainty that the item at `index` should count on from the one before: less if the two are written in
  /// two ways or are of two kinds.
  fileprivate func certainty(at index: Int) -> Certainty {
    guard index > 0 else { return .likely }
    if isPicked(at: index), isPicked(at: index - 1) { return .guess }
    let (before, item) = (items[index - 1], items[index])
    let isAlike =
      before.ordinal.numbering == item.ordinal.numbering
      && before.section.heading.isHeading == item.section.heading.isHeading
    return isAlike ? .certain : .likely
  }

  /// Returns the certainty that the list should begin with 1: high directly under its heading. A list at the outermost
  /// level can be part of a longer text, above all if more than one number is missing.
  fileprivate func certaintyOfStart(in document: Document) -> Certainty {
    guard let first = items.first, items.count > 1, !isPicked(at: 0) else { return .guess }
    guard let parent else {
      guard first.ordinal.value == 2, first.section.heading.isHeading, document.sections.first == first.section else {
        return .guess
      }
      return document.title.isEmpty ? .likely : first.section.heading.reading.certainty
    }
    // （3） under （2）: the text between them was not read.
    guard parent.heading.ordinal?.numbering != first.ordinal.numbering else { return .guess }
    guard parent.subsections.first == first.section, parent.body.isEmpty || !parent.heading.isHeading else {
      return .likely
    }
    return first.section.heading.reading.certainty
  }
}
