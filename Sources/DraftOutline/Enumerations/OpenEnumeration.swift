/// An enumeration that can continue.
struct OpenEnumeration: Equatable {
  /// The headings between its last item and the next enumerator.
  enum Barrier {
    case none
    /// Headings further in than the heading above the enumeration: 第一，… （一）… （二）… 第二，….
    case inner
    /// A possible end of the enumeration: only the number that is due continues it.
    case possibleEnd
  }

  /// The indices of its first enumerator and of its last.
  let first: Int
  private(set) var last: Int
  private(set) var count = 1
  private(set) var barrier = Barrier.none
  /// The families of its items.
  private(set) var families: Set<Int>
  /// The number of the last item; a word without a number counts as the next number.
  private(set) var value: Int
  /// The numbers of its items.
  private var numbers = ItemNumbers()
  /// Whether a word that closes an enumeration has been read, such as 最后.
  private(set) var isClosed: Bool

  init(_ index: Int, _ item: Enumerator) {
    first = index
    last = index
    families = [item.family]
    value = max(item.value, 1)
    numbers.insert(value)
    isClosed = item.value == Ordinal.last
  }

  /// The greatest number.
  var highest: Int { numbers.greatest }

  /// Whether an item has the number `value`.
  func has(_ value: Int) -> Bool { numbers.contains(value) }

  mutating func append(_ index: Int, _ item: Enumerator) {
    value = item.value > 0 ? item.value : value + 1
    numbers.insert(value)
    isClosed = isClosed || item.value == Ordinal.last
    families.insert(item.family)
    last = index
    count += 1
    barrier = .none
  }

  /// Returns the enumeration after `headings`; nil if they end it.
  func passing(_ headings: HeadingsBetween, from last: Enumerator, in section: Int) -> OpenEnumeration? {
    guard headings.rank > section else { return nil }
    var passed = self
    if headings.includesBare || last.position == .clause {
      passed.barrier = .possibleEnd
    } else if headings.rank < .max, barrier == .none {
      passed.barrier = .inner
    }
    return passed
  }

  /// Whether `number` is due: it follows the last number or the greatest, or is the position of the item.
  func isNext(_ number: Int) -> Bool {
    if number == Ordinal.last { return !isClosed }
    if number == 0 { return true }
    // 一、四、三、四: the second 四 is right.
    if has(number) { return count > 1 && number == count + 1 }
    return number == value + 1 || number == highest + 1 || number == count + 1
  }
}

/// The numbers of the items of an enumeration, in two words of memory: those below 64, and those less than 64 below the
/// greatest. All others count as absent.
private struct ItemNumbers: Equatable {
  private(set) var greatest = 0
  /// A bit for each number from 0 on.
  private var small: UInt64 = 0
  /// A bit for each number from ``greatest`` down.
  private var recent: UInt64 = 0

  func contains(_ number: Int) -> Bool {
    if number < 64 { return small & 1 << number != 0 }
    return number <= greatest && recent & 1 << (greatest - number) != 0
  }

  mutating func insert(_ number: Int) {
    if number < 64 { small |= 1 << number }
    if number > greatest {
      recent = recent << (number - greatest) | 1
      greatest = number
    } else {
      recent |= 1 << (greatest - number)
    }
  }
}
