import DraftOutline
import DraftText

/// Finds the places where a run of numbers is not 1, 2, 3, …
///
/// One slip is one fault: the run can continue from the number as written or from the number as meant.
struct NumberRun {
  /// A fault of one number in a run.
  enum Fault: Hashable {
    /// The number was already used, by the item at the index.
    case duplicate(of: Int)
    /// The numbers before it are missing.
    case gap(missing: ClosedRange<Int>)
    /// The number comes after a greater number, which is at the index.
    case order(after: Int)
    /// The run does not begin with 1.
    case start
  }

  private let values: [Int]
  /// The last index of each number in the whole run.
  private let last: [Int: Int]
  /// The first index of each number so far.
  private var first: [Int: Int] = [:]
  /// Each number so far that is greater than all before it, with its index; both increase.
  private var records: [(value: Int, index: Int)] = []
  /// The greatest number so far that is not a misprint.
  private var highest = 0
  /// The numbers with which the run can continue.
  private var allowed: Set<Int>

  /// Takes the numbers as written.
  init(_ values: [Int]) {
    self.values = values
    last = Dictionary(zip(values, values.indices)) { $1 }
    allowed = [1]
  }

  /// Returns the faults with their indices, in the order of the run.
  func faults() -> [(index: Int, fault: Fault)] {
    var run = self
    return values.indices.compactMap { index in run.step(to: index).map { (index, $0) } }
  }

  private mutating func step(to index: Int) -> Fault? {
    let value = values[index]
    defer {
      if first[value] == nil { first[value] = index }
      if value > records.last?.value ?? Int.min { records.append((value, index)) }
    }
    if index == 0 || allowed.contains(value) {
      // 二、一、三: the 一 is reported, because it comes too late.
      let isStart = index == 0 && !allowed.contains(value) && last[1] == nil
      highest = max(highest, value)
      // If the first number is wrong, 2 can follow whatever it is.
      allowed = index == 0 ? [value + 1, 2] : [value + 1, highest + 1]
      return isStart ? .start : nil
    }
    if let earlier = first[value] {
      allowed = [value + 1, highest + 1, highest + 2, index + 2]
      return .duplicate(of: earlier)
    }
    if value < highest {
      allowed = [value + 1, highest + 1]
      let greater = records.partitioningIndex { $0.value > value }
      return .order(after: records[greater...].first?.index ?? 0)
    }
    return stepOverGap(at: index, value)
  }

  private mutating func stepOverGap(at index: Int, _ value: Int) -> Fault? {
    let missing = (highest + 1)...(value - 1)
    let next = values.dropFirst(index + 1).first
    // 一、三、三: the second 三 is reported. 一、三、二: the 二 is reported.
    let isReportedLater =
      (next == value && missing.count == 1) || missing.allSatisfy { last[$0].map { $0 > index } ?? false }
    // 一、五、三: the 五 is a misprint for 二, and the run continues as if it were 二.
    let isMisprint = next == highest + 2 && next != value
    allowed = isMisprint ? [value + 1, highest + 2] : [value + 1]
    highest = isMisprint ? highest + 1 : value
    return isReportedLater ? nil : .gap(missing: missing)
  }
}

extension Enumeration {
  /// The numbers; a word for “the next” has the next number, and a word for “the last” before others the greatest.
  var values: [Int] {
    let greatest = ordinals.map(\.value).max() ?? 0
    var last = 0
    return ordinals.enumerated().map { index, ordinal in
      if ordinal.value > 0 {
        last = ordinal.value
      } else if ordinal.value == Ordinal.last, index < ordinals.count - 1 {
        last = max(greatest, last) + 1
      } else {
        last += 1
      }
      return last
    }
  }

  /// Whether the items count from one without a fault.
  var isWhole: Bool { NumberRun(values).faults().isEmpty }
}
