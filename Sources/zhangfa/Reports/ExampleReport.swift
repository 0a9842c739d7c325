import Diagnostics
import DraftText
import Linting
import Reporting
import RuleEngine

/// The results of the examples, as `zhangfa test` shows them.
struct ExampleReport {
  /// One subject with the results of its examples.
  private struct Outcome {
    let subject: ExampleSubject
    /// The numbers of examples, by their keys in the rule file.
    let counts: [(word: String, count: Int)]
    /// The texts of the failures, at most one for each example.
    let failures: [String]

    var tried: Int { counts.reduce(0) { $0 + $1.count } }
  }

  private let language: Language
  private let outcomes: [Outcome]

  /// The number of examples.
  var tried: Int { outcomes.reduce(0) { $0 + $1.tried } }
  /// The number of examples that failed.
  var failed: Int { outcomes.reduce(0) { $0 + $1.failures.count } }

  /// Runs the examples of `subjects`.
  init(_ subjects: [ExampleSubject], examples: ExampleRun, language: Language) {
    self.language = language
    outcomes = subjects.map { subject in
      switch subject {
      case .rule(let rule):
        let metadata = rule.metadata
        return Outcome(
          subject: subject,
          counts: [("bad", metadata.examples.bad.count), ("good", metadata.examples.good.count)],
          failures: firstOfEach(examples.failures(of: rule)).map { show($0, of: metadata, in: language) })
      case .textClass(let textClass):
        let all = textClass.examples
        return Outcome(
          subject: subject, counts: [("is", all.members.count), ("is-not", all.others.count)],
          failures: examples.failures(of: textClass).map { show($0, of: textClass, in: language) })
      }
    }
  }

  /// Returns the failures, the rules without examples, and a summary.
  func text(isVerbose: Bool) -> String {
    let list = isVerbose ? listing + "\n" : ""
    let failures = outcomes.flatMap(\.failures).map { $0 + "\n" }.joined()
    return list + failures + (isVerbose ? "" : warnings) + summary + "\n"
  }

  /// Every subject with the number of its examples and their result.
  private var listing: String {
    TextTable(
      outcomes.map { outcome in
        let counts = outcome.counts.filter { $0.count > 0 }.map { "\($0.count) \($0.word)" }.joined(separator: " + ")
        return [outcome.subject.id.name, counts.isEmpty ? "-" : counts, result(of: outcome)[language]]
      }
    ).text()
  }

  private func result(of outcome: Outcome) -> LocalizedText {
    let failed = outcome.failures.count
    if outcome.tried == 0 { return LocalizedText(zh: "没有示例", en: "no examples") }
    if failed > 0 { return LocalizedText(zh: "\(failed) 个不符", en: "\(failed) failed") }
    return LocalizedText(zh: "相符", en: "ok")
  }

  /// Warnings about rules without examples. Profiles and parts need none: it is enough that they load.
  private var warnings: String {
    outcomes.compactMap { outcome in
      guard case .rule(let rule) = outcome.subject, outcome.tried == 0 else { return nil }
      let label = LocalizedText(zh: "警告", en: "warning")[language]
      let text = LocalizedText(zh: "这条规则没有示例，没有试到", en: "this rule has no examples, so it was not tested")[language]
      return "\(rule.metadata.origin?.path ?? ""):1:1: \(label): \(text) [\(rule.metadata.id)]\n"
    }.joined()
  }

  private var summary: String {
    func count(_ isCounted: (ExampleSubject) -> Bool) -> Int { outcomes.count { isCounted($0.subject) } }
    let counts = [
      (count(\.isRule), LocalizedText(zh: "条规则", en: "rule")),
      (count(\.isProfile), LocalizedText(zh: "个文种", en: "profile")),
      (count(\.isPart), LocalizedText(zh: "个部分", en: "part")),
      (count(\.isPhrase), LocalizedText(zh: "类短语", en: "phrase")),
    ].filter { $0.0 > 0 }
    let chinese = counts.map { "\($0) \($1.zh)" }.joined(separator: "、")
    let english = counts.map { counted($0, $1.en) }.joined(separator: ", ")
    let result =
      failed == 0
      ? LocalizedText(zh: "全部相符", en: "all hold")
      : LocalizedText(zh: "\(failed) 个不符", en: failed == 1 ? "1 fails" : "\(failed) fail")
    return LocalizedText(
      zh: "试了 \(chinese)的 \(tried) 个示例：" + (tried == 0 ? "什么都没有试到" : result.zh),
      en: "tried \(counted(tried, "example")) of \(english): " + (tried == 0 ? "nothing was tested" : result.en)
    )[language]
  }
}

extension ExampleSubject {
  fileprivate var isRule: Bool { if case .rule = self { true } else { false } }

  fileprivate var isProfile: Bool {
    if case .textClass(let textClass) = self, case .profile = textClass.subject { true } else { false }
  }

  fileprivate var isPart: Bool {
    if case .textClass(let textClass) = self, case .part = textClass.subject { true } else { false }
  }

  fileprivate var isPhrase: Bool {
    if case .textClass(let textClass) = self, case .phrase = textClass.subject { true } else { false }
  }
}

/// Returns the first failure of each example. In other forms an example mostly fails for the same reason.
private func firstOfEach(_ failures: [ExampleFailure]) -> [ExampleFailure] {
  var seen: Set<RuleExample> = []
  return failures.filter { seen.insert($0.example).inserted }
}

/// Returns the first line of a failure, with its line end.
private func head(
  _ path: String, _ position: LinePosition, _ summary: LocalizedText, _ id: RuleID, _ language: Language
) -> String {
  ReportedError(
    path: path, position: position, message: .init(zh: "\(summary.zh) [\(id)]", en: "\(summary.en) [\(id)]")
  ).line(in: language)
}

