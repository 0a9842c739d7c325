import DraftText
import Testing

@testable import PatternMatching

@Suite struct ConcurrencyTests {
  @Test func `the body may run other patterns, with more groups and other limits`() throws {
    let text = SourceText("a1b2c3")
    let letters = try Pattern("(?<letter>[a-z])(?<digit>[0-9])")
    let many = try Pattern("(*LIMIT_MATCH=5000)" + (1...50).map { "(?<g\($0)>[0-9])?" }.joined() + "$")
    var seen: [String] = []
    try letters.forEachMatch(in: text) { match in
      #expect((try? many.firstMatch(in: text)?.range(of: "g1")) == TextRange(5, 6))
      #expect((try? letters.matches(in: text).count) == 3)
      seen.append(match.range(of: "digit").map { text[$0] } ?? "")
      return true
    }
    #expect(seen == ["1", "2", "3"])
  }

  @Test func `many threads share patterns`() async throws {
    let text = SourceText(String(repeating: "一、加强领导；二、X名党员（2023年）。\n", count: 200))
    let patterns = try ["[一二三]、", "X+(?=名)", "(?<year>[0-9]{4})年", "^", #"(?:\p{Han}|，)+"#, "(a+)+$"].map {
      try Pattern($0)
    }
    let expected = try patterns.map { try $0.matches(in: text).map(\.range) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<64 {
        group.addTask {
          for round in 0..<20 {
            let index = (task + round) % patterns.count
            guard try patterns[index].matches(in: text).map(\.range) == expected[index] else { return false }
          }
          return true
        }
      }
      for try await agrees in group { #expect(agrees) }
    }
  }

  private final class Numbered: Sendable {
    let number: Int
    init(_ number: Int) { self.number = number }
  }

  private final class Shared: Sendable { let reference = LazyReference<Numbered>() }

  @Test func `what is made at the same time is given to all, and what is not needed goes`() async {
    weak var made: Numbered?
    do {
      let shared = Shared()
      let numbers = await withTaskGroup(of: Int.self) { group in
        for task in 0..<64 { group.addTask { shared.reference.value { Numbered(task) }.number } }
        return await group.reduce(into: Set()) { $0.insert($1) }
      }
      made = shared.reference.value { Numbered(-1) }
      #expect(numbers.count == 1 && made?.number == numbers.first)
    }
    #expect(made == nil)
  }

  @Test func `what cannot be made is made again when it is next needed`() throws {
    struct Refused: Error {}
    let reference = LazyReference<Numbered>()
    #expect(throws: Refused.self) { try reference.value { () throws(Refused) in throw Refused() } }
    #expect(reference.value { Numbered(7) }.number == 7)
  }

  @Test func `a match outlives its pattern and its text`() throws {
    func match() throws -> Match? { try Pattern("(?<n>党)").firstMatch(in: SourceText("建党")) }
    #expect(try match()?.range(of: "n") == TextRange(3, 6))
  }
}
