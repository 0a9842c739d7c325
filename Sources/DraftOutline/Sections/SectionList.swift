/// A list of sections with consecutive numbers.
package struct SectionList: Sendable {
  /// One section of a list, with its ordinal.
  package struct Item: Sendable {
    package let section: Section
    package let ordinal: Ordinal
  }

  /// The items, in the order of the text; never empty.
  package private(set) var items: [Item]
  /// The section that contains the first item; nil at level 1.
  package let parent: Section?
  /// The numbering that most items have; in a tie, the one that reached the count first.
  package private(set) var numbering: Numbering.ID
  private var counts: [Numbering.ID: Int]
  /// The greatest number as written.
  package private(set) var greatest: Int

  init(_ first: Item, in parent: Section?) {
    items = [first]
    self.parent = parent
    numbering = first.ordinal.numbering
    counts = [numbering: 1]
    greatest = first.ordinal.value
  }

  mutating func append(_ item: Item) {
    items.append(item)
    greatest = max(greatest, item.ordinal.value)
    counts[item.ordinal.numbering, default: 0] += 1
    if counts[item.ordinal.numbering, default: 0] > counts[numbering, default: 0] { numbering = item.ordinal.numbering }
  }

  /// Returns the numbering that most items have; in a tie, the one that is most frequent in `others`.
  package func usualNumbering(among others: Tally<Numbering.ID>) -> Numbering.ID {
    let most = counts.values.max()
    let candidates = Set(counts.filter { $0.value == most }.keys)
    return candidates.count > 1 ? others.mostFrequent(of: candidates) ?? numbering : numbering
  }

  /// The numbers as written.
  package var values: [Int] { items.map(\.ordinal.value) }
}

extension SectionList {
  /// Returns all lists of `groups` of sections, in the order of the text. A numbering that continues from section to
  /// section makes one list.
  static func lists(of groups: [[Section]]) -> [SectionList] { groups.flatMap { joined(lists(under: $0, in: nil)) } }

  private static func lists(under sections: [Section], in parent: Section?) -> [SectionList] {
    var lists = lists(of: sections, in: parent)
    for section in sections where !section.subsections.isEmpty {
      lists += self.lists(under: section.subsections, in: section)
    }
    return lists
  }

  /// The form of lists that can continue each other; ### 25. does not continue the items 1. and 2. under ### 24.
  private struct ListForm: Hashable {
    let numbering: Numbering.ID
    let isNested: Bool
  }

  private var form: ListForm {
    ListForm(numbering: numbering, isNested: parent?.heading.ordinal?.numbering == numbering)
  }

  /// Joins the lists of a numbering that continues from section to section: （五） under 一、, （六） under 二、.
  private static func joined(_ lists: [SectionList]) -> [SectionList] {
    let order = lists.sorted { $0.items[0].ordinal.range < $1.items[0].ordinal.range }
    var latest: [ListForm: Int] = [:]
    var balance: [ListForm: Int] = [:]
    for list in order {
      if let last = latest[list.form] {
        balance[list.form, default: 0] += list.items[0].ordinal.value == last + 1 ? 1 : -1
      }
      latest[list.form] = list.greatest
    }
    var joined: [SectionList] = []
    var index: [ListForm: Int] = [:]
    for list in order {
      let start = list.items[0].ordinal.value
      let continues = start == (index[list.form].map { joined[$0].greatest } ?? 0) + 1
      if let first = index[list.form], start > 1, continues || balance[list.form, default: 0] > 0 {
        for item in list.items { joined[first].append(item) }
      } else {
        index[list.form] = joined.count
        joined.append(list)
      }
    }
    return joined
  }

  /// Splits `sections` where a numbering begins again.
  private static func lists(of sections: [Section], in parent: Section?) -> [SectionList] {
    var lists: [SectionList] = []
    var latest: [Numbering.ID: Int] = [:]
    let items = sections.compactMap { section in section.heading.ordinal.map { Item(section: section, ordinal: $0) } }
    for (index, item) in items.enumerated() {
      let next = items.dropFirst(index + 1).first
      let numbering = item.ordinal.numbering
      let candidates = [lists.indices.last, latest[numbering]].compactMap { $0 }
      if let target = candidates.first(where: { lists[$0].continues(with: item, next: next) }) {
        lists[target].append(item)
        latest[numbering] = target
      } else {
        lists.append(SectionList(item, in: parent))
        latest[numbering] = lists.count - 1
      }
    }
    return lists
  }

  private func continues(with item: Item, next: Item?) -> Bool {
    guard let last = items.last?.ordinal else { return false }
    let counts = item.ordinal.value == last.value + 1
    guard item.ordinal.numbering == last.numbering || item.ordinal.numbering == numbering else { return counts }
    // The items of one list have no text of their own between them.
    if item.ordinal.value == 1, let before = items.last?.section, before.heading.reading.role == .item,
      !before.body.isEmpty
    {
      return false
    }
    // A 1 begins a new list, unless the next item shows that it is a slip in this one.
    guard item.ordinal.value == 1, items.count > 1 || last.value > 1 else { return true }
    guard let next, next.ordinal.numbering == item.ordinal.numbering else { return items.count == 1 }
    return next.ordinal.value != 2 && next.ordinal.value > last.value
  }
}
