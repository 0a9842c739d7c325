import DraftOutline
import DraftText

/// Faults in enumerations such as 一是…二是…: wrong numbers or wrong forms (`enumeration/*`).
struct EnumerationFaults: FaultFamily {
  func faults(in draft: Draft, index: Int) -> [Fault] {
    draft.document.enumerations.flatMap { enumeration -> [Fault] in
      guard let run = EnumeratedRun(draft, enumeration) else { return [] }
      let misnumbered: [Fault] = run.counts ? (1..<run.count).flatMap(run.gaps) + duplicates(run) + run.orders : []
      return removals(run) + misnumbered + lone(run) + styles(run, index)
    }
  }

  private func removals(_ run: EnumeratedRun) -> [Fault] {
    guard !run.isAnnounced else { return [] }
    return (0..<(run.count - 1)).filter { index in
      // 再次 is optional; 首先 and 其次 belong together.
      run.numbering != "first-next" || run.ordinals[index].value < 3
    }.map {
      // Without the first of two items, 二是 is left without 一是. It can also be read as a lone item.
      Fault(
        "enumeration/gap", or: run.count == 2 ? ["enumeration/lone"] : [], "removed item \($0 + 1)",
        [Edit(run.items[$0], "")], at: run.place($0 + 1))
    }
  }

  private func duplicates(_ run: EnumeratedRun) -> [Fault] {
    // In an enumeration of two, 一是…，一是… is correct: it puts two things side by side.
    run.count > 2 ? run.duplicates : []
  }

  private func lone(_ run: EnumeratedRun) -> [Fault] {
    guard run.counts, !run.isAnnounced else { return [] }
    let rest = TextRange(run.items[1].start, run.items[run.count - 1].end)
    return [Fault("enumeration/lone", "only item 1 left", [Edit(rest, "")], at: run.place(0))]
  }

  private func styles(_ run: EnumeratedRun, _ turn: Int) -> [Fault] {
    guard run.numbering == "is" else {
      guard run.numbering == "first-next" else { return [] }
      return [
        Fault("enumeration/style", "其次 as 第二", [Edit(run.ordinals[1].range, "第二，")], at: run.place(1)),
        Fault("enumeration/style", "其次 as 二是", [Edit(run.ordinals[1].range, "二是")], at: run.place(1)),
      ]
    }
    return (0..<run.count).flatMap { index -> [Fault] in
      let numeral = run.draft.source[run.ordinals[index].numeral]
      var forms = [["\(numeral)是，"], ["\(numeral)是："], ["\(numeral)是、"]][(turn + index) % 3]
      // An item in other words. With two items, neither form is the usual one.
      if index > 0, run.count > 2 {
        forms += [["第\(numeral)，"], ["其\(numeral)，"], [index == 1 ? "其次，" : "再次，"]][(turn + index) % 3]
      }
      return forms.map {
        Fault("enumeration/style", "written \($0)", [Edit(run.ordinals[index].range, $0)], at: run.place(index))
      }
    }
  }
}

/// An enumeration that counts from 1, with the text of each item.
struct EnumeratedRun: NumberedList {
  static let category = "enumeration"

  let draft: Draft
  let ordinals: [Ordinal]
  /// The range of each item, to the next ordinal. The last ends with its sentence, or with its paragraph if the items
  /// are paragraphs.
  let items: [TextRange]

  init?(_ draft: Draft, _ enumeration: Enumeration) {
    let ordinals = enumeration.ordinals
    guard ordinals.count > 1, ordinals[0].value == 1 else { return nil }
    self.draft = draft
    self.ordinals = ordinals
    let starts = ordinals.map(\.range.start)
    let lines = starts.map { draft.source.lines.line(at: $0) }
    let last = starts[starts.count - 1]
    let lineEnd = draft.nextLineStart(last)
    var end = lineEnd
    if Set(lines).count == 1 {
      let text = draft.source[TextRange(last, draft.source.lines.range(ofLine: lines[0]).end)]
      end = last + (text.firstIndex(of: "。").map { text[...$0].utf8.count } ?? text.utf8.count)
    }
    items = zip(starts, starts.dropFirst() + [end]).map { TextRange($0, $1) }
  }

  /// Whether the ordinals are consecutive numbers: 一是 and not 首先.
  var counts: Bool { ordinals.enumerated().allSatisfy { $1.value == $0 + 1 } && numbering != "first-next" }

  /// Whether the text just before announces the number of items, so that removing one would also be a `count` fault.
  var isAnnounced: Bool {
    let before = draft.source[TextRange(0, ordinals[0].range.start)].suffix(80)
    return announcements.contains { number in
      before.ranges(of: number).contains { range in
        let next = before[range.upperBound...].prefix(1)
        return ["个", "项", "方", "条", "点", "大", "道"].contains(next)
      }
    }
  }
}
