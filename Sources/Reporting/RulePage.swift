import Diagnostics
import DraftOutline
import DraftText
import RuleEngine
import RuleFiles

/// The documentation of one rule, in sections that a terminal and an editor format in different ways.
package struct RulePage: Bilingual {
  /// A section of the page.
  package struct Section {
    /// The heading; nil for the facts under the title.
    package let heading: String?
    /// The content.
    package let content: Content
  }

  /// The content of a section.
  package enum Content {
    /// Sentences.
    case prose(String)
    /// Rows of a name and a value. A name that begins with spaces belongs to a row above.
    case facts([[String]])
    /// Rows of cells, such as a command and its effect. The first cell is code.
    case table([[String]])
    /// Examples, each of one line or several.
    case drafts([String])
  }

  /// The id of the rule.
  package let title: String
  /// The message of its findings, with its fields.
  package let message: String
  /// The sections, the most important first.
  package private(set) var sections: [Section] = []

  private let rule: any Rule
  private let ruleSet: RuleSet
  package let language: Language

  /// Makes the page of `rule`, which is one of `ruleSet`.
  package init(_ rule: any Rule, of ruleSet: RuleSet, in language: Language) {
    self.rule = rule
    self.ruleSet = ruleSet
    self.language = language
    let metadata = rule.metadata
    title = metadata.id.name
    message = metadata.message[language]
    sections = [
      Section(heading: nil, content: .facts(facts)),
      Section(heading: say("为什么", "Why"), content: .prose(metadata.why[language])),
    ]
    add(say("各文种的要求", "What the profiles ask for"), .table(requirements))
    add(RuleHelp.reported[language], .drafts(metadata.examples.bad.map(shown)))
    add(RuleHelp.notReported[language], .drafts(metadata.examples.good.map(shown)))
    add(say("不想看到它", "How to suppress it"), .table(suppressions))
  }

  private mutating func add(_ heading: String, _ content: Content) {
    switch content {
    case .facts(let rows) where rows.isEmpty, .table(let rows) where rows.isEmpty: return
    case .drafts(let drafts) where drafts.isEmpty: return
    default: sections.append(Section(heading: heading, content: content))
    }
  }

  private var facts: [[String]] {
    let metadata = rule.metadata
    return [
      [say("轻重", "severity"), severity],
      [say("类别", "category"), String(metadata.id.category)],
      [say("文种", "profiles"), profiles],
      [say("修改", "fix"), fix],
    ] + (metadata.source.map { [[say("依据", "source"), $0[language]]] } ?? [])
      + (metadata.origin.map { [[say("文件", "file"), $0.shown(in: language)]] } ?? [])
      + [[say("类型", "kind"), type(of: rule).kind]]
      + metadata.options.map { ["  \($0.key)", $0.value.summary(in: language)] }
  }

  private var severity: String {
    let metadata = rule.metadata
    guard let severity = metadata.severity else {
      return say("off（不启用，--select \(metadata.id) 才用）", "off (used only with --select \(metadata.id))")
    }
    guard metadata.isOptional else { return severity.rawValue }
    return severity.rawValue
      + say("（可选，用 --select 或在 .zhangfa.yaml 里点名才查）", " (optional: only where --select or .zhangfa.yaml names it)")
  }

  private var profiles: String {
    ruleSet.profiles.allSatisfy { rule.concerns($0) }
      ? say("全部", "all")
      : ruleSet.profiles.filter { rule.concerns($0) }.map(\.id).sorted().joined(separator: ", ")
  }

  private var fix: String {
    switch rule.permittedFixes {
    case .safe: say("safe：有把握时可用 --fix 改，不改变原意", "safe: applied by --fix, keeps the meaning")
    case .unsafe:
      say(
        "unsafe：可用 --fix --unsafe-fixes 改，改后请核对", "unsafe: applied by --fix --unsafe-fixes, to be checked by a person")
    case .displayOnly: say("displayOnly：只给出参考写法", "displayOnly: shown as advice only")
    case nil: say("没有", "none")
    }
  }

  /// The parts that each profile requires, for a rule on missing or implied parts; empty for other rules.
  private var requirements: [[String]] {
    let isAboutParts = type(of: rule).kind == "require"
    let fault = rule.metadata.options.first { $0.key == "fault" }?.value.summary(in: language)
    guard isAboutParts, fault == "missing" || fault == "implied" else { return [] }
    return ruleSet.profiles.filter { rule.concerns($0) }.map { profile in
      let parts = profile.requirements.compactMap { requirement -> String? in
        let severity = fault == "missing" ? requirement.severity : requirement.severityIfImplied
        guard let severity else { return nil }
        return "\(profile.part(requirement.part)?.name[language] ?? requirement.part.name) (\(severity))"
      }
      return [profile.id, profile.name[language], parts.joined(separator: say("、", ", "))]
    }
  }

  private func shown(_ example: RuleExample) -> String {
    let note = (example.profile ?? example.format?.rawValue).map { say("（按 \($0) 核）\n", "(taken for \($0))\n") } ?? ""
    return note + example.text
  }

  private var suppressions: [[String]] {
    let id = rule.metadata.id
    return [
      ["zhangfa --ignore \(id) …", say("不用这条规则", "without this rule")],
      ["zhangfa --ignore \(id.category) …", say("不用这一类规则", "without the rules of its category")],
      ["zhangfa --select \(id) …", say("只用这条规则", "with this rule alone")],
      ["<!-- zhangfa-ignore \(id) -->", say("Markdown：下一段不用", "in Markdown: not in the next block")],
    ]
  }
}

