import Diagnostics
import DraftOutline
import DraftText

// How the ordinals of headings are written: the levels, the numberings of a level, and the marks of an ordinal.

extension SequenceRule {
  // MARK: Levels

  /// Reports headings whose level is out of place.
  func misplacedLevels(_ document: Document) -> [Diagnostic] {
    document.siblings.flatMap { climbs(among: $0, document) } + skips(document)
  }

  /// Reports a heading of an inner level that comes before sibling headings of an outer level.
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
      outer.heading.isHeading, outer.ordinal.value == 1,
      document.grammar.numbering(first.ordinal.numbering)?.numerals == .han
    else { return [] }
    return [diagnostic(at: first.ordinal, document, related: [outer.ordinal])]
  }

  /// Reports a level that is skipped here but used elsewhere in the draft.
  private func skips(_ document: Document) -> [Diagnostic] {
    let ranks = Set(
      document.allSections.compactMap { $0.heading.ordinal.flatMap { document.grammar.rank(of: $0.numbering) } })
    let standard = standardLevels.compactMap { document.grammar.rank(of: Numbering.ID($0)) }
    return document.sections.compactMap { section in
      guard let outer = section.heading.ordinal, let outerRank = document.grammar.rank(of: outer.numbering),
        let inner = section.subsections.first?.heading.ordinal,
        let innerRank = document.grammar.rank(of: inner.numbering)
      else { return nil }
      // 一、 may be followed by 1., but not skip both （一） and 1., nor a level that the draft has elsewhere.
      let skipped = standard.filter { outerRank < $0 && $0 < innerRank }
      guard standard.contains(outerRank), standard.contains(innerRank),
        skipped.count > 1
          || section.subsections.contains(where: \.heading.isHeading) && !ranks.isDisjoint(with: skipped)
      else { return nil }
      return diagnostic(at: inner, document, related: [outer], certainty: .guess)
    }
  }

  // MARK: Numberings

  /// Reports the items of a list that are numbered in another way than most items.
  func mixedNumbering(in lists: [SectionList], _ document: Document) -> [Diagnostic] {
    let mixed = lists.filter { list in list.items.contains { $0.ordinal.numbering != list.numbering } }
    if mixed.isEmpty { return [] }
    // If a list has no usual numbering, the other lists of its depth decide.
    let byDepth = Dictionary(grouping: lists) { $0.items[0].section.depth }
      .mapValues { lists in Tally(lists.lazy.flatMap(\.items).map(\.ordinal.numbering)) }
    return mixed.flatMap { list -> [Diagnostic] in
      let usual = list.usualNumbering(among: byDepth[list.items[0].section.depth] ?? Tally([]))
      guard let model = list.items.first(where: { $0.ordinal.numbering == usual }), model.ordinal.chapter == nil,
        model.section.heading.reading.role != .article
      else { return [] }
      return list.items.compactMap { item in
        let ordinal = item.ordinal
        // 2.3 itself names the chapter to which it belongs.
        guard ordinal.numbering != usual, ordinal.chapter == nil, !item.section.heading.isCountedByFormat
        else { return nil }
        return diagnostic(
          at: ordinal, document, related: [model.ordinal],
          expected: document.ordinal(ordinal.value, like: model.ordinal))
      }
    }
  }

  /// Reports lists of one depth that are numbered in another way than most lists.
  func otherStyles(of lists: [SectionList], _ document: Document) -> [Diagnostic] {
    let headings = lists.filter { list in
      // A list in the form of the heading above it is outside the levels.
      list.items.contains { $0.section.heading.isHeading }
        && list.numbering != list.parent?.heading.ordinal?.numbering
    }
    let byDepth = Dictionary(grouping: headings) { $0.items[0].section.depth }
    let misplaced = Set(misplacedLevels(document).map(\.range))
    return byDepth.values.flatMap { lists -> [Diagnostic] in
      guard let usual = Tally(lists.map(\.numbering)).mostFrequent,
        let numbering = document.grammar.numbering(usual), numbering.isFixed,
        let model = lists.first(where: { $0.numbering == usual })?.items.first?.ordinal
      else { return [] }
      return lists.filter { $0.numbering != usual && $0.items.count > 1 }.compactMap { list in
        let first = list.items[0].ordinal
        guard !misplaced.contains(first.range) else { return nil }
        return diagnostic(
          at: first, document, related: [model],
          expected: document.ordinal(first.value, like: model), certainty: .guess)
      }
    }
  }

  // MARK: Marks

  /// Reports the items whose marks differ from the usual ones; or the first item, if all marks are alike and incorrect.
  func mismatchedMarks(in list: SectionList, _ document: Document, _ quoted: QuotedText) -> [Diagnostic] {
    // The text before the last number of 2.3 is not a bracket.
    guard fault == .delimiter || list.items[0].ordinal.chapter == nil,
      let numbering = document.grammar.numbering(list.numbering)
    else { return [] }
    let indices = list.items.indices.filter { list.items[$0].ordinal.numbering == numbering.id }
    let ordinals = indices.map { list.items[$0].ordinal }
    let marks = ordinals.map { places(of: $0).map { document.source[$0] } }
    let proper = marks.filter { isProper($0, numbering) }
    guard let usual = Tally(proper.isEmpty ? marks : proper).mostFrequent else { return [] }
    if proper.isEmpty, marks.allSatisfy({ $0 == usual }) {
      // A habit rather than a slip.
      return [
        diagnostic(
          at: ordinals[0], document, related: Array(ordinals[1...].prefix(1)),
          expected: corrected(ordinals[0], numbering, document),
          certainty: ordinals.count > 1 ? .guess : .certain)
      ]
    }
    return zip(indices, marks).filter { $1 != usual }.map { index, _ in
      let ordinal = list.items[index].ordinal
      guard !proper.isEmpty else {
        return diagnostic(at: ordinal, document, expected: corrected(ordinal, numbering, document))
      }
      let expectedMarks = fault == .delimiter ? usual : [numbering.opening, numbering.closing]
      let written =
        fault == .delimiter
        ? document.source[TextRange(ordinal.range.start, ordinal.delimiter.start)].filter { !$0.isWhitespace }
          + usual[0]
        : corrected(ordinal, numbering, document)
      return diagnostic(
        at: ordinal, document, expected: written, fix: fix(at: index, of: list, marks: expectedMarks, document, quoted))
    }
  }

  /// Returns `ordinal` with its numeral as written and the correct marks; for 2.3, the 2. is kept.
  private func corrected(_ ordinal: Ordinal, _ numbering: Numbering, _ document: Document) -> String {
    let opening = numbering.opening.isEmpty ? document.source[ordinal.opening] : numbering.opening
    return opening + document.source[ordinal.numeral] + numbering.closing + numbering.delimiter
  }

  /// Returns the ranges of the marks that are compared: the delimiter, or the brackets.
  private func places(of ordinal: Ordinal) -> [TextRange] {
    fault == .delimiter ? [ordinal.delimiter] : [ordinal.opening, ordinal.closing]
  }

  private func isProper(_ marks: [String], _ numbering: Numbering) -> Bool {
    if fault == .delimiter { return ([numbering.delimiter] + numbering.acceptedDelimiters).contains(marks[0]) }
    let brackets = [numbering.opening, numbering.closing]
    return brackets == ["", ""] || brackets == marks
  }

  /// Returns the fix that writes `marks` in the ordinal at `index`; nil if they are there already.
  ///
  /// The fix is safe if the item counts on from its neighbours and so surely belongs to the list, no word changes, and
  /// the text is not the words of others.
  private func fix(
    at index: Int, of list: SectionList, marks: [String], _ document: Document, _ quoted: QuotedText
  ) -> Fix? {
    let source = document.source
    let ordinal = list.items[index].ordinal
    var (rest, text) = (ordinal.range.start, "")
    var edits: [Edit] = []
    for (place, mark) in zip(places(of: ordinal), marks) {
      text += source[TextRange(rest, place.start)] + mark
      rest = place.end
      if source[place] != mark { edits.append(Edit(place, mark)) }
    }
    guard !edits.isEmpty else { return nil }
    text += source[TextRange(rest, ordinal.range.end)]
    let areMarks = edits.allSatisfy { edit in
      (source[edit.range] + edit.replacement).unicodeScalars.allSatisfy { !$0.isWord }
    }
    let values = list.values
    let countsOn =
      index > 0 ? values[index] == values[index - 1] + 1 : values[0] == 1 && values.dropFirst().first == 2
    return Fix(
      title: Message(.changeOrdinal, ["ordinal": .init(verbatim: text)]), edits: edits,
      applicability: areMarks && countsOn && !quoted.holds(ordinal.range.start) ? .safe : .unsafe)
  }
}

extension LocalizedText {
  static let changeOrdinal = LocalizedText(zh: "改为“{ordinal}”", en: "change to “{ordinal}”")
}

extension Numbering {
  /// Whether an ordinal is written alike in every list; 2.3 begins with the number of the chapter above.
  fileprivate var isFixed: Bool { numerals != .arabic || !(opening + closing + delimiter).isEmpty }
}
