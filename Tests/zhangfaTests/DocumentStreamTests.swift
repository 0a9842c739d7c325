import Foundation
import Testing

@testable import zhangfa

/// `check --stdin-format jsonl --format jsonl-documents`: each input line is a document, each output line its answer.
@Suite struct DocumentStreamTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private func answers(_ count: Int, _ input: String, _ options: String...) throws -> [[String: Any]] {
    let run = try place.zhangfa(
      ["check", "--stdin-format", "jsonl", "--format", "jsonl-documents"] + options, input: input)
    #expect(run.status == 0 && run.error == "", "\(run)")
    let answers = try run.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    try #require(answers.count == count)
    return answers
  }

  private func rules(_ answer: [String: Any]) -> [String] {
    (answer["diagnostics"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
  }

  @Test func answersComeInOrder() throws {
    let texts = (0..<40).map { $0 % 3 == 0 ? "走访XX户。" : "走访3户。" }
    let input = texts.enumerated().map { "{\"id\":\($0),\"text\":\"\($1)\"}\n" }.joined()
    let answers = try answers(40, input, "--select", "placeholder")
    #expect(answers.map { $0["id"] as? Int } == (0..<40).map { $0 })
    #expect(answers.map(rules) == texts.map { $0.contains("XX") ? ["placeholder/quantity"] : [] })
  }

  @Test func invalidLinesGetAnErrorAndTheStreamGoesOn() throws {
    try place.write("捐款X元。\n", to: "a.txt")
    let input = """
      {"id": "文", "text": "捐款X元。"}
      not JSON
      {"id": 2}
      {"id": [1], "text": "捐款"}

      {"id": 3, "text": ""}
      {"id": 4, "path": "none.txt"}
      {"id": 5, "text": "甲", "profile": "none"}
      {"id": 6, "text": "甲\\ud800"}
      {"id": 7, "path": "a.txt"}
      {"text": "捐款X元。", "more": null}\r
      {"id": 9, "text": "捐款X元。"}
      {"id": 10, "text": "捐款", "path": 7}
      """
    let answers = try answers(12, input, "--select", "placeholder")
    #expect(
      answers.map { $0["error"] != nil } == [
        false, true, true, true, true, true, true, true, false, false, false, true,
      ])
    #expect([0, 8, 9, 10].allSatisfy { rules(answers[$0]) == ["placeholder/money"] })
    #expect(answers[0]["id"] as? String == "文" && answers[10]["id"] as? Int == 9)
    #expect(answers[2]["id"] as? Int == 2 && answers[11]["id"] as? Int == 10)
    #expect(answers[9]["id"] is NSNull)
  }

  @Test func pathAndProfileCountAsOnTheCommandLine() throws {
    try place.write("overrides: [{files: [old/], severity: {placeholder: info}}]\n", to: ".zhangfa.yaml")
    try place.makeFolder("old")
    try place.makeFolder("new")
    let input = """
      {"id": 1, "path": "old/a.txt", "text": "捐款X元。"}
      {"id": 2, "path": "new/a.md", "text": "`捐款X元`，捐款X元。"}
      {"id": 3, "text": "关于学习的情况\\n一、主要工作\\n走访3户。\\n", "profile": "annual-summary"}
      """
    let answers = try answers(3, input)
    let severities = answers.prefix(2).map {
      ($0["diagnostics"] as? [[String: Any]])?.map { $0["severity"] as? String }
    }
    #expect(severities == [["info"], ["error"]])
    #expect(answers[2]["profile"] as? String == "annual-summary")
  }

  @Test(arguments: [
    ["a.txt"], ["--format", "json"], ["--fix"], ["--baseline", "b.json"], ["--output", "o"],
    ["--fail-on", "info"], ["--print-config", "a.txt"], ["--max-findings", "3"], ["--exclude", "a"],
    ["--force-exclude"], ["--no-gitignore"],
  ])
  func incompatibleOptionsAreRefused(_ options: [String]) throws {
    let run = try place.zhangfa(["check", "--stdin-format", "jsonl", "--format", "jsonl-documents"] + options)
    #expect(run.status == 2 && run.output == "" && run.error.contains("--stdin-format jsonl"), "\(run)")
  }

  @Test func aFolderIsALineForEachDraft() throws {
    try place.write("捐款X元。\n", to: "d/a.txt")
    try place.write("捐款3元。\n", to: "d/b.txt")
    let run = try place.zhangfa("d", "--format", "jsonl-documents")
    #expect(run.status == 1)
    #expect(run.lines.count == 2 && run.lines[0].contains("placeholder/money") && run.lines[1].contains("\"d/b.txt\""))
  }
}