// MARK: Rules

/// Returns a failure as a compiler would show it, with its final line end.
private func show(_ failure: ExampleFailure, of rule: RuleMetadata, in language: Language) -> String {
  let isBad = rule.examples.bad.contains(failure.example)
  let head = head(
    rule.origin?.path ?? "", failure.example.position, failure.summary(isBad: isBad), rule.id, language)
  if let stop = failure.stop {
    return head + "  \(RuleFailure(ruleID: rule.id, error: stop).message[language])\n"
  }
  return head + difference(failure.expected, failure.actual, language) + places(of: failure, language)
}

extension ExampleFailure {
  /// Returns a summary of the failure in one line.
  fileprivate func summary(isBad: Bool) -> LocalizedText {
    var chinese: [String] = []
    var english: [String] = []
    if !missing.isEmpty {
      chinese.append("漏报 \(missing.count) 处")
      english.append("\(missing.count) not reported")
    }
    if !unexpected.isEmpty {
      chinese.append("多报 \(unexpected.count) 处")
      english.append("\(unexpected.count) reported that should not be")
    }
    let kind = isBad ? "bad" : "good"
    let note = form.note
    return LocalizedText(
      zh: "\(kind) 示例不符" + (chinese.isEmpty ? "" : "：" + chinese.joined(separator: "，")) + note.zh,
      en: "\(kind) example fails" + (english.isEmpty ? "" : ": " + english.joined(separator: ", ")) + note.en)
  }
}

extension ExampleFailure.Form {
  /// The note about the form in which an example fails, if the example holds as it is written.
  fileprivate var note: LocalizedText {
    switch self {
    case .asWritten: LocalizedText(verbatim: "")
    case .crlf: LocalizedText(zh: "（只在行尾为 CRLF 时）", en: " (only with CRLF line ends)")
    case .behindAstralResidue:
      LocalizedText(zh: "（只在前面有一行网页代码和生僻字时）", en: " (only behind a line of HTML with a rare character)")
    }
  }
}

/// The label of a line of a failure.
private enum Label: CaseIterable {
  case expected, actual, missing, unexpected

  private var text: LocalizedText {
    switch self {
    case .expected: LocalizedText(zh: "应报", en: "expected")
    case .actual: LocalizedText(zh: "实报", en: "actual")
    case .missing: LocalizedText(zh: "漏报", en: "missing")
    case .unexpected: LocalizedText(zh: "多报", en: "unexpected")
    }
  }

  /// Returns the label, padded to the width of the widest label.
  func cell(in language: Language) -> String {
    text[language].padded(to: Self.allCases.map { $0.text[language].columns }.max() ?? 0)
  }
}

/// Returns the lines that differ, the expected line above the actual line, with line numbers if the example has several
/// lines.
private func difference(_ expected: String, _ actual: String, _ language: Language) -> String {
  let pairs = zip(expected.exampleLines, actual.exampleLines).enumerated()
  let hasSeveralLines = expected.exampleLines.count > 1
  return TextTable(
    pairs.filter { $1.0 != $1.1 }.flatMap { number, pair in
      [(Label.expected, pair.0), (.actual, pair.1)].map { label, line in
        [label.cell(in: language)] + (hasSeveralLines ? ["\(number + 1)"] : []) + [printable(line)]
      }
    }
  ).text(indent: 2)
}

extension String {
  /// The lines of an example, without the empty one after the last line end.
  fileprivate var exampleLines: [String] {
    let lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    return lines.count > 1 && lines.last == "" ? lines.dropLast() : lines
  }
}

private func places(of failure: ExampleFailure, _ language: Language) -> String {
  let missing = failure.missing.map { place in
    [Label.missing.cell(in: language), place.shown, "“\(printable(place.text))”"]
  }
  let unexpected = failure.unexpected.map { place in
    [
      Label.unexpected.cell(in: language), place.shown,
      place.message.map { printable($0.text(in: language)) } ?? "",
    ]
  }
  return TextTable(missing + unexpected).text(indent: 2)
}

extension ExampleFailure.Place {
  fileprivate var shown: String { "\(position.line):\(position.column)" }
}

// MARK: Classes of texts

private func show(_ failure: ClassFailure, of textClass: TextClass, in language: Language) -> String {
  let key = failure.isMember ? "is" : "is-not"
  return head(
    textClass.origin.path, failure.example.position, failure.summary(of: textClass, key), textClass.id, language)
    + failure.example.value.exampleLines.map { "  \(printable($0))\n" }.joined()
}

extension ClassFailure {
  fileprivate func summary(of textClass: TextClass, _ key: String) -> LocalizedText {
    if let stop {
      return .init(zh: "\(key) 示例没有查完：\(stop.reason.zh)", en: "\(key) example was stopped: \(stop.reason.en)")
    }
    if let profile {
      return .init(
        zh: "\(key) 示例不符：认作“\(profile.name.zh)”（\(profile.id)）",
        en: "\(key) example fails: it is taken for “\(profile.name.en)” (\(profile.id))")
    }
    if case .phrase = textClass.subject {
      return isMember
        ? .init(zh: "\(key) 示例不符：文字里没有这类短语", en: "\(key) example fails: the text does not have this phrase")
        : .init(zh: "\(key) 示例不符：文字里有这类短语", en: "\(key) example fails: the text has this phrase")
    }
    return isMember
      ? .init(zh: "\(key) 示例不符：标题不算这一部分", en: "\(key) example fails: the heading does not name this part")
      : .init(zh: "\(key) 示例不符：标题算这一部分", en: "\(key) example fails: the heading names this part")
  }
}
