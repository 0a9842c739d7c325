import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: enumeration`: checks that 一是…二是… in the text are consecutive and written alike.
///
/// Fields of the message: `{ordinal}`, `{expected}`, `{other}`, the related ordinal, and `{note}`, which marks a guess.
struct EnumerationRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable { case fault, company, doubt, earlier, unsure, unless }

    let fault: Fault
    /// Words that replace a second item; if they follow, a single item is no fault.
    let company: PatternSource?
    /// Words that can replace a second item; if they follow, a single item is a guess.
    let doubt: PatternSource?
    /// Words that begin an enumeration; if they are earlier in the paragraph, a number above one is not the beginning.
    let earlier: PatternSource?
    /// The numberings of which a single item is only a guess.
    let unsure: [String]?
    /// Text in which none of these words counts.
    let unless: PatternSource?
  }

  /// The faults of an enumeration.
  enum Fault: String, Decodable, CaseIterable, Sendable {
    case duplicate, gap, order, lone, style
  }

  static let kind = "enumeration"
  static func messageFields(_ options: Options) -> Set<String> { ["ordinal", "expected", "other", "note"] }

  /// The bytes before an item in which the first item is searched: some 500 characters.
  private static let mostBytesBefore = 1500
  /// The bytes after an item in which words for a second item are searched: some 120 characters.
  private static let mostBytesAfter = 360
  /// The bytes of the next paragraph that are searched so, and of the paragraph before for the first item.
  private static let mostBytesInNext = 30

  let metadata: RuleMetadata
  private let fault: Fault
  private let company, doubt, earlier: Pattern?
  private let unsure: Set<String>

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    fault = options.fault
    company = try options.company.map { try patterns.compile($0, unless: options.unless) }
    doubt = try options.doubt.map { try patterns.compile($0, unless: options.unless) }
    earlier = try patterns.compile(options.earlier)
    unsure = Set(options.unsure ?? [])
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var previous = 0
    for enumeration in document.enumerations {
      defer { previous = enumeration.ordinals.last?.range.end ?? previous }
      switch fault {
      case .lone: diagnostics += try lone(enumeration, after: previous, document)
      case .style: diagnostics += style(enumeration, document)
      case .duplicate, .gap, .order: diagnostics += try miscounts(in: enumeration, after: previous, document)
      }
    }
    return diagnostics
  }

  // MARK: Counting

  private func miscounts(
    in enumeration: Enumeration, after previous: Int, _ document: Document
  ) throws(MatchError) -> [Diagnostic] {
    let ordinals = enumeration.ordinals
    guard ordinals.count > 1 else { return [] }
    if ordinals.map(\.value) == [1, 1] {
      return fault == .duplicate ? twoFirsts(enumeration, document) : []
    }
    let certainty = certainty(of: enumeration, document)
    var diagnostics: [Diagnostic] = []
    func report(_ index: Int, beside other: Int?, expected: Int, _ certainty: Certainty) {
      let model = ordinals[index].model(from: index > 0 ? ordinals[index - 1] : nil)
      diagnostics.append(
        diagnostic(
          ordinals[index], document, related: other.map { ordinals[$0] },
          expected: document.ordinal(expected, like: model), certainty: certainty))
    }
    for (index, fault) in NumberRun(enumeration.values).faults() {
      // 一是…三是…三是…: the second 三是 is correct, and the first should be 二是.
      let isExpected = enumeration.values[index] == index + 1
      switch (fault, self.fault) {
      case (.duplicate(let first), .gap) where first == index - 1 && isExpected:
        report(first, beside: first > 0 ? first - 1 : nil, expected: first + 1, certainty)
      case (.duplicate(let first), .duplicate) where !isExpected:
        report(index, beside: first, expected: index + 1, certainty)
      case (.gap(let missing), .gap): report(index, beside: index - 1, expected: missing.lowerBound, certainty)
      case (.start, .gap):
        // The first item can be written in words that no pattern matches.
        if try !begins(before: ordinals[index], after: previous, document) {
          report(index, beside: nil, expected: 1, .likely)
        }
      case (.order(let greater), .order): report(index, beside: greater, expected: index + 1, certainty)
      default: break
      }
    }
    return diagnostics
  }

  /// Returns the certainty that the items belong together: certain for three, or for two near ones in words.
  private func certainty(of enumeration: Enumeration, _ document: Document) -> Certainty {
    let ordinals = enumeration.ordinals
    if ordinals.count > 2 { return .certain }
    let inWords = ordinals.allSatisfy { document.grammar.numbering($0.numbering)?.needsCompany ?? false }
    let between = TextRange(ordinals[0].range.end, ordinals[ordinals.count - 1].range.start)
    return inWords && document.source[between].count { $0 == "\n" } <= 1 ? .certain : .likely
  }

  /// Reports 一是…一是… as a slip for 一是…二是… if both begin a paragraph, or if the second begins a sentence; in one sentence
  /// they are two separate things.
  private func twoFirsts(_ enumeration: Enumeration, _ document: Document) -> [Diagnostic] {
    let (first, second) = (enumeration.ordinals[0], enumeration.ordinals[1])
    let source = document.source
    let opens = [first, second].map { ordinal in
      document.paragraph(at: ordinal.range.start).map(source.startOfWords) == ordinal.range.start
    }
    let isNewSentence = source.utf8[..<second.range.start].suffix(3).elementsEqual("。".utf8)
    guard opens[1] ? opens[0] : isNewSentence else { return [] }
    return [
      diagnostic(
        second, document, related: first, expected: document.ordinal(2, like: second.model(from: first)),
        certainty: certainty(of: enumeration, document))
    ]
  }

  /// Whether the first item is earlier in the paragraph, where the text runs into it: 重点说明一是…，二是…. Before an item that
  /// opens a paragraph, it can open the paragraph before, in words of its own: 主要是….
  private func begins(before ordinal: Ordinal, after previous: Int, _ document: Document) throws(MatchError) -> Bool {
    guard let earlier, let paragraph = document.paragraph(at: ordinal.range.start) else { return false }
    let source = document.source
    let index = document.paragraphs.partitioningIndex { $0.range.end >= paragraph.range.end }
    guard ordinal.range.start > source.startOfWords(in: paragraph) || index == 0 else {
      let before = document.paragraphs[index - 1].range
      let end = source.scalarBorder(atOrBefore: min(before.end, before.start + Self.mostBytesInNext))
      return try earlier.firstMatch(in: source, range: TextRange(before.start, end)) != nil
    }
    let from = max(
      paragraph.range.start, min(previous, ordinal.range.start), ordinal.range.start - Self.mostBytesBefore)
    let range = TextRange(source.scalarBorder(atOrAfter: from), ordinal.range.start)
    return try earlier.firstMatch(in: source, range: range) != nil
  }

  // MARK: Single items

  private func lone(
    _ enumeration: Enumeration, after previous: Int, _ document: Document
  ) throws(MatchError) -> [Diagnostic] {
    guard enumeration.ordinals.count == 1, let only = enumeration.ordinals.first else { return [] }
    let rest = rest(after: only, document)
    if try company?.firstMatch(in: document.source, range: rest) != nil { return [] }
    if only.value > 1, try begins(before: only, after: previous, document) { return [] }
    let isDoubtful = try doubt?.firstMatch(in: document.source, range: rest) != nil
    let isGuess = isDoubtful || unsure.contains(only.numbering.name)
    return [
      diagnostic(
        only, document, expected: document.ordinal(only.value == 1 ? 2 : only.value - 1, like: only),
        certainty: isGuess ? .guess : .likely)
    ]
  }

  /// Returns the text that can replace a second item: the rest of the paragraph, and the very start of the next one.
  private func rest(after only: Ordinal, _ document: Document) -> TextRange {
    var end = only.range.end
    if let paragraph = document.paragraph(at: only.range.start) {
      end = min(paragraph.range.end, end + Self.mostBytesAfter)
      if end == paragraph.range.end, let next = document.paragraph(from: end) {
        end = min(next.range.end, next.range.start + Self.mostBytesInNext)
      }
    }
    return TextRange(only.range.end, document.source.scalarBorder(atOrBefore: end))
  }

  // MARK: Style

  /// Reports the first item with another style, once for an enumeration.
  private func style(_ enumeration: Enumeration, _ document: Document) -> [Diagnostic] {
    otherWords(in: enumeration, document) ?? wrongMark(in: enumeration, document) ?? []
  }

  /// Reports the first item in other words than most items.
  private func otherWords(in enumeration: Enumeration, _ document: Document) -> [Diagnostic]? {
    let ordinals = enumeration.ordinals
    let families = ordinals.map { document.grammar.numbering($0.numbering)?.family ?? $0.numbering.name }
    guard let most = Tally(families).mostFrequent, let index = families.firstIndex(where: { $0 != most }),
      let model = zip(ordinals, families).first(where: { $0.1 == most })?.0
    else { return nil }
    let expected = document.ordinal(enumeration.values[index], like: model)
    return [diagnostic(ordinals[index], document, related: model, expected: expected)]
  }

  /// Reports the first item with an incorrect mark. If all items have the same widespread mark, this is a guess.
  private func wrongMark(in enumeration: Enumeration, _ document: Document) -> [Diagnostic]? {
    let marks = enumeration.ordinals.map { document.source[$0.delimiter] }
    guard let most = Tally(marks).mostFrequent else { return nil }
    let isUniform = marks.allSatisfy { $0 == marks[0] }
    let prevails = 2 * marks.count { $0 == most } > marks.count
    for (ordinal, mark) in zip(enumeration.ordinals, marks) {
      guard let numbering = document.grammar.numbering(ordinal.numbering) else { continue }
      // If most items have a widespread mark, the other items are reported.
      let isHabit = prevails && numbering.commonDelimiters.contains(most)
      let isProper = mark == numbering.delimiter || numbering.acceptedDelimiters.contains(mark)
      let isFault = isHabit && !isUniform ? mark != most : !isProper
      guard isFault else { continue }
      let text = document.source[TextRange(ordinal.range.start, max(ordinal.range.start, ordinal.delimiter.start))]
      let delimiter = isHabit && !isUniform ? most : numbering.delimiter
      return [
        diagnostic(
          ordinal, document, expected: text + delimiter,
          certainty: isHabit && isUniform ? .guess : .certain)
      ]
    }
    return nil
  }

  // MARK: Reporting

  private func diagnostic(
    _ ordinal: Ordinal, _ document: Document, related: Ordinal? = nil, expected: String,
    certainty: Certainty = .certain
  ) -> Diagnostic {
    var fields: MessageFields = [
      "ordinal": .init(verbatim: document.source[ordinal.range]), "expected": .init(verbatim: expected),
    ]
    fields["note"] = certainty == .guess ? Self.guess : .init(verbatim: "")
    fields["other"] = related.map { .init(verbatim: document.source[$0.range]) }
    return metadata.diagnostic(
      at: ordinal.range, fields, related: related.map { [.ordinal($0, in: document)] } ?? [], certainty: certainty)
  }

  private static let guess = LocalizedText(zh: "（仅供参考）", en: " (a guess)")
}
