import Diagnostics
import DraftText
import Foundation
import Testing

@testable import Reporting

@Suite struct ConciseReporterTests {
  @Test(arguments: Language.allCases)
  func writesOneLineForEachFinding(language: Language) {
    let sample = Sample("𠮷X，Y")
    let findings = [
      sample.finding("placeholder/x", .error, at: sample.range("X")),
      sample.finding("punctuation/halfwidth", .info, at: sample.range("，")),
    ]
    let wrong = language == .zh ? "有误" : " is wrong"
    #expect(
      rendered(.concise, [sample.report("a.txt", findings), duplicateOrdinal()], language) == """
        a.txt:1:2: error: “X”\(wrong) [placeholder/x]
        a.txt:1:3: info: “，”\(wrong) [punctuation/halfwidth]
        稿.txt:2:4: error: “一、”\(wrong) [numbering/duplicate]

        """)
  }

  @Test func isEmptyWhenNothingWasFound() {
    #expect(rendered(.concise, [Sample("甲").report("a.txt")]) == "")
  }
}

@Suite struct JSONReporterTests {
  @Test func isVersion1() throws {
    let failure = ReportedError(
      path: "b/乙.txt", message: LocalizedText(zh: "没有查完", en: "stopped"), rule: RuleID("test/runaway"))
    // The draft has CRLF: 一、甲 takes 9 bytes and the line end 2, 　　 6 and 𠮷 4.
    try expectJSON(
      rendered(
        .json, [duplicateOrdinal(lineEnd: "\r\n"), Sample("甲").report("b/乙.txt", failures: [failure])],
        errors: [
          ReportedError(path: "c.txt", message: LocalizedText(zh: "空文件", en: "empty file")),
          ReportedError(
            path: "r.yaml", position: LinePosition(line: 3, column: 24), message: LocalizedText(verbatim: "有误")),
        ]),
      """
      {"version": 1, "tool": {"name": "zhangfa", "version": "\(toolVersion)"},
       "files": [{"path": "稿.txt", "profile": "annual-summary", "encoding": "utf-8"},
                 {"path": "b/乙.txt", "profile": "annual-summary", "encoding": "utf-8"}],
       "diagnostics": [
         {"path": "稿.txt", "rule": "numbering/duplicate", "severity": "error", "message": "“一、”有误", "text": "一、",
          "range": {"start": {"line": 2, "column": 4, "offset": 21}, "end": {"line": 2, "column": 6, "offset": 27}},
          "related": [{"message": "第一个在这里", "range":
            {"start": {"line": 1, "column": 1, "offset": 0}, "end": {"line": 1, "column": 3, "offset": 6}}}],
          "fix": {"title": "改为“二、”", "applicability": "safe", "edits": [{"replacement": "二、", "range":
            {"start": {"line": 2, "column": 4, "offset": 21}, "end": {"line": 2, "column": 6, "offset": 27}}}]}}],
       "errors": [{"path": "b/乙.txt", "message": "没有查完", "rule": "test/runaway"},
                  {"path": "c.txt", "message": "空文件"},
                  {"path": "r.yaml", "line": 3, "column": 24, "message": "有误"}],
       "summary": {"files": 2, "error": 1, "warning": 0, "info": 0}}
      """)
  }

  @Test func jsonIsCompleteWithoutFindings() throws {
    try expectJSON(
      rendered(.json, []),
      """
      {"version": 1, "tool": {"name": "zhangfa", "version": "\(toolVersion)"}, "files": [], "diagnostics": [],
       "errors": [], "summary": {"files": 0, "error": 0, "warning": 0, "info": 0}}
      """)
  }

  @Test func hasNoFixWhereNoneIsKnown() {
    let sample = Sample("X")
    let text = rendered(
      .json, [sample.report("a/b.txt", [sample.finding("placeholder/x", .error, at: sample.range("X"))])])
    #expect(!text.contains("\"fix\""))
    #expect(text.contains("\"related\""))
    #expect(text.contains("a/b.txt"))
    #expect(text.hasSuffix("}\n"))
  }

  @Test func namesTheEncodingOfTheDraft() throws {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x32, 0x75, 0x58, 0x00]
    let file = FileReport(
      path: "a.txt", source: try SourceText(decoding: bytes), profile: "general",
      profileName: LocalizedText(verbatim: ""), diagnostics: [])
    #expect(rendered(.json, [file]).contains("\"utf-16le\""))
  }

  private func expectJSON(_ actual: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let values = try [actual, expected].map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    #expect(values[0] == values[1], sourceLocation: sourceLocation)
  }
}

/// JSON without regard to white space and the order of keys.
private indirect enum JSONValue: Decodable, Equatable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  case number(Int)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let object = try? container.decode([String: JSONValue].self) {
      self = .object(object)
    } else if let array = try? container.decode([JSONValue].self) {
      self = .array(array)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else {
      self = .number(try container.decode(Int.self))
    }
  }
}

@Suite struct SARIFLimitTests {
  private struct Log: Decodable {
    struct Run: Decodable {
      struct Invocation: Decodable {
        struct Notification: Decodable {
          struct Message: Decodable { let text: String }

          let level: String
          let message: Message
        }

        let executionSuccessful: Bool
        let toolExecutionNotifications: [Notification]
      }

      struct Result: Decodable {}

      let results: [Result]
      let invocations: [Invocation]
    }

    let runs: [Run]
  }

  @Test(
    arguments: [
      (25_000, .zh, []), (25_003, .zh, ["结果超过 25000 条，另有 3 条没有写入"]),
      (25_001, .en, ["more than 25000 results: 1 result not in this report"]),
    ] as [(Int, Language, [String])])
  func sarifResultsAreLimitedForGitHub(count: Int, language: Language, notices: [String]) throws {
    let sample = Sample("X")
    let finding = sample.finding("placeholder/x", .error, at: sample.source.range)
    let report = rendered(.sarif, [sample.report("a.txt", Array(repeating: finding, count: count))], language)
    let run = try #require(try JSONDecoder().decode(Log.self, from: Data(report.utf8)).runs.first)
    #expect(run.results.count == 25_000)
    #expect(run.invocations[0].toolExecutionNotifications.map(\.message.text) == notices)
    #expect(run.invocations[0].executionSuccessful)
  }
}
