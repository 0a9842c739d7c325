import Testing

@testable import RuleEngine

@Suite struct NumberRunTests {
  /// The numbers of a run, and each fault as `index:fault`.
  @Test(arguments: [
    ([1, 2, 3], []),
    ([1, 2, 2, 3], ["2:duplicate"]),
    ([1, 2, 3, 3], ["3:duplicate"]),
    // The next number continues from the correct number.
    ([1, 2, 2, 4], ["2:duplicate"]),
    ([1, 2, 5, 5, 7], ["2:gap", "3:duplicate"]),
    ([1, 1, 3], ["1:duplicate"]),
    // The second of two equal numbers is the one to report, though the first was mistyped.
    ([1, 3, 3, 4], ["2:duplicate"]),
    ([1, 3, 4], ["1:gap"]),
    ([1, 2, 5], ["2:gap"]),
    // A misprint: the next numbers ignore it.
    ([1, 5, 3, 4], ["1:gap"]),
    ([1, 3, 5], ["1:gap", "2:gap"]),
    ([1, 3, 2, 4], ["2:order"]),
    ([2, 1, 3], ["1:order"]),
    ([1, 4, 2, 3], ["2:order"]),
    ([2, 3], ["0:start"]),
    ([2, 2, 3], ["0:start"]),
    ([], []),
  ])
  func faults(_ values: [Int], _ expected: [String]) {
    let found = NumberRun(values).faults().map { index, fault in
      switch fault {
      case .duplicate: "\(index):duplicate"
      case .gap: "\(index):gap"
      case .order: "\(index):order"
      case .start: "\(index):start"
      }
    }
    #expect(found == expected)
  }

  @Test func namesWhatIsMissing() {
    let faults = NumberRun([1, 2, 5]).faults().map(\.fault)
    #expect(faults == [.gap(missing: 3...4)])
  }
}
