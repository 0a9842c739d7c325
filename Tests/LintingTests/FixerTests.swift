import Diagnostics
import DraftText
import Foundation
import RuleEngine
import RuleFiles
import ShippedRules
import TestSupport
import Testing

@testable import Linting

/// A draft before and after fixing.
struct FixCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let before: String
  let after: String
  /// Whether the fix is unsafe, so that a person must review it.
  var isUnsafe = false

  init(_ name: String, _ before: String, _ after: String? = nil, isUnsafe: Bool = false) {
    testDescription = name
    self.before = before
    self.after = after ?? before
    self.isUnsafe = isUnsafe
  }
}

/// The fixes of the shipped rules.
@Suite struct FixerTests {
  private static let head = "青禾县水务局工作要点\n"
  private static func list(_ ordinals: [String], lead: String = "") -> String {
    let topics = ["抓好防汛备汛", "抓好节约用水", "抓好河道清理", "抓好饮水安全", "抓好队伍建设", "抓好项目建设"]
    return head + lead + zip(ordinals, topics).map { "\($0)\($1)\n按月调度，逐项落实责任单位。\n" }.joined()
  }

  private static let renumbering = [
    FixCase(
      "a repeated number, and all that follow it", list(["一、", "二、", "二、", "三、"]),
      list(["一、", "二、", "三、", "四、"])),
    FixCase("the last number repeated", list(["一、", "二、", "二、"]), list(["一、", "二、", "三、"])),
    FixCase("one number alone", list(["一、", "二、", "二、", "四、"]), list(["一、", "二、", "三、", "四、"])),
    FixCase("a gap that goes on", list(["一、", "二、", "四、", "五、"]), list(["一、", "二、", "三、", "四、"])),
    FixCase("a misprint", list(["一、", "七、", "三、", "四、"]), list(["一、", "二、", "三、", "四、"])),
    FixCase("several slips", list(["一、", "二、", "二、", "三、", "三、"]), list(["一、", "二、", "三、", "四、", "五、"])),
    FixCase("brackets", list(["（一）", "（二）", "（二）"]), list(["（一）", "（二）", "（三）"])),
    FixCase("figures", list(["1.", "2.", "2.", "3."]), list(["1.", "2.", "3.", "4."])),
    FixCase("two numbers lost", list(["一、", "二、", "五、"])),
    FixCase("a number that may belong elsewhere", list(["一、", "二、", "三、", "二、"])),
    FixCase("two slips in opposite directions", list(["一、", "三、", "三、", "四、"])),
    FixCase("a zero in front", list(["01．", "02．", "4．", "5．"]), list(["01．", "02．", "03．", "04．"])),
    FixCase("full-width figures", list(["１．", "２．", "２．"]), list(["１．", "２．", "３．"])),
    FixCase(
      "a number that is referred to", list(["一、", "二、", "二、", "三、"], lead: "具体分工见三、抓好饮水安全。\n"),
      list(["一、", "二、", "三、", "四、"], lead: "具体分工见三、抓好饮水安全。\n"), isUnsafe: true),
    FixCase(
      "a part that is referred to", list(["一、", "二、", "二、"], lead: "经费安排按照第二部分执行。\n"),
      list(["一、", "二、", "三、"], lead: "经费安排按照第二部分执行。\n"), isUnsafe: true),
    FixCase(
      "a reference to what stays", list(["一、", "二、", "三、", "三、"], lead: "经费安排按照第一部分执行。\n"),
      list(["一、", "二、", "三、", "四、"], lead: "经费安排按照第一部分执行。\n")),
    FixCase("a number that was announced", list(["一、", "二、", "四、"], lead: "今年重点抓好以下四项工作。\n")),
    FixCase(
      "a gap that the announced number knows nothing of", list(["一、", "二、", "四、"], lead: "今年重点抓好以下三项工作。\n"),
      list(["一、", "二、", "三、"], lead: "今年重点抓好以下三项工作。\n")),
    FixCase(
      "a heading that lost its mark",
      list(["一、", "二、", "四、"]).replacing("四、", with: "三抓好管网改造\n四、"),
      list(["一、", "二、", "三、"]).replacing("三、", with: "三抓好管网改造\n三、"), isUnsafe: true),
    // The duplicate heading is a finding before and after.
    FixCase(
      "a section pasted twice", "关于工作的总结\n\n一、工作\n我们好。\n一、工作\n我们很好。\n二、打算\n好。\n",
      "关于工作的总结\n\n一、工作\n我们好。\n二、工作\n我们很好。\n三、打算\n好。\n"),
  ]

