import DraftText
import PatternMatching
import Testing

@Suite("Machine code takes over from the interpreter")
struct MachineCodeTests {
  /// About 12 KB. One search makes machine code if matches can begin with Han characters; otherwise several are needed.
  static let text = SourceText(String(repeating: "一、捐款X元，走访群众12户。\n", count: 300))

  @Test(arguments: ["[一二三]、|群众", "X(?=元)", "^一", "(?<n>\\d+)户"])
  func sameMatches(_ expression: String) async throws {
    let pattern = try Pattern(expression)
    let first = try pattern.matches(in: Self.text).map(\.range)
    #expect(first.count % 300 == 0 && !first.isEmpty)
    for _ in 0..<4 { #expect(try pattern.matches(in: Self.text).map(\.range) == first) }
  }

  @Test func fromManyThreads() async throws {
    for _ in 0..<20 {
      let pattern = try Pattern("[一二三]、|群众")
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<8 { group.addTask { try pattern.matches(in: Self.text).count } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts == Array(repeating: 600, count: 8))
    }
  }
}
