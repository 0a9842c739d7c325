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
  /// Numberings by which others cite, so that no item is renumbered without a look.
  private let cited: Set<String>
  /// The numbers as written.
  private let values: [Int]
  /// The indices of the first and the last number that is not the one due, if there are any.
  private let firstWrong, lastWrong: Int?

  /// Looks at `list`.
  ///
  /// - Parameters:
  ///   - named: The numbers that the text of `document` names.
  ///   - cited: The numberings by which others cite.
  init(_ list: SectionList, in document: Document, named: NamedNumbers, cited: Set<String>) {
    self.list = list
    self.document = document
    self.named = named
    self.cited = cited
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
      title: Message(edits.count == 1 ? .changeOne : .changeRest, ["ordinal": .init(verbatim: ordinal)]),
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
    if !document.contents.isEmpty || cited.contains(list.numbering.name) { return true }
    if change.step < 0, !change.isMisprint, isSomethingMissing(at: change.items.lowerBound) { return true }
    if try named.areReferredTo(from: least) { return true }
    if try named.areOfOthers(list) { return true }
    return try isContradicted()
  }

  /// Whether a section may have been lost, so that the gap is no slip of the pen.
  private func isSomethingMissing(at index: Int) -> Bool {
    if list.parent == nil {
      let found = Set(document.parts.map(\.id))
      let required = document.genre.requirements.filter { $0.severity ?? .info > .info }
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

  /// Whether what introduces the list announces the number that its last item bears now.
  private func isContradicted() throws(MatchError) -> Bool {
    guard let greatest = values.max(), greatest != values.count else { return false }
    return try named.areAnnounced(greatest, in: list.parent)
  }
}

/// Sets right the marks of one ordinal.
struct OrdinalRepair {
  private let list: SectionList
  private let document: Document
  private let quoted: QuotedText

  init(_ list: SectionList, in document: Document, quoted: QuotedText) {
    self.list = list
    self.document = document
    self.quoted = quoted
  }

  /// The fix that writes the marks of the item at `index` anew.
  ///
  /// It is safe where the item counts on from its neighbours, so that it surely is one of them, no word changes and nobody
  /// else wrote it.
  func fix(at index: Int, edits: [Edit]) -> Fix? {
    let source = document.source
    let item = list.items[index]
    let changes = edits.filter { source[$0.range] != $0.replacement }
    guard !changes.isEmpty else { return nil }
    let text = edits.reduce((rest: item.ordinal.range.start, text: "")) { done, edit in
      (edit.range.end, done.text + source[TextRange(done.rest, edit.range.start)] + edit.replacement)
    }
    let ordinal = text.text + source[TextRange(text.rest, item.ordinal.range.end)]
    let areMarks = changes.allSatisfy { edit in
      (source[edit.range] + edit.replacement).unicodeScalars.allSatisfy { !$0.isWord }
    }
    return Fix(
      title: Message(.changeOne, ["ordinal": .init(verbatim: ordinal)]), edits: changes,
      applicability: areMarks && countsOn(at: index) && !quoted.holds(item.ordinal.range.start) ? .safe : .unsafe)
  }

  private func countsOn(at index: Int) -> Bool {
    let value = list.items[index].ordinal.value
    return index > 0 && list.items[index - 1].ordinal.value == value - 1
      || index == 0 && value == 1 && list.items.dropFirst().first?.ordinal.value == 2
  }
}

extension Ordinal {
  /// What stands before the numeral.
  var opening: TextRange { TextRange(range.start, numeral.start) }
  /// What stands between the numeral and the delimiter.
  var closing: TextRange { TextRange(numeral.end, max(numeral.end, delimiter.start)) }
}

extension LocalizedText {
  fileprivate static let changeOne = LocalizedText(zh: "改为“{ordinal}”", en: "change to “{ordinal}”")
  fileprivate static let changeRest = LocalizedText(
    zh: "改为“{ordinal}”，其后顺延", en: "change to “{ordinal}” and renumber what follows")
}