  private static let marks = [
    FixCase("a mark after a bracket", list(["（一）", "（二）、", "（三）"]), list(["（一）", "（二）", "（三）"])),
    FixCase("a mark after a figure", list(["1.", "2、", "3."]), list(["1.", "2.", "3."])),
    FixCase("the mark that the others have", list(["1．", "2、", "3．"]), list(["1．", "2．", "3．"])),
    FixCase("half-width brackets", list(["（一）", "(二)", "（三）"]), list(["（一）", "（二）", "（三）"])),
    FixCase("half a bracket", list(["（一）", "（二)", "（三）"]), list(["（一）", "（二）", "（三）"])),
    FixCase("a habit of the house", list(["1、", "2、", "3、"])),
    FixCase("a word in place of a word", list(["第一部分 ", "第二章 ", "第三部分 "])),
    FixCase(
      "half-width marks", head + "加强管理, 注重实效;责任到人:逐项落实(试行)。\n",
      head + "加强管理，注重实效；责任到人：逐项落实（试行）。\n"),
    FixCase("figures and Latin", head + "共1,200人，时间为8:30，依据ISO(2015)办理。\n"),
    FixCase(
      "an address and a link", head + "登录http://a.cn/查询?单位=水务,见[办法](试行办法)办理。\n"),
    FixCase("a full stop that may be a comma", head + "压实各方责任.强化督导考核。\n"),
    FixCase("an interpunct", head + "举办“青禾•好邻居”评选。\n", head + "举办“青禾·好邻居”评选。\n"),
    FixCase(
      "enumerators", head + "做到：一是一是抓学习。二是是抓服务。三是三是抓作风。\n", head + "做到：一是抓学习。二是抓服务。三是抓作风。\n"),
    FixCase("first and first", head + "首先，首先，抓学习。其次，抓服务。\n", head + "首先，抓学习。其次，抓服务。\n"),
    FixCase(
      "a doubled word", head + "落实的的措施已经到位。\n", head + "落实的措施已经到位。\n", isUnsafe: true),
    FixCase("years and figures", head + "一九九0年建厂，印发〔2020〕第1号文件，共12 345人。\n"),
    FixCase("blanks", head + "X月X日，XXX同志走访群众XX户。\n"),
  ]

  private static let residue = [
    FixCase(
      "lines of a site", "更多范文请访问www.qzfw.com\n" + head + "今年抓好防汛。\n【此处隐藏1268字】\n", head + "今年抓好防汛。\n"),
    FixCase(
      "a line that may be an office's", "仅供学习 禁止外传\n" + head + "今年抓好防汛。\n", head + "今年抓好防汛。\n",
      isUnsafe: true),
    FixCase("a line without an end", head + "今年抓好防汛。\n【此处隐藏1268字】", head + "今年抓好防汛。\n"),
    FixCase(
      "a piece of a line", head + "今年抓好防汛(本文由青竹网收集整理)工作。\n", head + "今年抓好防汛工作。\n", isUnsafe: true),
    FixCase("nothing but a site", "更多范文请访问www.qzfw.com\n"),
    FixCase(
      "a page number in a sentence", head + "今年抓好防汛，各村\n— 3 —\n备足物资。\n", head + "今年抓好防汛，各村\n备足物资。\n"),
    FixCase(
      "page numbers in a row", head + "今年抓好防汛。\n第3页 共5页\n明年抓好抗旱。\n第4页 共5页\n后年抓好节水。\n",
      head + "今年抓好防汛。\n明年抓好抗旱。\n后年抓好节水。\n"),
    FixCase(
      "what may be the number of a part", head + "今年抓好防汛。\n— 3 —\n明年抓好抗旱。\n",
      head + "今年抓好防汛。\n明年抓好抗旱。\n", isUnsafe: true),
    FixCase(
      "what may be a date", head + "今年抓好防汛。\n3/5\n明年抓好抗旱。\n", head + "今年抓好防汛。\n明年抓好抗旱。\n", isUnsafe: true),
    FixCase("no width", head + "全镇\u{200B}共有党员\u{FEFF}860名。\n", head + "全镇共有党员860名。\n"),
    FixCase("a space that is seen", head + "《党旗领航\u{A0}\u{A0}青禾先行》\n", head + "《党旗领航  青禾先行》\n"),
    FixCase("spaces that are not needed", head + "一是\u{A0}抓学习，\u{A0}二是抓服务。\u{A0}\n", head + "一是抓学习，二是抓服务。\n"),
    FixCase(
      "spaces of figures and Latin", head + "装车\u{A0}5\u{A0}kg，见\u{A0}GB\u{A0}“T”\u{A0}15834。\n",
      head + "装车 5 kg，见 GB “T” 15834。\n"),
    FixCase("joiners that are spelling", head + "译文：\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}。\n"),
    FixCase("a family", head + "志愿服务队\u{1F469}\u{1F3FD}\u{200D}\u{1F4BB}受到欢迎。\n"),
  ]

