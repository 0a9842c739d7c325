import DraftOutline
import DraftText

/// Ordinals of headings in a wrong form: `numbering/style`, `level`, `delimiter`, `bracket`.
struct OrdinalFormFaults: FaultFamily {
  func faults(in draft: Draft, index: Int) -> [Fault] {
    let lists = Siblings.all(in: draft)
    return lists.flatMap { list in
      (0..<list.count).flatMap { item in
        pick(delimiters(list, item), index + item) + pick(brackets(list, item), index + item)
          + pick(styles(list, item), index + item)
      }
    } + levels(lists)
  }

  /// Returns two of the faults, which differ from place to place.
  private func pick(_ faults: [Fault], _ turn: Int) -> [Fault] {
    guard faults.count > 2 else { return faults }
    return [faults[turn % faults.count], faults[(turn + faults.count / 2) % faults.count]]
  }

  private func delimiters(_ list: Siblings, _ item: Int) -> [Fault] {
    let numeral = list.draft.source[list.ordinals[item].numeral]
    let forms: [String] =
      switch list.numbering {
      case "han": ["\(numeral)，", "\(numeral)．", "\(numeral)：", "\(numeral)."]
      case "bracketed-han", "bracketed-arabic": ["（\(numeral)）、", "（\(numeral)）.", "（\(numeral)）："]
      // 1． is as correct as 1., but not in the same list.
      case "arabic": ["\(numeral)、", "\(numeral)，", "\(numeral)："]
      default: []
      }
    return forms.map {
      Fault("numbering/delimiter", "written \($0)", [list.rewrite(item, as: $0)], at: list.place(item))
    }
  }

  private func brackets(_ list: Siblings, _ item: Int) -> [Fault] {
    guard ["bracketed-han", "bracketed-arabic"].contains(list.numbering) else { return [] }
    let numeral = list.draft.source[list.ordinals[item].numeral]
    let isHan = list.numbering == "bracketed-han"
    let forms = ["(\(numeral))", "（\(numeral))", "(\(numeral)）", "〔\(numeral)〕", "〈\(numeral)〉", "[\(numeral)]"]
    return forms.map {
      Fault("numbering/bracket", "written \($0)", [list.rewrite(item, as: $0)], at: list.place(item))
    }
      + (isHan ? ["\(numeral)）", "\(numeral))"] : []).map {
        // One bracket only: a wrong form, or a bracket without its partner.
        Fault(
          "numbering/bracket", or: ["pair/unbalanced"], "written \($0)", [list.rewrite(item, as: $0)],
          at: list.place(item))
      }
  }

  private func styles(_ list: Siblings, _ item: Int) -> [Fault] {
    // With two items, neither form is the usual one. The first item is read before the others.
    guard list.count > 2, item > 0 else { return [] }
    let value = list.ordinals[item].value
    let han = Numerals.han(value)
    var forms: [(id: String, text: String)] =
      switch list.numbering {
      case "bracketed-han": [("arabic", "\(value)."), ("bracketed-arabic", "（\(value)）")]
      case "arabic": [("bracketed-arabic", "（\(value)）"), ("arabic-bracket", "\(value)）")]
      case "bracketed-arabic": [("arabic", "\(value)."), ("arabic-bracket", "\(value)）")]
      // （二） would be read as the first item of a list under 一、.
      case "han": [("arabic", "\(value).")]
      default: []
      }
    let outer = list.parent?.heading.ordinal
    // （二） written as 二、 under 一、 would be the next section; under 二、 it would repeat that section.
    if list.numbering == "bracketed-han", outer?.numbering.name == "han", ![value, value - 1].contains(outer?.value),
      item < list.count - 1
    {
      forms.append(("han", "\(han)、"))
    }
    // If a list of that form is right before or under the item, the item would belong to that list or contain it.
    let near = list.sections[item - 1].subsections + list.sections[item].subsections
    let taken = near.compactMap { $0.heading.ordinal?.numbering.name } + [outer?.numbering.name].compactMap { $0 }
    return forms.filter { $0.id == "han" || !taken.contains($0.id) }.map(\.text).map {
      Fault("numbering/style", "written \($0)", [list.rewrite(item, as: $0)], at: list.place(item))
    }
  }

  private func levels(_ lists: [Siblings]) -> [Fault] {
    guard let outer = lists.first(where: { $0.parent == nil && $0.numbering == "han" }) else { return [] }
    let inner = lists.filter { $0.parent != nil && $0.depth == 2 && $0.numbering == "bracketed-han" }
    var faults: [Fault] = []
    // The first heading is lost: （一） comes before 一、.
    if let first = inner.first, first.parent == outer.sections[0], outer.count > 2, outer.sections[0].body.isEmpty,
      outer.sections[0].heading.reading.role == .heading, !outer.isAnnounced
    {
      let heading = TextRange(outer.lines(of: 0).start, first.lines(of: 0).start)
      faults.append(
        Fault(
          "numbering/level", "heading 1 lost", [Edit(heading, "")] + outer.shift(1..<outer.count, by: -1),
          at: first.place(0)))
    }
    // A list with the form of a deeper level than its neighbours: its level is wrong, or its form.
    guard inner.count > 1 else { return faults }
    return faults
      + inner.filter { list in
        // A list of items that are not headings may be numbered at any level (GB/T 15834-2011 B.3.8).
        list.sections.allSatisfy { $0.subsections.isEmpty && $0.heading.isHeading }
      }.map { list in
        let edits = (0..<list.count).map { list.rewrite($0, as: "（\($0 + 1)）") }
        return Fault("numbering/level", or: ["numbering/style"], "list as （1）", edits, at: list.place(0))
      }
  }
}
