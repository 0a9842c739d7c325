import DraftText

/// Ordinals of headings that are not consecutive: `numbering/gap`, `duplicate`, `order`, `start`, `lone`;
/// and ordinals without text after them: `empty`.
struct NumberingFaults: FaultFamily {
  func faults(in draft: Draft, index: Int) -> [Fault] {
    Siblings.all(in: draft).flatMap { list in
      [gaps(list), list.duplicates, list.orders, starts(list), lone(list), empty(list)].flatMap { $0 }
    }
  }

  private func gaps(_ list: Siblings) -> [Fault] {
    (1..<list.count).flatMap { index -> [Fault] in
      let gaps = list.gaps(before: index)
      guard index < list.count - 1, !list.namesPart(index..<(index + 1)), !list.isAnnounced else { return gaps }
      let removal = list.remove(index..<(index + 1))
      return gaps + [Fault("numbering/gap", "removed item \(index + 1)", [removal], at: list.place(index + 1))]
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
