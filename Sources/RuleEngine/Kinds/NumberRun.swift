/// Finds where a run of numbers does not go 1, 2, 3, …
///
/// One slip is one fault: what follows it may go on from the number that was written or from the number that was meant.
struct NumberRun {
  /// What is wrong with one number of a run.
  enum Fault: Hashable {
    /// The number has been used, by the item at the index.
    case duplicate(of: Int)
    /// The numbers before it are missing.
    case gap(missing: ClosedRange<Int>)
    /// The number comes later than a greater one, at the index.
    case order(before: Int)
    /// The run does not begin with 1.
    case start
  }

  /// The numbers as written.
  let values: [Int]
  /// The number before the first: 0, or the last of a run that this one goes on from.
  var previous = 0

  /// The faults and the index of each, in the order of the run.
  func faults() -> [(index: Int, fault: Fault)] {
    guard let first = values.first else { return [] }
    var faults: [(index: Int, fault: Fault)] = []
    if first != previous + 1, first != 1 { faults.append((0, .start)) }
    var seen = [first: 0]
    var highest = first
    var allowed: Set = [first + 1]
    for index in values.indices.dropFirst() {
      let value = values[index]
      if !allowed.contains(value), let fault = fault(at: index, seen: seen, highest: highest, allowed: allowed) {
        faults.append((index, fault))
      }
      allowed = allowedNext(after: index, seen: seen, highest: highest, allowed: allowed)
      if seen[value] == nil { seen[value] = index }
      if !isMisprint(at: index, allowed: highest + 1) { highest = max(highest, value) }
    }
    return faults
  }

  private func fault(at index: Int, seen: [Int: Int], highest: Int, allowed: Set<Int>) -> Fault? {
    let value = values[index]
    if let first = seen[value] { return .duplicate(of: first) }
    if value < highest { return .order(before: firstIndex(above: value, before: index)) }
    let missing = (highest + 1)...(max(highest + 1, value - 1))
    let later = values[(index + 1)...]
    // 一、三、三: the second 三 is the one to report. 一、三、二: the 二 is.
    if later.first == value, value == highest + 2 { return nil }
    if missing.allSatisfy({ later.contains($0) }) { return nil }
    return .gap(missing: missing)
  }

  private func firstIndex(above value: Int, before index: Int) -> Int {
    values[..<index].firstIndex { $0 > value } ?? index
  }

  /// Whether the item after `index` goes on as if the right number stood there.
  private func isMisprint(at index: Int, allowed expected: Int) -> Bool {
    values[index] != expected && index + 1 < values.count && values[index + 1] == expected + 1
  }

  private func allowedNext(after index: Int, seen: [Int: Int], highest: Int, allowed: Set<Int>) -> Set<Int> {
    let value = values[index]
    if allowed.contains(value) { return [value + 1] }
    return [value + 1, highest + 1, highest + 2, index + 2]
  }
}
