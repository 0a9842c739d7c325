import Diagnostics
import DraftText
import Testing

@testable import Reporting

@Suite struct FingerprintTests {
  private static let draft = "工作总结\n一、抓学习\n到青溪开会X次，听取意见，走访农户，慰问党员。到白石开会X次。\n一、抓服务\n"

  /// Returns the fingerprints of findings on each X in `text`.
  private func fingerprints(
    _ text: String = draft, path: String = "a.txt", argument: String = "X", template: String = "“{match}”"
  ) -> [String] {
    let sample = Sample(text)
    let places = sample.source.utf8.indices.filter { sample.source.utf8[$0] == 0x58 }
    let findings = places.map { place in
      Diagnostic(
        ruleID: RuleID("placeholder/x"), severity: .error,
        message: Message(LocalizedText(verbatim: template), ["match": LocalizedText(verbatim: argument)]),
        range: TextRange(place, place + 1))
    }
    var all = Fingerprints()
    return all.fingerprints(of: sample.report(path, findings), at: path)
  }

  @Test func areStableBetweenRuns() {
    #expect(fingerprints() == fingerprints())
    #expect(Set(fingerprints()).count == 2)
    #expect(fingerprints().allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
  }

  @Test(arguments: [
    "新的一段。\n" + draft,
    draft.replacing("\n", with: "\r\n"),
    draft.replacing("抓学习", with: "抓班子"),
    draft + "X",
    draft.replacing("X次。\n", with: "X次。此外，到红叶、杨柳、桥头、石门等十二个村看望了困难群众。\n"),
  ])
  func stayWhenOtherPlacesChange(text: String) {
    #expect(Array(fingerprints(text).prefix(1)) == Array(fingerprints().prefix(1)))
  }

  @Test func doNotDependOnTheWordingOfTheMessage() {
    #expect(fingerprints(template: "{match} is wrong") == fingerprints())
  }

  @Test func leaveOutMeasuredNumbers() {
    #expect(fingerprints(argument: "812") == fingerprints(argument: "813"))
    #expect(fingerprints(argument: "甲") != fingerprints(argument: "乙"))
  }

  @Test func differWithPathAndPlace() {
    #expect(Set(fingerprints()).isDisjoint(with: fingerprints(path: "b.txt")))
    #expect(Set(fingerprints()).isDisjoint(with: fingerprints(Self.draft.replacing("开会", with: "座谈"))))
  }

  /// Findings that are otherwise equal are numbered, in a paragraph and in a file that is reported twice.
  @Test func areUniqueInARun() {
    let text = String(repeating: "到青溪开会X次。\n", count: 5)
    #expect(Set(fingerprints(text)).count == 5)
    #expect(fingerprints(text + text).prefix(5).elementsEqual(fingerprints(text)))

    let sample = Sample(text)
    let report = sample.report("a.txt", [sample.finding("placeholder/x", .error, at: sample.range("X"))])
    let error = ReportedError(path: "a.txt", message: LocalizedText(verbatim: "有误"))
    var all = Fingerprints()
    let prints =
      all.fingerprints(of: report, at: "a.txt") + all.fingerprints(of: report, at: "a.txt")
      + [all.fingerprint(of: error, at: "a.txt"), all.fingerprint(of: error, at: "a.txt")]
    #expect(Set(prints).count == 4)
  }

  /// An empty place, or a place at a line end, also has a fingerprint.
  @Test(arguments: ["", "甲", "甲\r\n乙", "\r\n", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷"])
  func existForEveryRange(text: String) {
    let source = SourceText(text)
    let borders = (0...source.utf8.count).filter(source.isScalarBorder)
    for start in borders {
      for end in borders where end >= start {
        let finding = Sample(text).finding("test/a", .info, at: TextRange(start, end))
        var all = Fingerprints()
        #expect(all.fingerprints(of: Sample(text).report("a", [finding]), at: "a").count == 1)
      }
    }
  }
}

extension Fingerprints {
  /// The fingerprints of all findings of `report`.
  fileprivate mutating func fingerprints(of report: FileReport, at path: String) -> [String] {
    var prints = begin(report, at: path)
    return report.diagnostics.map { prints.next($0) }
  }
}
