import Synchronization
import Testing

@testable import zhangfa

@Suite struct ForEachInOrderTests {
  private struct Stop: Error {}

  /// The number of inputs that were started.
  private final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .sequentiallyConsistent) }

    func increase() { count.add(1, ordering: .sequentiallyConsistent) }
  }

  /// Takes longer for smaller numbers, so that the results come in another order than the inputs.
  private static func work(_ number: Int) -> Int {
    (0..<(500 - number)).reduce(number) { $1 < 0 ? 0 : $0 }
  }

  @Test(arguments: [1, 2, 7, 1_000])
  func handsOnResultsInTheOrderOfTheInputs(window: Int) throws {
    var results: [Int] = []
    forEachInOrder(Array(0..<500), window: window, Self.work) { results.append($0) }
    #expect(results == Array(0..<500))
  }

  @Test(arguments: [1, 2, 7])
  func beginsNoMoreThanTheWindowAhead(window: Int) throws {
    let begun = Counter()
    var farthest = 0
    var finished = 0
    forEachInOrder(Array(0..<200), window: window) { number in
      begun.increase()
      return Self.work(number)
    } body: { _ in
      farthest = max(farthest, begun.value - finished)
      finished += 1
    }
    #expect(farthest <= window)
    #expect(begun.value == 200)
  }

  @Test func endsIfAResultIsRefused() throws {
    let begun = Counter()
    #expect(throws: Stop.self) {
      try forEachInOrder(Array(0..<500), window: 5) { number in
        begun.increase()
        return number
      } body: { number in
        if number == 3 { throw Stop() }
      }
    }
    #expect(begun.value <= 3 + 5)
  }

  @Test func emptyInputCallsNothing() throws {
    forEachInOrder([Int](), { $0 }, body: { _ in Issue.record("there was nothing") })
  }
}