/// Reading the lines of a stream.
@Suite struct LineReaderTests {
  private func lines(_ bytes: [UInt8]) throws -> [LineReader.Line] {
    let place = try Workplace()
    try place.write(bytes, to: "lines")
    let handle = try FileHandle(forReadingFrom: place.folder.appending(path: "lines"))
    var reader = LineReader(.init(rawValue: handle.fileDescriptor))
    var lines: [LineReader.Line] = []
    while let line = try reader.next() { lines.append(line) }
    return lines
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\nb\n", ["a", "b"]), ("\n\na\r\n\r\nb", ["a", "b"]), ("a\rb\n", ["a\rb"]),
  ])
  func linesEndWithLineFeeds(text: String, expected: [String]) throws {
    #expect(try lines(Array(text.utf8)) == expected.map { .bytes(Array($0.utf8)) })
  }

  @Test func linesLongerThanTheBufferAreRead() throws {
    let long = [UInt8](repeating: 0x61, count: 300_000)
    #expect(try lines(long + [0x0A, 0x62, 0x0A] + long) == [.bytes(long), .bytes([0x62]), .bytes(long)])
  }

  @Test func tooLongLineIsSkipped() throws {
    let long = [UInt8](repeating: 0x61, count: LineReader.limit + 200_000)
    #expect(try lines(long + [0x0A, 0x62]) == [.tooLong, .bytes([0x62])])
    #expect(try lines(long) == [.tooLong])
  }
}

/// Inputs that are read, transformed and passed on as a stream.
@Suite struct StreamedForEachTests {
  private final class Source: @unchecked Sendable {
    private let lock = NSLock()
    private var next = 0

    /// The number of inputs that were read.
    var count: Int { lock.withLock { next } }

    func take(_ count: Int) -> Int? {
      lock.withLock {
        guard next < count else { return nil }
        defer { next += 1 }
        return next
      }
    }
  }

  @Test(arguments: [1, 2, 7]) func resultsComeInOrder(window: Int) {
    let source = Source()
    var results: [Int] = []
    let count: @Sendable (Int) -> Int = { number in (0..<(300 - number)).reduce(number) { $1 < 0 ? 0 : $0 } }
    forEachInOrder(from: { source.take(300) }, window: window, count, body: { results.append($0) })
    #expect(results == Array(0..<300))
  }

  @Test func resultDoesNotWaitForTheNextInput() {
    let source = Source()
    let answered = DispatchSemaphore(value: 0)
    var results: [Int] = []
    let next: @Sendable () -> Int? = {
      guard let number = source.take(20) else { return nil }
      // The previous input must have been answered.
      if number > 0 { answered.wait() }
      return number
    }
    let take: (Int) -> Void = { number in
      results.append(number)
      answered.signal()
    }
    forEachInOrder(from: next, { $0 }, body: take)
    #expect(results == Array(0..<20))
  }

  @Test(arguments: [1, 2, 7]) func readsNoMoreInputThanTheWindow(window: Int) {
    let read = Source()
    var (farthest, finished) = (0, 0)
    let take: (Int) -> Void = { _ in
      farthest = max(farthest, read.count - finished)
      finished += 1
    }
    forEachInOrder(from: { read.take(200) }, window: window, { $0 }, body: take)
    #expect(farthest <= window && finished == 200)
  }

  private struct Stop: Error {}

  @Test func endsIfAResultCannotBeWritten() {
    let source = Source()
    #expect(throws: Stop.self) {
      try forEachInOrder(from: { source.take(1_000_000) }, window: 3, { $0 }, body: { if $0 == 5 { throw Stop() } })
    }
  }
}
