import DraftOutline
import DraftText
import PatternMatching

/// Announced numbers that differ from the number of items that follow: `count/mismatch`.
///
/// A number is an announcement here if as many items or sections follow it in the clean draft. A number after a list
/// joined by 、 is not changed, because it can count that list.
struct CountFaults: FaultFamily {
  private let number: Pattern

  init() throws {
    number = try Pattern(
      "(?<![第每各一二三四五六七八九十百千万几数\\d、])(?<n>[二两三四五六七八九]|[2-9])(?=个方面|个[^，。：；、]{1,6}[：:，。]|方面|大?项[^，。：；、]{1,8}[：:，。]|点[^，。：；]{0,4}[：:，。]|道?关口?[：:，。])"
    )
  }

  func faults(in draft: Draft, index: Int) throws -> [Fault] {
    try number.matches(in: draft.source).flatMap { match -> [Fault] in
      guard let range = match.range(of: "n"), let value = Numerals.value(draft.source[range]), value > 1,
        let list = PromisedList(of: value, after: match.range.end, in: draft)
      else { return [] }
      let place = Place.kept(range.start)
      let model = draft.source[range] == "两" ? "二" : draft.source[range]
      let others = [value + 1, value + 2, value - 1].filter { $0 > 1 }
      let changed = others.compactMap { other in
        Numerals.text(other, like: model).map {
          Fault(
            "count/mismatch", "promises \(other), not \(value)", [Edit(range, other == 2 ? "两" : $0)], at: place)
        }
      }
      guard value > 2 else { return changed }
      let lost = Fault("count/mismatch", "last of \(value) lost", [Edit(list.items[value - 1], "")], at: place)
      let middle = Fault(
        "count/mismatch", "item 2 of \(value) lost, the others counted on",
        [Edit(list.items[1], "")] + list.recount,
        at: place)
      return changed + [lost, middle]
    }
  }
}

/// The items that an announced number counts in a clean draft.
private struct PromisedList {
  /// The range of each item, with its sub-items.
  let items: [TextRange]
  /// Edits that decrease the numerals after the second item by one.
  let recount: [Edit]

  init?(of count: Int, after offset: Int, in draft: Draft) {
    if let run = draft.document.enumerations.first(where: { $0.ordinals[0].range.start >= offset }),
      run.ordinals.count == count, let items = EnumeratedRun(draft, run),
      Self.isNear(offset, run.ordinals[0].range.start, in: draft)
    {
      self.items = items.items
      recount = items.shift(2..<count, by: -1)
      return
    }
    let list = Siblings.all(in: draft).first { list in
      let before = list.parent == nil ? draft.document.leadIn.last : list.parent?.body.last
      guard let before, list.count == count else { return false }
      // The last sentence before the list.
      let sentenceStart = draft.source[before.range].dropLast().lastIndex { "。；！？".contains($0) }
      let start = sentenceStart.map { draft.source[before.range][...$0].utf8.count } ?? 0
      return before.range.start + start <= offset && offset <= before.range.end
    }
    guard let list, !list.namesPart(1..<list.count) else { return nil }
    items = (0..<count).map { list.lines(of: $0) }
    recount = list.shift(2..<count, by: -1)
  }

  /// Whether there is no heading and at most one end of a sentence between `start` and `end`.
  private static func isNear(_ start: Int, _ end: Int, in draft: Draft) -> Bool {
    let between = draft.source[TextRange(start, end)]
    return between.count { "。！？；".contains($0) } <= 1
      && !draft.document.allSections.contains { start <= $0.heading.range.start && $0.heading.range.start < end }
  }
}
