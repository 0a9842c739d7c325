import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Sets right the numbers of a list of headings in which one has slipped.
///
/// What comes out counts 1, 2, 3, … from the first item to the last; a list with another slip is left alone. The fix is
/// safe where nothing speaks against it: no text that refers to what would be renumbered, no number announced, no part
/// missing, no table of contents, no words of others.
struct Renumbering {
  private let list: SectionList
  private let document: Document
  private let named: NamedNumbers
  /// The numbers as written.
  private let values: [Int]
  /// The indices of the first and the last number that is not the one due, if there are any.
  private let firstWrong, lastWrong: Int?

  init(_ list: SectionList, in document: Document, named: NamedNumbers) {
    self.list = list
    self.document = document
    self.named = named
    let values = list.values
    self.values = values
    firstWrong = values.indices.first { values[$0] != $0 + 1 }
    lastWrong = values.indices.last { values[$0] != $0 + 1 }
  }

  /// What is to change.
  private struct Change {
    /// The items.
    let items: ClosedRange<Int>
    /// What is added to the number of the first.
    let step: Int
    /// Whether the numbers after it show that nothing but one number is wrong.
    let isMisprint: Bool
  }

  /// The fix for the item at `index`, a duplicate or the first after a gap; nil where it is open what was meant.
  func fix(at index: Int) throws(MatchError) -> Fix? {
    // Asked for every fault of a list: what looks at the whole list comes behind what only one fault passes.
    guard let change = change(at: index), let numbering = document.grammar.numbering(list.numbering),
      list.items.allSatisfy({ $0.ordinal.numbering == numbering.id }),
      list.items[change.items].allSatisfy({ isPlain($0.ordinal, numbering) })
    else { return nil }
    let edits = change.items.map {
      Edit(list.items[$0].ordinal.numeral, Numeral.text(of: $0 + 1, in: numbering.numerals))
    }
    let numeral = Numeral.text(of: index + 1, in: numbering.numerals)
    let ordinal =
      numbering.opening + numeral + numbering.closing + document.source[list.items[index].ordinal.delimiter]
    return Fix(
      title: Message(edits.count == 1 ? .changeOrdinal : Self.changeRest, ["ordinal": .init(verbatim: ordinal)]),
      edits: edits, applicability: try isDoubtful(change) ? .unsafe : .safe)
  }

  /// What sets the item at `index` right, where all before it count as they should.
  private func change(at index: Int) -> Change? {
    guard index > 0, index == firstWrong else { return nil }
    let rest = (index + 1)..<values.count
    let step = index + 1 - values[index]
    if !rest.isEmpty, lastWrong == index {
      return Change(items: index...index, step: step, isMisprint: true)
    }
    // 一、二、三、二: the last may belong elsewhere. 一、二、五: more than one is missing.
    guard abs(step) == 1 else { return nil }
    // What comes after a repeated number may be repeated once more, which the same fix sets right.
    let goesOn = rest.allSatisfy { index in
      let growth = values[index] - values[index - 1]
      return growth == 1 || growth == 0 && step == 1
    }
    return goesOn ? Change(items: index...(values.count - 1), step: step, isMisprint: false) : nil
  }

  /// Whether the numeral is written as a new one would be: no full-width figure, no 廿.
  private func isPlain(_ ordinal: Ordinal, _ numbering: Numbering) -> Bool {
    document.source[ordinal.numeral] == Numeral.text(of: ordinal.value, in: numbering.numerals)
  }

  // MARK: Doubt

  private func isDoubtful(_ change: Change) throws(MatchError) -> Bool {
    // The number that is missing may be left out on purpose: 第2题略.
    let least = min(change.items.lowerBound + 1, list.items[change.items].map(\.ordinal.value).min() ?? 0)
    if !document.contents.isEmpty || named.cited.contains(list.numbering.name) { return true }
    if change.step < 0, !change.isMisprint, isSomethingMissing(at: change.items.lowerBound) { return true }
    if try named.areReferredTo(from: least) { return true }
    if try named.areOfOthers(list) { return true }
    // What introduces the list may announce the number that its last item bears now.
    guard let greatest = values.max(), greatest != values.count else { return false }
    return try named.areAnnounced(greatest, in: list.parent)
  }