// MARK: - Markdown

extension RulePage {
  /// The page as Markdown.
  package var markdown: String {
    let head = "## \(title.markdown)\n\n\(message.markdown)\n"
    return ([head] + sections.map(Self.markdown)).joined(separator: "\n")
  }

  private static func markdown(_ section: Section) -> String {
    let heading = section.heading.map { "### \($0.markdown)\n\n" } ?? ""
    return heading + section.content.markdown
  }
}

extension RulePage.Content {
  fileprivate var markdown: String {
    switch self {
    case .prose(let text): text.markdown + "\n"
    case .facts(let rows):
      rows.map { row in
        let name = row[0].drop { $0 == " " }
        // The options of a kind are mostly patterns.
        return name.count < row[0].count
          ? "  - `\(name)`: \(row[1].code)\n" : "- **\(name)**: \(row[1].markdown)\n"
      }.joined()
    case .table(let rows):
      rows.map { "- \($0[0].code) \($0.dropFirst().map(\.markdown).joined(separator: " "))\n" }.joined()
    case .drafts(let drafts): drafts.map { HelpMarkup.markdown.example($0) }.joined(separator: "\n")
    }
  }
}

extension String {
  /// The text as code within a line.
  fileprivate var code: String {
    let text = printable(self)
    let fence = String(repeating: "`", count: text.longestBackticks + 1)
    return fence.count == 1 ? fence + text + fence : "\(fence) \(text) \(fence)"
  }
}

// MARK: - Plain text

extension RulePage {
  /// The page for editors that do not show Markdown.
  package var plainText: String {
    (["\(title)\n\n\(message)\n"] + sections.map { ($0.heading.map { "\($0)\n" } ?? "") + $0.content.plainText })
      .map(printableLines).joined(separator: "\n")
  }
}

extension RulePage.Content {
  fileprivate var plainText: String {
    switch self {
    case .prose(let text): text + "\n"
    case .facts(let rows): rows.map { "\($0[0]): \($0[1])\n" }.joined()
    case .table(let rows): rows.map { "  \($0.joined(separator: "  "))\n" }.joined()
    case .drafts(let drafts): drafts.map { HelpMarkup.plain.example($0) }.joined(separator: "\n")
    }
  }
}

// MARK: - Values

extension RuleOrigin {
  /// Returns the path of the file as a page shows it.
  package func shown(in language: Language) -> String {
    path + (isShipped ? LocalizedText(zh: "（程序自带）", en: " (part of zhangfa)")[language] : "")
  }
}

extension DataNode {
  /// Returns the value on one line, shortened or replaced by the number of its elements if it is too long.
  fileprivate func summary(in language: Language) -> String {
    let longest = 60
    func isLonger(_ text: String) -> Bool { text.unicodeScalars.reduce(0) { $0 + $1.displayWidth } > longest }
    switch content {
    case .scalar(let scalar):
      let text = printable(scalar.text)
      return isLonger(text) ? "\(text.prefix(longest / 2))…" : text
    case .sequence(let nodes):
      let list = nodes.compactMap { $0.scalars.first }.joined(separator: "  ")
      guard isLonger(list) || nodes.contains(where: { $0.scalars.count != 1 }) else { return printable(list) }
      return LocalizedText(zh: "\(nodes.count) 个", en: "\(nodes.count) of them")[language]
    case .mapping(let entries):
      return LocalizedText(zh: "\(entries.count) 个", en: "\(entries.count) of them")[language]
    }
  }
}
