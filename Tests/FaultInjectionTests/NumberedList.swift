import DraftOutline
import DraftText

/// Items of a draft with ordinals of one numbering.
protocol NumberedList {
  /// The category of the rules about its ordinals.
  static var category: String { get }
  var draft: Draft { get }
  var ordinals: [Ordinal] { get }
}

extension NumberedList {
  var count: Int { ordinals.count }
  var numbering: String { ordinals[0].numbering.name }

  /// Returns edits that add `step` to the ordinals of the items in `range`.
  func shift(_ range: Range<Int>, by step: Int) -> [Edit] { range.compactMap { draft.shift(ordinals[$0], by: step) } }

  /// The place of the item at `index`.
  func place(_ index: Int) -> Place { .kept(ordinals[index].range.start) }

  /// The ways to write the number of items in an announcement.
  var announcements: [String] { [Numerals.han(count), String(count), count == 2 ? "两" : "几"] }

  /// Numbers are left out before the item at `index`, whose text stays.
  func gaps(before index: Int) -> [Fault] {
    // One number is skipped, and the count continues from there.
    let onwards = Fault(
      "\(Self.category)/gap", "moved on from item \(index + 1)", shift(index..<count, by: 1), at: place(index))
    guard count > 2 else { return [onwards] }
    // One wrong number; the next ones are right. In the middle it can also be read as one that comes too early.
    let misprint = Fault(
      "\(Self.category)/gap", or: index < count - 1 ? ["\(Self.category)/order"] : [],
      "misprint of item \(index + 1)", shift(index..<(index + 1), by: 2), at: place(index))
    return [onwards, misprint]
  }

  /// An item has the number of the item before it.
  var duplicates: [Fault] {
    (1..<count).flatMap { index -> [Fault] in
      let slip = Fault(
        "\(Self.category)/duplicate", "repeated item \(index)", shift(index..<(index + 1), by: -1), at: place(index))
      guard index < count - 1 else { return [slip] }
      let countedOn = Fault(
        "\(Self.category)/duplicate", "repeated item \(index), counted on", shift(index..<count, by: -1),
        at: place(index))
      return [slip, countedOn]
    }
  }

  /// Two items have exchanged their numbers. With only two items, 二、一、 can also be read as a list that has lost its
  /// beginning.
  var orders: [Fault] {
    guard count > 2 else { return [] }
    return (0..<(count - 1)).map { index in
      let edits = shift(index..<(index + 1), by: 1) + shift((index + 1)..<(index + 2), by: -1)
      return Fault("\(Self.category)/order", "swapped \(index + 1) and \(index + 2)", edits, at: place(index + 1))
    }
  }
}
