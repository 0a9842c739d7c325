import Diagnostics
import DraftText
import Reporting
import Testing

@Suite struct TextReporterTests {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func showsAFindingWithItsLineItsRelatedPlaceAndItsFix(lineEnd: String) {
    #expect(
      rendered(.text, [duplicateOrdinal(lineEnd: lineEnd)]) == """
        稿.txt（年度总结）
        稿.txt:2:4: 错误: “一、”有误 [numbering/duplicate]
          　　𠮷一、乙
                ^~~~
          稿.txt:1:1: 说明: 第一个在这里
            一、甲
            ^~~~
          可改: 改为“二、”

        核稿 1 个文件，错误 1，警告 0，提示 0
        --fix 可改 1 处

        """)
  }

  @Test func speaksEnglish() {
    #expect(
      rendered(.text, [duplicateOrdinal()], .en)
        == """
        稿.txt (annual summary)
        稿.txt:2:4: error: “一、”有误 [numbering/duplicate]
          　　𠮷一、乙
                ^~~~
          稿.txt:1:1: note: the first is here
            一、甲
            ^~~~
          fix: write “二、”

        checked 1 file: 1 error, 0 warnings, 0 info
        1 can be fixed with --fix

        """.replacing("”有误", with: "” is wrong"))
  }

  @Test func namesTheProfileOfEveryFile() {
    let clean = Sample("甲").report("b.txt")
    let failure = ReportedError(path: "c.txt", message: LocalizedText(verbatim: "有误"), rule: RuleID("test/runaway"))
    let stopped = Sample("甲").report("c.txt", failures: [failure])
    #expect(
      rendered(.text, [Sample("甲").report("a.txt"), duplicateOrdinal(), clean, stopped]).split(separator: "\n")
        .filter { $0.contains("（年度总结）") } == [
          "a.txt（年度总结）没有发现问题", "稿.txt（年度总结）", "b.txt（年度总结）没有发现问题", "c.txt（年度总结）没有查完",
        ])
  }

  @Test func saysSoWhenNothingWasFound() {
    #expect(
      rendered(.text, [Sample("甲").report("a.txt")]) == """
        a.txt（年度总结）没有发现问题

        核稿 1 个文件，没有发现问题

        """)
  }

  @Test func countsWhatCouldNotBeChecked() {
    let error = ReportedError(path: "b.txt", message: LocalizedText(zh: "没有这个文件", en: "no such file"))
    #expect(rendered(.text, [], errors: [error], .zh) == "核稿 0 个文件；另有 1 处没有核成\n")
    #expect(rendered(.text, [], errors: [error, error], .en) == "checked 0 files; 2 checks could not be done\n")
    #expect(error.line(in: .zh) == "b.txt: 错误: 没有这个文件\n")
    #expect(error.line(in: .en) == "b.txt: error: no such file\n")
  }

  @Test func callsInfoByItsName() {
    let sample = Sample("甲")
    let file = sample.report("a.txt", [sample.finding("length/paragraph", .info, at: sample.source.range)])
    #expect(rendered(.text, [file], .en).hasSuffix("checked 1 file: 0 errors, 0 warnings, 1 info\n"))
  }

  @Test func saysWhereAnErrorIs() {
    let error = ReportedError(
      path: "r.yaml", position: LinePosition(line: 3, column: 24), message: LocalizedText(zh: "有误", en: "wrong"))
    #expect(error.line(in: .en) == "r.yaml:3:24: error: wrong\n")
  }

  @Test func foldsALineFullOfBlanks() {
    let sample = Sample("甲X月X日\n印X份，订X册，付X元，走X人。三、")
    let blanks = (0..<6).map { sample.range("X", $0) }
    let rules =
      ["placeholder/date", "placeholder/date"] + Array(repeating: "placeholder/amount", count: 3) + ["placeholder/name"]
    let findings = zip(rules, blanks).map { sample.finding($0, .error, at: $1) }
    let other = sample.finding("numbering/gap", .warning, at: sample.range("三、"))
    #expect(
      rendered(.text, [sample.report("a.txt", findings + [other])]) == """
        a.txt（年度总结）
        a.txt:1:2: 错误: “X”有误 [placeholder/date]
          甲X月X日
            ^

        a.txt:1:4: 错误: “X”有误 [placeholder/date]
          甲X月X日
               ^

        a.txt:2:2: 错误: 这一行有 4 处没有填 [placeholder]
          印X份，订X册，付X元，走X人。三、
            ^      ^      ^      ^
          placeholder/amount: 3 处，第 2、6、10 列
          placeholder/name: 1 处，第 14 列

        a.txt:2:17: 警告: “三、”有误 [numbering/gap]
          印X份，订X册，付X元，走X人。三、
                                      ^~~~

        核稿 1 个文件，错误 6，警告 1，提示 0

        """)
  }

  @Test func doesNotFoldInMachineFormats() {
    let sample = Sample("X、X、X、X、X")
    let findings = (0..<5).map { sample.finding("placeholder/x", .error, at: sample.range("X", $0)) }
    #expect(rendered(.concise, [sample.report("a", findings)]).split(separator: "\n").count == 5)
    #expect(rendered(.json, [sample.report("a", findings)]).split(separator: "placeholder/x").count == 6)
  }

  @Test func colorsOnlyWhenAsked() {
    #expect(rendered(.text, [duplicateOrdinal()], isColored: true).contains("\u{1B}[1;31m错误:\u{1B}[0m"))
    #expect(!rendered(.text, [duplicateOrdinal()]).contains("\u{1B}"))
  }

  @Test func escapesControlCharacters() {
    let sample = Sample("a\u{1B}[31mX\u{202E}\u{9B}b")
    let file = sample.report(
      "a\u{1B}\n.txt", [sample.finding("placeholder/x", .error, at: sample.range("\u{1B}[31mX"))])
    for format in [ReportFormat.text, .concise] {
      let text = rendered(format, [file])
      #expect(!text.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{9B}"].contains($0) }, "\(format)")
      #expect(text.contains("a␛␊.txt:1:2:"), "\(format)")
    }
  }

  @Test func cutsAMessageThatQuotesAWholeChapter() {
    let sample = Sample(String(repeating: "甲", count: 10_000))
    let file = sample.report("a.txt", [sample.finding("length/paragraph", .info, at: sample.source.range)])
    #expect(rendered(.concise, [file]).count < 500)
    #expect(rendered(.text, [file]).split(separator: "\n").allSatisfy { $0.count < 500 })
  }
}