  @Test("Safe fixes do what a careful clerk would", arguments: renumbering + marks + residue)
  func shipped(_ fixCase: FixCase) throws {
    let safe = try Fixer(.shipped()).fix(SourceText(fixCase.before))
    #expect(safe.source.string == (fixCase.isUnsafe ? fixCase.before : fixCase.after))
    #expect(safe.ending == .stable)
    if fixCase.isUnsafe {
      #expect(try Fixer(.shipped(), upTo: .unsafe).fix(SourceText(fixCase.before)).source.string == fixCase.after)
    }
  }

  @Test("Line ends, marks before the text and characters of four bytes stay", arguments: renumbering + marks + residue)
  func inOtherSurroundings(_ fixCase: FixCase) throws {
    guard !fixCase.isUnsafe else { return }
    for lineEnd in ["\n", "\r\n"] {
      let written = { (text: String) in
        text.replacing("\n", with: lineEnd).replacing("县水务局", with: "县𠮷溪水务局")
      }
      let result = try Fixer(.shipped()).fix(SourceText(written(fixCase.before)))
      #expect(result.source.string == written(fixCase.after))
    }
  }

  /// The encodings with and without a byte order mark.
  private static let encodings: [(name: String, mark: [UInt8], encode: @Sendable (String) throws -> [UInt8])] = [
    ("UTF-8", [], { Array($0.utf8) }), ("UTF-8 with BOM", [0xEF, 0xBB, 0xBF], { Array($0.utf8) }),
    ("UTF-16LE", [0xFF, 0xFE], { $0.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] } }),
    ("UTF-16BE", [0xFE, 0xFF], { $0.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] } }),
    ("GB18030", [0x84, 0x31, 0x95, 0x33], { try SourceText(decoding: [0xBC, 0xD7]).encoded(Array($0.utf8)) }),
  ]

  @Test("The encoding stays, and every byte that was not changed", arguments: encodings.map(\.name))
  func encoding(_ name: String) throws {
    let encoding = try #require(Self.encodings.first { $0.name == name })
    for fixCase in Self.renumbering + Self.marks where !fixCase.isUnsafe {
      let file = try DraftFile(encoding.mark + encoding.encode(fixCase.before), named: "a.txt")
      let bytes = try file.source.fileBytes(of: Fixer(.shipped()).fix(file.source).source)
      #expect(bytes == encoding.mark + (try encoding.encode(fixCase.after)))
    }
  }

  @Test func uncertainEncodingsAndWordDocumentsAreNotWritten() throws {
    let short = try DraftFile([0xBC, 0xD7], named: "a.txt")
    let uncertain = #expect(throws: Failure.self) { try short.source.fileBytes(of: SourceText("乙")) }
    #expect(uncertain?.message.zh == "没有改：不能确定是 GB18030 编码，请另存为 UTF-8")
    let document = try DraftFile(Checkout.fixture("half-year-word-numbering/draft.docx"), named: "a.docx")
    let unwritable = #expect(throws: Failure.self) { try document.source.fileBytes(of: document.source) }
    #expect(unwritable?.message.zh == "没有改：Word 文件只在副本里改，请用 --track-changes")
    let marked = try DraftFile([0x84, 0x31, 0x95, 0x33, 0xBC, 0xD7], named: "a.txt")
    #expect(
      try marked.source.fileBytes(of: SourceText("乙\u{E78D}"))
        == [0x84, 0x31, 0x95, 0x33, 0xD2, 0xD2, 0x84, 0x31, 0x82, 0x36])
  }

  @Test func wrappedLinesStayWrapped() throws {
    let before = """
      青禾县水务局2021年工作要点

        今年以来全局上下紧紧围绕防汛抗旱和供水保障中心工作
      坚持问题导向和目标导向,扎实推进各项任务落地见效并取得
      阶段性成果受到上级部门的充分肯定和社会各界的一致好评
      现将全年重点任务明确如下请各科室认真抓好贯彻落实
        一、抓好防汛备汛
        汛前完成堤防巡查和物资储备并逐级签订防汛责任书压实各
      级责任同时组织开展应急演练不断提高队伍实战能力和水平
        二、抓好节约用水
        深入推进节水型社会建设开展节水宣传进机关进学校进社区
      活动引导群众养成良好用水习惯进一步提高用水效率和效益
        二、抓好河道清理
        对全县河道开展拉网式排查建立问题台账逐项整改销号确保
      河畅水清岸绿景美让群众在家门口就能感受到水环境的变化

      """
    let after = before.replacing("导向,扎实", with: "导向，扎实").replacing("二、抓好河道", with: "三、抓好河道")
    let source = SourceText(before)
    #expect(try !Linter.shipped().document(source).reflowed.isIdentical)
    #expect(try Fixer(.shipped()).fix(source).source.string == after)
  }

  @Test(arguments: [
    (DraftFormat.plainText, "办理流程（申请->受理）：", "", true), (.plainText, "", "<p>", true),
    (.markdown, "办理流程（申请->受理）：\n", "", true), (.markdown, "", "> ", false),
  ])
  func listsInMarkdownQuotationsAreNotRenumbered(format: DraftFormat, lead: String, mark: String, isSafe: Bool) throws {
    let list = { (numbers: [Int]) in Self.head + lead + numbers.map { "\(mark)\($0).抓好防汛备汛\n" }.joined() }
    let draft = SourceText(list([1, 2, 2, 3]), format: format)
    let fixed = try Fixer(.shipped()).fix(draft).source.string
    #expect(fixed.replacing("<p>", with: "") == list(isSafe ? [1, 2, 3, 4] : [1, 2, 2, 3]).replacing("<p>", with: ""))
  }

  @Test func fourHundredRepeatedNumbersAreOneFix() throws {
    let ordinals = { (values: [Int]) in values.map { "\($0). 抓好防汛备汛\n" }.joined() }
    let result = try Fixer(.shipped()).fix(SourceText(Self.head + ordinals([1] + (2...400).flatMap { [$0, $0] })))
    #expect(result.source.string == Self.head + ordinals(Array(1...799)))
    #expect(result.ending == .stable)
    #expect(result.trials == 1)
  }

  @Test func countsWhatWasFixed() throws {
    let result = try Fixer(.shipped()).fix(SourceText(Self.head + "一,二、加强管理,注重实效;责任到人，逐项\n— 3 —\n落实到位。\n"))
    #expect(
      result.fixed
        == ["punctuation/halfwidth": 2, "residue/page": 1].reduce(into: [:]) { $0[RuleID($1.key)] = $1.value })
    #expect(result.remaining.diagnostics.allSatisfy { $0.fix?.applicability != .safe })
  }
}

