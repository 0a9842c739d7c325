import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Corrects the numbers of a list of headings with one slip.
///
/// The corrected list counts 1, 2, 3, … from the first item to the last; a list with another slip is left alone. The
/// fix is safe if nothing contradicts it: no text refers to the renumbered items, no number is announced, no part is
/// missing, there is no table of contents, and the list is not the words of others.
struct Renumbering {
  private let list: SectionList
  private let document: Document
  private let named: NamedNumbers
  /// The numbers as written.
  private let values: [Int]
  /// The indices of the first and the last number that is not due; nil if there is none.
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

  /// A change of the numbers of some items.
  private struct Change {
    /// The indices of the items.
    let items: ClosedRange<Int>
    /// The number that is added to the number of the first item.
    let step: Int
    /// Whether the numbers after it show that only one number is wrong.
    let isMisprint: Bool
  }

  /// Returns the fix for the item at `index`, a duplicate or the first after a gap; nil if the meaning is unclear.
  func fix(at index: Int) throws(MatchError) -> Fix? {
    // This runs for every fault of a list, so the checks of the whole list come after those that only one fault passes.
    guard let change = change(at: index),
      list.items.allSatisfy({ $0.ordinal.numbering == list.numbering }),
      list.items[change.items].allSatisfy({ isPlain($0.ordinal) })
    else { return nil }
    // The items before are correct, also in the form of their numerals: 01. 02. 4. needs 03.
    let model = list.items[index - 1].ordinal
    let edits = change.items.map { index in
      let ordinal = list.items[index].ordinal
      return Edit(ordinal.numeral, document.numeral(index + 1, like: ordinal.model(from: model)))
    }
    let ordinal = document.ordinal(index + 1, like: list.items[index].ordinal.model(from: model))
    return Fix(
      title: Message(edits.count == 1 ? .changeOrdinal : Self.changeRest, ["ordinal": .init(verbatim: ordinal)]),
      edits: edits, applicability: try isDoubtful(change) ? .unsafe : .safe)
  }

  /// Returns the change that corrects the item at `index`, if all items before it are correct.
  private func change(at index: Int) -> Change? {
    guard index > 0, index == firstWrong else { return nil }
    let rest = (index + 1)..<values.count
    let step = index + 1 - values[index]
    if !rest.isEmpty, lastWrong == index {
      return Change(items: index...index, step: step, isMisprint: true)
    }
    // 一、二、三、二: the last can belong elsewhere. 一、二、五: more than one is missing.
    guard abs(step) == 1 else { return nil }
    // After a repeated number, further numbers can be repeated; the same fix corrects them.
    let goesOn = rest.allSatisfy { index in
      let growth = values[index] - values[index - 1]
      return growth == 1 || growth == 0 && step == 1
    }
    return goesOn ? Change(items: index...(values.count - 1), step: step, isMisprint: false) : nil
  }

  /// Whether a new numeral has the form of this one: 廿 has a form that is not written.
  private func isPlain(_ ordinal: Ordinal) -> Bool {
    document.source[ordinal.numeral] == document.numeral(ordinal.value, like: ordinal)
  }

  // MARK: Doubt

  private func isDoubtful(_ change: Change) throws(MatchError) -> Bool {
    // The missing number can be left out on purpose: 第2题略.
    let least = min(change.items.lowerBound + 1, list.items[change.items].map(\.ordinal.value).min() ?? 0)
    if !document.contents.isEmpty || named.cited.contains(list.numbering.name) { return true }
    if change.step < 0, !change.isMisprint, isSomethingMissing(at: change.items.lowerBound) { return true }
    if try named.areReferredTo(from: least) { return true }
    if try named.areOfOthers(list) { return true }
    // The text before the list can announce the number that its last item has now.
    guard let greatest = values.max(), greatest != values.count else { return false }
    return try named.areAnnounced(greatest, in: list.parent)
  }

  /// Whether a section can have been lost, so that the gap is not a slip.
  private func isSomethingMissing(at index: Int) -> Bool {
    if list.parent == nil {
      let found = Set(document.parts.map(\.id))
      let required = document.profile.requirements.filter { $0.severity ?? .info > .info }
      if required.contains(where: { !found.contains($0.part) }) { return true }
    }
    // 三抓作风, a heading that lost its mark, was not read as a heading.
    let before = list.items[index - 1].ordinal
    let numeral = document.numeral(index + 1, like: before)
    let start = before.range.end
    let between = document.source[TextRange(start, list.items[index].ordinal.range.start)]
    return between.split(whereSeparator: { "。；：！？（(第 　\t".contains($0) || $0.isNewline }).contains {
      $0.hasPrefix(numeral)
    }
  }

  private static let changeRest = LocalizedText(
    zh: "改为“{ordinal}”，其后顺延", en: "change to “{ordinal}” and renumber what follows")
}

/// The numbers that the text of a draft names, which can show that a list must not be renumbered.
///
/// The numbers are found when the first list needs them, once for all lists of the draft.
final class NamedNumbers {
  private let document: Document
  private let reference, promise, introduction: Pattern?
  /// Numberings by which others cite; their items are not renumbered without review.
  let cited: Set<String>
  private let quoted: QuotedText
  /// The greatest number that is referred to, or -1; nil until it is needed.
  private var greatestReference: Int?
  /// The announced numbers, by the start of the section that announces them; nil for the draft.
  private var announced: [Int?: Set<Int>] = [:]

  /// - Parameters:
  ///   - reference: Text that refers to an ordinal, with the group `number`.
  ///   - promise: Text that announces the number of items, with the group `number`.
  ///   - introduction: Text that introduces words of others.
  init(in document: Document, reference: Pattern?, promise: Pattern?, introduction: Pattern?, cited: Set<String>) {
    self.document = document
    self.reference = reference
    self.promise = promise
    self.introduction = introduction
    self.cited = cited
    quoted = QuotedText(in: document)
  }

  /// Whether the draft refers to an ordinal of at least `least`.
  func areReferredTo(from least: Int) throws(MatchError) -> Bool {
    if let greatestReference { return greatestReference >= least }
    let greatest = try findGreatestReference()
    greatestReference = greatest
    return greatest >= least
  }

  /// Whether the text before the lists of `section`, or of the draft, announces `number` items.
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

  /// Whether `list` is the words of others.
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
      // 后两项: a pattern cannot tell which items these are.
      max(greatest, number(of: match) ?? .max)
    }
  }

  /// Returns the greatest of the numbers in the group `number`: 序号1、3、4.
  private func number(of match: Match) -> Int? {
    guard let range = match.range(of: "number") else { return nil }
    let parts = document.source[range].split { "、，,和及与或至到第（）()〔〕~～—－-".contains($0) }
    return parts.compactMap { part in
      [.han, .circled, .parenthesized].lazy.compactMap { Numeral.value(of: String(part), in: $0) }.first
    }.max()
  }
}