  /// Whether a section may have been lost, so that the gap is no slip of the pen.
  private func isSomethingMissing(at index: Int) -> Bool {
    if list.parent == nil {
      let found = Set(document.parts.map(\.id))
      let required = document.profile.requirements.filter { $0.severity ?? .info > .info }
      if required.contains(where: { !found.contains($0.part) }) { return true }
    }
    // 三抓作风, with its mark lost, is no heading that was read.
    guard let numbering = document.grammar.numbering(list.numbering) else { return true }
    let numeral = Numeral.text(of: index + 1, in: numbering.numerals)
    let start = list.items[index - 1].ordinal.range.end
    let between = document.source[TextRange(start, list.items[index].ordinal.range.start)]
    return between.split(whereSeparator: { "。；：！？（(第 　\t".contains($0) || $0.isNewline }).contains {
      $0.hasPrefix(numeral)
    }
  }

  private static let changeRest = LocalizedText(
    zh: "改为“{ordinal}”，其后顺延", en: "change to “{ordinal}” and renumber what follows")
}

/// The numbers that the text of a draft names. They may show that a list must not be renumbered.
///
/// The numbers are looked up when the first list asks for them, once for all lists of the draft.
final class NamedNumbers {
  private let document: Document
  private let reference, promise, introduction: Pattern?
  /// Numberings by which others cite, so that no item is renumbered without a look.
  let cited: Set<String>
  private let quoted: QuotedText
  /// The greatest number that is referred to, -1 where none is; nil until somebody asks.
  private var greatestReference: Int?
  /// The numbers announced, by where the section begins that announces them; nil for the draft.
  private var announced: [Int?: Set<Int>] = [:]

  /// - Parameters:
  ///   - reference: Text that refers to an ordinal, with the group `number`.
  ///   - promise: Text that announces how many items there are, with the group `number`.
  ///   - introduction: Text after which words of others follow.
  init(in document: Document, reference: Pattern?, promise: Pattern?, introduction: Pattern?, cited: Set<String>) {
    self.document = document
    self.reference = reference
    self.promise = promise
    self.introduction = introduction
    self.cited = cited
    quoted = QuotedText(in: document)
  }

  /// Whether the draft refers to an ordinal from `least` on.
  func areReferredTo(from least: Int) throws(MatchError) -> Bool {
    if let greatestReference { return greatestReference >= least }
    let greatest = try findGreatestReference()
    greatestReference = greatest
    return greatest >= least
  }

  /// Whether what introduces the lists of `section`, or of the draft, announces `number` items.
  func areAnnounced(_ number: Int, in section: Section?) throws(MatchError) -> Bool {
    guard let promise else { return false }
    let key = section?.range.start
    if let known = announced[key] { return known.contains(number) }
    let paragraphs = section.map { [$0.heading.range] + $0.body.map(\.range) } ?? document.leadIn.map(\.range)
    var numbers: Set<Int> = []
    for range in paragraphs {
      numbers.formUnion(try promise.matches(in: document.source, range: range).compactMap(self.number))
    }
    announced[key] = numbers
    return numbers.contains(number)
  }

  /// Whether `list` holds words of others.
  func areOfOthers(_ list: SectionList) throws(MatchError) -> Bool {
    if list.items.contains(where: { quoted.holds($0.ordinal.range.start) }) { return true }
    let paragraphs = document.paragraphs
    let index = paragraphs.partitioningIndex { $0.range.end > list.items[0].ordinal.range.start }
    guard let introduction, index > 0 else { return false }
    return try introduction.firstMatch(in: document.source, range: paragraphs[index - 1].range) != nil
  }

  private func findGreatestReference() throws(MatchError) -> Int {
    guard let reference else { return -1 }
    let ordinals = Set(document.allSections.compactMap { $0.heading.ordinal?.numeral })
    return try reference.matches(in: document.source).filter { match in
      match.range(of: "number").map(ordinals.contains) != true
    }.reduce(-1) { greatest, match in
      // 后两项: which they are is not for a pattern to tell.
      max(greatest, number(of: match) ?? .max)
    }
  }

  /// The greatest of the numbers in the group `number`: 序号1、3、4.
  private func number(of match: Match) -> Int? {
    guard let range = match.range(of: "number") else { return nil }
    let parts = document.source[range].split { "、，,和及与或至到第（）()〔〕~～—－-".contains($0) }
    return parts.compactMap { part in
      [.han, .circled, .parenthesized].lazy.compactMap { Numeral.value(of: String(part), in: $0, words: [:]) }.first
    }.max()
  }
}
