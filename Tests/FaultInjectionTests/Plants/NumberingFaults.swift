import DraftText

/// Ordinals of headings that are not consecutive: `numbering/gap`, `duplicate`, `order`, `start`, `lone`;
/// and ordinals without text after them: `empty`.
struct NumberingFaults: FaultFamily {
  func faults(in draft: Draft, index: Int) -> [Fault] {
    Siblings.all(in: draft).flatMap { list in
      [gaps(list), duplicates(list), orders(list), starts(list), lone(list), empty(list)].flatMap { $0 }
    }
  }

  private func gaps(_ list: Siblings) -> [Fault] {
    (1..<list.count).flatMap { index -> [Fault] in
      var faults = [
        // One number is skipped, and the count continues from there.
        Fault(
          "numbering/gap", "moved on from item \(index + 1)", list.shift(index..<list.count, by: 1),
          at: list.place(index))
      ]
      if list.count > 2 {
        // One wrong number; the next ones are right. In the middle it can also be read as one that comes too early.
        faults.append(
          Fault(
            "numbering/gap", or: index < list.count - 1 ? ["numbering/order"] : [], "misprint of item \(index + 1)",
            list.shift(index..<(index + 1), by: 2), at: list.place(index)))
      }
      if index < list.count - 1, !list.namesPart(index..<(index + 1)), !list.isAnnounced {
        faults.append(
          Fault(
            "numbering/gap", "removed item \(index + 1)", [list.remove(index..<(index + 1))], at: list.place(index + 1))
        )
      }
      return faults
    }
  }

  private func duplicates(_ list: Siblings) -> [Fault] {
    (1..<list.count).flatMap { index -> [Fault] in
      let slip = Fault(
        "numbering/duplicate", "repeated item \(index)", list.shift(index..<(index + 1), by: -1), at: list.place(index))
      guard index < list.count - 1 else { return [slip] }
      return [
        slip,
        Fault(
          "numbering/duplicate", "repeated item \(index), counted on", list.shift(index..<list.count, by: -1),
          at: list.place(index)),
      ]
    }
  }

  private func orders(_ list: Siblings) -> [Fault] {
    // With only two items, 二、一、 can also be read as a list that has lost its beginning.
    guard list.count > 2 else { return [] }
    return (0..<(list.count - 1)).map { index in
      let edits = list.shift(index..<(index + 1), by: 1) + list.shift((index + 1)..<(index + 2), by: -1)
      return Fault("numbering/order", "swapped \(index + 1) and \(index + 2)", edits, at: list.place(index + 1))
    }
  }

  private func starts(_ list: Siblings) -> [Fault] {
    var faults = [
      Fault("numbering/start", "all moved on by one", list.shift(0..<list.count, by: 1), at: list.place(0))
    ]
    if list.parent != nil, !list.namesPart(0..<1), !list.isAnnounced {
      faults.append(Fault("numbering/start", "removed item 1", [list.remove(0..<1)], at: list.place(1)))
    }
    return faults
  }

  private func empty(_ list: Siblings) -> [Fault] {
    list.sections.indices.compactMap { index in
      let heading = list.sections[index].heading
      guard heading.reading.role != .runIn, !list.namesPart(index..<(index + 1)) else { return nil }
      return Fault("numbering/empty", "item \(index + 1) alone", [Edit(heading.text, "")], at: list.place(index))
    }
  }

  private func lone(_ list: Siblings) -> [Fault] {
    guard list.parent != nil, !list.namesPart(1..<list.count), !list.isAnnounced else { return [] }
    return [Fault("numbering/lone", "only item 1 left", [list.remove(1..<list.count)], at: list.place(0))]
  }
}