/// How the fixer handles rules whose fixes conflict.
@Suite struct FixerGuardTests {
  /// Applies rules that replace a pattern by a text.
  private func fix(
    _ text: String, severity: Severity = .error, _ rules: (name: String, pattern: String, replacement: String)...
  ) throws -> Fixer.Result {
    let files = rules.map { rule in
      let text = """
        kind: replace
        severity: \(severity)
        message: {zh: 试, en: test}
        why: {zh: 试, en: test}
        pattern: '\(rule.pattern)'
        replacement: '\(rule.replacement)'
        applicability: safe
        """
      return (path: "t/\(rule.name).yaml", bytes: Array(text.utf8))
    }
    let ruleSet = try RuleSet(
      shipped: ShippedRules.snapshot, folders: [RuleFolder(path: "rules", files: files, isTrusted: true)])
    let selection = try RuleSelection(selected: ["t"], ignored: [], known: ruleSet.rules.map(\.metadata.id))
    return try Fixer(Linter(ruleSet, selection: selection)).fix(SourceText(text))
  }

  @Test func touchingFixesAreAppliedInSeparatePasses() throws {
    let result = try fix("甲乙甲乙", ("a", "甲", "子"), ("b", "乙", "丑"))
    #expect(result.source.string == "子丑子丑")
    #expect(result.passes.map(\.count) == [2, 2])
  }

