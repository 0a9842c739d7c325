import Diagnostics
import DraftText
import RuleEngine
import RuleFiles
import SystemPackage
import Testing

@testable import Linting

@Suite struct ConfigurationTests {
  static func read(_ text: String) throws(RuleSetError) -> Configuration {
    try Configuration("/办公室/.zhangfa.yaml", shown: ".zhangfa.yaml", bytes: Array(text.utf8))
  }

  @Test func readsAllKeys() throws {
    let configuration = try Self.read(
      """
      # 全市统一
      profile: annual-summary
      severity:
        placeholder: error
        numbering/delimiter: off
      accept: [X光机]
      names: [霁川市水务局]
      exclude: [归档/]
      overrides:
        - files: [发言/, "*讲话*"]
          profile: speech
          severity: {numbering/delimiter: info}
          accept: [“X”计划]
      """)
    let plain = FileSettings(configuration, for: "总结.txt")
    #expect(plain.profile?.value == "annual-summary")
    #expect(plain.profile?.origin == ".zhangfa.yaml:2:10")
    #expect(plain.severity(of: RuleID("placeholder/date"))?.value == .error)
    #expect(plain.severity(of: RuleID("numbering/delimiter"))?.value == .off)
    #expect(plain.severity(of: RuleID("numbering/gap")) == nil)
    #expect(plain.accepted.map(\.value) == ["X光机"])
    #expect(plain.names.map(\.value) == ["霁川市水务局"])
    #expect(configuration.excluded.map { $0.matches("归档/a.txt") } == [true])

    for path in ["发言/王某.txt", "在座谈会上的讲话稿.txt"] {
      let speech = FileSettings(configuration, for: path)
      #expect(speech.profile?.value == "speech")
      #expect(speech.severity(of: RuleID("numbering/delimiter"))?.value == .info)
      #expect(speech.severity(of: RuleID("placeholder/date"))?.value == .error)
      #expect(speech.accepted.map(\.value) == ["X光机", "“X”计划"])
    }
  }

  @Test("A file of nothing but comments says nothing", arguments: ["", "# 什么也没有\n", "---\n"])
  func empty(_ text: String) throws {
    #expect(try FileSettings(Self.read(text), for: "a.txt") == FileSettings())
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let place: String
    let message: String

    var testDescription: String { message }
  }

  private static func names(_ count: Int) -> String { Array(repeating: "某局", count: count).joined(separator: ", ") }

  static let faults = [
    Fault(text: "profil: speech", place: "1:1", message: "unknown key “profil”; did you mean “profile”?"),
    Fault(
      text: "severity: {pair: fatal}", place: "1:18",
      message: "unknown value “fatal”; it can be: error, warning, info, off"),
    Fault(text: "severity: error", place: "1:11", message: "expected keys with values, found “error”"),
    Fault(text: "lang: fr", place: "1:7", message: "unknown value “fr”; it can be: zh, en"),
    Fault(text: "accept: X光机", place: "1:9", message: "expected a list, found “X光机”"),
    Fault(text: "overrides:\n  - profile: speech", place: "2:5", message: "missing key “files”"),
    Fault(text: "overrides:\n  - files: [a]\n    exclude: [b]", place: "3:5", message: "unknown key “exclude”"),
    Fault(text: "profile:\n", place: "1:1", message: "key “profile” has no value; write '' for an empty text"),
    Fault(text: "profile: speech\nprofile: general", place: "2:1", message: "duplicate key “profile”, first on line 1"),
    Fault(
      text: "overrides: [{files: ['*'], names: [\(names(150))]}, {files: [a], names: [\(names(51))]}]",
      place: "1:\(names(150).count + names(51).count + 59)", message: "more than 200 names"),
    Fault(text: "- profile", place: "1:1", message: "expected keys with values, found a list"),
  ]

  @Test("What is wrong is said with its place", arguments: faults)
  func fault(_ fault: Fault) throws {
    let error = #expect(throws: RuleSetError.self) { try Self.read(fault.text) }
    let first = try #require(error?.errors.first)
    #expect("\(first.line):\(first.column)" == fault.place)
    #expect(first.message.en.hasPrefix(fault.message), "\(first.message.en)")
  }
}
