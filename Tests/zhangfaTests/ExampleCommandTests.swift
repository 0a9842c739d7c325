import Foundation
import Testing

/// `zhangfa test`, for authors of rules.
@Suite struct ExampleCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", pattern: "Ｑ")
  }

  private func write(_ examples: String, pattern: String = "Ｑ", to path: String = "rules/test/z.yaml") throws {
    let head = "kind: forbid\nseverity: error\nmessage: {zh: '“{match}”不该有', en: 'no “{match}”'}\npattern: \(pattern)\n"
    try place.write(head + examples, to: path)
  }

  @Test func soundExamples() throws {
    let run = try place.zhangfa("test", "rules")
    #expect(run.status == 0)
    #expect(run.output == "tried 4 examples of 1 rule: all hold\n")
    #expect(try place.zhangfa("test", "./rules/").output == run.output)
    #expect(try place.zhangfa("test", "rules", "--lang", "zh").output == "试了 1 条规则的 4 个示例：全部相符\n")
  }

  struct Failure: Sendable {
    let name, examples, english, chinese: String
  }

  static let failures = [
    Failure(
      name: "another place", examples: "examples:\n  bad:\n    - 甲⟦乙Ｑ⟧\n  good: []\n",
      english: """
        rules/test/z.yaml:7:7: error: bad example fails: 1 not reported, 1 reported that should not be [test/z]
          expected    甲⟦乙Ｑ⟧
          actual      甲乙⟦Ｑ⟧
          missing     1:2  “乙Ｑ”
          unexpected  1:3  no “Ｑ”

        tried 1 example of 1 rule: 1 fails

        """,
      chinese: """
        rules/test/z.yaml:7:7: 错误: bad 示例不符：漏报 1 处，多报 1 处 [test/z]
          应报  甲⟦乙Ｑ⟧
          实报  甲乙⟦Ｑ⟧
          漏报  1:2  “乙Ｑ”
          多报  1:3  “Ｑ”不该有

        试了 1 条规则的 1 个示例：1 个不符

        """),
    Failure(
      name: "lines that are right are left out",
      examples: "examples:\n  bad:\n    - {profile: speech, text: \"甲⟦Ｑ⟧\\n⟦乙⟧\\n\"}\n  good: [Ｑ, 丙]\n",
      english: """
        rules/test/z.yaml:7:31: error: bad example fails: 1 not reported [test/z]
          expected    2  ⟦乙⟧
          actual      2  乙
          missing     2:1  “乙”

        rules/test/z.yaml:8:10: error: good example fails: 1 reported that should not be [test/z]
          expected    Ｑ
          actual      ⟦Ｑ⟧
          unexpected  1:1  no “Ｑ”

        tried 3 examples of 1 rule: 2 fail

        """,
      chinese: """
        rules/test/z.yaml:7:31: 错误: bad 示例不符：漏报 1 处 [test/z]
          应报  2  ⟦乙⟧
          实报  2  乙
          漏报  2:1  “乙”

        rules/test/z.yaml:8:10: 错误: good 示例不符：多报 1 处 [test/z]
          应报  Ｑ
          实报  ⟦Ｑ⟧
          多报  1:1  “Ｑ”不该有

        试了 1 条规则的 3 个示例：2 个不符

        """),
  ]

  @Test(arguments: failures)
  func showsFailures(_ failure: Failure) throws {
    try write(failure.examples)
    for (language, text) in [("en", failure.english), ("zh", failure.chinese)] {
      let run = try place.zhangfa("test", "rules", "--select", "test/z", "--lang", language)
      #expect(run.status == 1)
      #expect(run.output == text, "\(failure.name)")
      #expect(run.error == "")
    }
  }

  @Test func tellsInWhichFormAnExampleFails() throws {
    try write("examples:\n  bad: [\"⟦甲⟧\\n乙\"]\n  good: []\n", pattern: "'甲(?!\\r)'")
    let run = try place.zhangfa("test", "rules", "--select", "test/z")
    #expect(run.lines[0].hasSuffix("1 not reported (only with CRLF line ends) [test/z]"), "\(run.output)")
  }

  @Test func selectsSeveralRules() throws {
    try place.writeRule("rules/test/z.yaml", pattern: "Ｑ")
    for names in ["test/q,test/z", "test/q, test/z", " test/q ,,test/z,"] {
      let run = try place.zhangfa("test", "rules", "--select", names)
      #expect(run.output == "tried 8 examples of 2 rules: all hold\n", "\(run.error)")
    }
  }

  @Test func countsWhatFails() throws {
    try write("examples:\n  bad: [⟦甲⟧]\n  good: [Ｑ]\n")
    let run = try place.zhangfa("test", "rules")
    #expect(run.status == 1)
    #expect(run.lines.last == "tried 6 examples of 2 rules: 2 fail")
  }

  @Test func listsEverythingWhenAsked() throws {
    try write("")
    let run = try place.zhangfa("test", "rules", "--verbose")
    #expect(run.status == 0)
    #expect(
      run.output == """
        test/q  2 bad + 2 good  ok
        test/z  -               no examples

        tried 4 examples of 2 rules: all hold

        """)
  }

  @Test func warnsOfARuleWithoutExamples() throws {
    try write("")
    let run = try place.zhangfa("test", "rules", "--lang", "zh")
    #expect(run.status == 0)
    #expect(run.lines[0] == "rules/test/z.yaml:1:1: 警告: 这条规则没有示例，没有试到 [test/z]")
  }

  @Test(arguments: [
    (["test", "rules", "--select", "test/z"], "zhangfa: error: there are no examples, so nothing was tested"),
    (["test", "empty"], "zhangfa: error: no rules, profiles or parts in empty\n"),
    (["test", "none"], "zhangfa: error: no such rule folder: none\n"),
    (["test", "rules/test/q.yaml"], "zhangfa: error: rules/test/q.yaml is not a folder of rules\n"),
    (["test", "rules", "--select", "test/p"], "zhangfa: error: there is no rule or category “test/p”; did you mean"),
  ])
  func failsWithoutExamples(arguments: [String], error: String) throws {
    try write("")
    try place.makeFolder("empty")
    let run = try place.zhangfa(arguments)
    #expect(run.status == 2)
    #expect(run.error.hasPrefix(error), "\(run.error)")
  }

  @Test func brokenFileIsAnErrorAndNoFailedExample() throws {
    try write("examples: {bad: [⟦甲], good: []}\n")
    let run = try place.zhangfa("test", "rules")
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("rules/test/z.yaml:5:18: error: ⟦ and ⟧ do not pair up\n"), "\(run.error)")
    let chinese = try place.zhangfa("test", "rules", "--lang", "zh").error
    #expect(chinese.hasPrefix("rules/test/z.yaml:5:18: 错误: ⟦ 与 ⟧ 不成对\n"), "\(chinese)")
    #expect(run.output == "")
  }

  private static let profile = """
    name: {zh: 会议大事记, en: memorandum}
    priority: 80
    title: 大事记
    title-unless: 办法$
    parts: [{part: title, missing: warning}, {part: decisions, missing: error}]
    own-parts:
      decisions:
        name: {zh: 议定事项, en: decisions}
        heading: 议定
        examples:
          is: [会议议定事项, 会议要求]
          is-not: [会议时间]
    examples:
      is:
        - 局长办公会议大事记
        - 第三次会议大事记
      is-not: [大事记编写办法, 局务会大事记]

    """

  @Test func profilesAndPartsHaveExamplesToo() throws {
    try place.write(Self.profile, to: "house/profiles/proceedings.yaml")
    try place.write("annex: {name: 附件, heading: 附件}\n", to: "house/parts.yaml")
    let run = try place.zhangfa("test", "house")
    #expect(run.status == 1)
    #expect(
      run.output == """
        house/profiles/proceedings.yaml:17:21: error: is-not example fails: it is taken for “memorandum” (proceedings) \
        [profiles/proceedings]
          局务会大事记

        house/profiles/proceedings.yaml:11:20: error: is example fails: the heading does not name this part \
        [profiles/proceedings/decisions]
          会议要求

        tried 7 examples of 1 profile, 2 parts: 2 fail

        """)
    let one = try place.zhangfa("test", "house", "--select", "profiles/proceedings/decisions", "--lang", "zh")
    #expect(one.lines.last == "试了 1 个部分的 3 个示例：1 个不符")
  }

  @Test(arguments: [
    ("  is: [甲]\n", "1:1: error: missing key “is-not”"), ("  is: [甲]\n  isnot: [乙]\n", "unknown key “isnot”"),
    ("  is: 甲\n  is-not: []\n", "expected a list"),
  ])
  func brokenExamplesOfAProfile(examples: String, error: String) throws {
    try place.write("examples:\n\(examples)name: 甲\npriority: 3\nparts: []\n", to: "house/profiles/a.yaml")
    let run = try place.zhangfa("test", "house")
    #expect(run.status == 2)
    #expect(run.error.contains(error.replacing("1:1", with: "2:3")), "\(run.error)")
  }
}