  @Test func firstOfOverlappingFixesIsApplied() throws {
    #expect(try fix("甲乙丙", ("a", "甲乙", "子"), ("b", "乙丙", "丑")).source.string == "子丙")
  }

  @Test func fixesThatUndoEachOtherAreReportedAsEndless() throws {
    let result = try fix("甲", severity: .info, ("a", "甲", "乙"), ("b", "乙", "甲"))
    #expect(result.ending == .endless)
    #expect(result.passes.count == 2)
  }

  @Test func endlessFixesAreStopped() throws {
    #expect(try fix("甲", severity: .info, ("a", "甲$", "甲甲")).ending == .endless)
  }

  @Test func fixesThatDoubleTheTextAreStopped() throws {
    let result = try fix("甲", severity: .info, ("a", "甲", "甲甲"))
    // One of two limits is reached first: that of a draft's growth, or that of the work of one rule.
    #expect(result.source.utf8.count < 1 << 20)
    #expect(result.ending == .endless || !result.remaining.diagnostics.isEmpty)
  }

  /// Each fix of 甲 causes a fault. The more of them there are, the more trials are needed to find this out.
  @Test(arguments: [10, 1_000])
  func trialsOfHarmfulFixesAreLimited(count: Int) throws {
    let text = "丁，" + String(repeating: "甲，", count: count)
    let result = try fix(text, ("a", "甲", "乙"), ("b", "乙", "甲甲"), ("d", "丁", "戊"))
    #expect(result.trials <= Fixer.mostTrials)
    #expect(result.ending == (count == 10 ? .stable : .unfinished))
    // The fixes that were found to be good are kept.
    #expect(result.source.string.hasPrefix("戊，甲，"))
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func fixesUseTheLineEndsOfTheDraft(lineEnd: String) throws {
    let result = try fix("甲\(lineEnd)乙\(lineEnd)", ("a", #"(?<a>甲)(?<end>[\r\n]+)(?<b>乙)"#, "{b}{end}{a}"))
    #expect(result.source.string == "乙\(lineEnd)甲\(lineEnd)")
  }

  @Test func fixThatCausesAFaultIsTakenBack() throws {
    let result = try fix("甲，丁，甲", ("a", "甲", "乙"), ("b", "乙", "甲甲"), ("d", "丁", "戊"))
    #expect(result.source.string == "甲，戊，甲")
    #expect(result.ending == .stable)
    #expect(result.fixed == [RuleID("t/d"): 1])
  }
}

/// Which findings after an edit are new. The edit is one character before them.
@Suite struct DiagnosticComparisonTests {
  /// A finding of one rule at one of the characters behind the edit.
  struct Finding: Sendable {
    let place: Int
    let severity: Severity
    let message: String

    init(_ place: Int, _ severity: Severity, _ message: String = "同") {
      (self.place, self.severity, self.message) = (place, severity, message)
    }
  }

  @Test(
    arguments: [
      // At the place of an old finding of the rule, only a severer finding is new.
      ([Finding(0, .warning, "旧")], [Finding(0, .warning)], []),
      ([Finding(0, .error, "旧")], [Finding(0, .warning)], []),
      ([Finding(0, .info, "旧")], [Finding(0, .warning)], [0]),
      ([Finding(1, .warning, "旧")], [Finding(0, .warning)], [0]),
      ([Finding(1, .warning, "旧")], [Finding(0, .info)], []),
      // A finding with the message and the text of an old one is new if it is severer.
      ([Finding(1, .warning)], [Finding(0, .warning)], []), ([Finding(1, .error)], [Finding(0, .warning)], []),
      ([Finding(1, .info)], [Finding(0, .warning)], [0]), ([Finding(0, .info)], [Finding(0, .warning)], [0]),
      // Each old finding continues once.
      ([Finding(0, .warning)], [Finding(0, .warning), Finding(1, .warning)], [1]),
      ([Finding(0, .warning), Finding(1, .info)], [Finding(0, .warning), Finding(1, .warning)], [1]),
      ([Finding(2, .error)], [Finding(0, .error), Finding(1, .warning)], [1]),
      ([Finding(2, .warning), Finding(3, .error)], [Finding(0, .warning), Finding(1, .error)], []),
    ] as [([Finding], [Finding], [Int])])
  func severerAndFurtherFindingsAreNew(old: [Finding], findings: [Finding], new: [Int]) {
    func diagnostics(_ findings: [Finding], after start: Int) -> [Diagnostic] {
      findings.map { finding in
        let place = start + finding.place * "乙".utf8.count
        return Diagnostic(
          ruleID: RuleID("t/a"), severity: finding.severity, message: Message(LocalizedText(verbatim: finding.message)),
          range: TextRange(place, place + "乙".utf8.count))
      }
    }
    let source = SourceText("甲乙乙乙乙")
    let edit = Edit(TextRange(0, "甲".utf8.count), "甲甲")
    let comparison = DiagnosticComparison(
      source, diagnostics(old, after: edit.range.end), editedBy: [edit])
    let faults = comparison.newFaults(
      among: diagnostics(findings, after: edit.replacement.utf8.count), in: source.replacing([edit]))
    #expect(faults.map { ($0.range.start - edit.replacement.utf8.count) / "乙".utf8.count } == new)
  }
}

extension SourceText {
  /// The whole text.
  var string: String { self[range] }
}

/// A rule offers the fixes that its description declares.
@Suite struct DeclaredFixTests {
  /// The fixes that the rule called `id` offers in its bad examples; none if it does not check text.
  private func offered(_ id: RuleID) throws -> [Fix] {
    let rules = try RuleSet.shipped()
    guard let rule = try #require(rules.rule(id)) as? any DocumentRule else { return [] }
    return try rule.metadata.examples.bad.flatMap { example in
      let text = example.text.filter { $0 != "⟦" && $0 != "⟧" }
      var settings = FileSettings()
      settings.profile = example.profile.map { Setting(value: $0, origin: "test") }
      let linter = try Linter(rules, selection: .all, settings: settings)
      return try rule.check(linter.document(SourceText(text))).compactMap(\.fix)
    }
  }

  @Test("A rule offers what it declares, and nothing safer", arguments: try RuleSet.shipped().rules.map(\.metadata.id))
  func examples(_ id: RuleID) throws {
    let declared = try #require(RuleSet.shipped().rule(id)).fixes
    let offered = try offered(id).map(\.applicability)
    guard let declared else {
      #expect(offered.isEmpty)
      return
    }
    #expect(offered.contains(declared), "\(declared) is declared, but no example has such a fix")
    #expect(offered.allSatisfy { !$0.isAllowed(upTo: .safe) } || declared == .safe)
    #expect(offered.allSatisfy { !$0.isAllowed(upTo: .unsafe) } || declared != .displayOnly)
  }

  @Test("So it does in the fixtures", arguments: Fixture.all)
  func fixtures(_ fixture: Fixture) throws {
    let rules = try RuleSet.shipped()
    for finding in try Linter.shipped().lint(fixture.source()).diagnostics {
      guard let fix = finding.fix else { continue }
      let declared = try #require(rules.rule(finding.ruleID)?.fixes, "\(finding.ruleID)")
      #expect(declared == .safe || fix.applicability != .safe && (declared == .unsafe || fix.applicability == declared))
    }
  }
}
