import Diagnostics
import DraftOutline
import DraftText
import Reporting
import RuleEngine
import RuleFiles

/// The output of `zhangfa explain` on one topic.
struct ExplanationPage: Bilingual {
  let ruleSet: RuleSet
  let language: Language
  private let width = Environment.terminalColumns

  private func section(_ heading: String, _ body: String) -> String { "\n\(heading)\n\(body)" }

  private func prose(_ text: String) -> String { TextTable([[text]]).text(indent: 2, width: width) }

  private func table(_ rows: [[String]]) -> String { TextTable(rows).text(indent: 2, width: width) }

  private func file(_ origin: RuleOrigin) -> [[String]] { [[say("文件", "file"), origin.shown(in: language)]] }

  // MARK: Rules

  /// A page about a rule.
  func text(_ rule: any Rule) -> String {
    let page = RulePage(rule, of: ruleSet, in: language)
    let sections = page.sections.map { section in
      section.heading.map { self.section($0, text(section.content)) } ?? "\n" + text(section.content)
    }
    return "\(page.title)\n\(prose(page.message))" + sections.joined()
  }

  private func text(_ content: RulePage.Content) -> String {
    switch content {
    case .prose(let text): prose(text)
    case .facts(let rows), .table(let rows): table(rows)
    case .drafts(let drafts):
      // Blank lines separate examples if one of them has several lines.
      drafts.map(indented).joined(separator: drafts.contains { indented($0).dropLast().contains("\n") } ? "\n" : "")
    }
  }

  private func indented(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { "  \(printable(String($0)))\n" }.joined()
  }

  // MARK: Profiles

  /// A page about a profile, a part or a phrase.
  func text(_ textClass: TextClass) -> String {
    switch textClass.subject {
    case .profile(let profile): text(profile, textClass)
    case .part(let part): text(part, textClass)
    case .phrase: phraseText(textClass)
    }
  }

  private func text(_ profile: Profile, _ textClass: TextClass) -> String {
    let facts =
      [
        [say("名称", "name"), "\(profile.name.zh)" + (language == .en ? " (\(profile.name.en))" : "")],
        [say("优先", "priority"), "\(profile.priority)" + say("（数大的先试）", " (the highest is tried first)")],
      ] + file(textClass.origin)
    return "\(profile.id)\n\(table(facts))" + recognition(of: profile, textClass) + parts(of: profile)
      + nameExamples(
        textClass.examples, say("属于它的标题", "Titles of this profile"), say("不属于它的标题", "Titles of other profiles"))
      + section(
        say("用法", "Use"),
        table([["zhangfa --profile \(profile.id) …", say("按这个文种核，不去识别", "takes drafts for it without guessing")]]))
  }

  private func recognition(of profile: Profile, _ textClass: TextClass) -> String {
    let heading = say("怎样识别", "How a draft is recognised")
    if profile.isFallback {
      return section(
        heading, prose(say("别的文种都不是，就是它", "what is nothing else is this")))
    }
    let signs = [
      pattern("title", of: textClass, say("标题有", "the title has")),
      pattern("title-unless", of: textClass, say("但没有", "and has not")),
      pattern("lead-in", of: textClass, say("不然，导语有", "or the lead-in has")),
      pattern("salutation", of: textClass, say("不然，称谓有", "or the form of address has")),
    ].flatMap(\.self)
    let parts = profile.recognition.parts.map { profile.part($0)?.name[language] ?? $0.name }
    let byParts =
      parts.isEmpty
      ? [] : [[say("不然，都有标题的", "or headings for"), parts.joined(separator: say("、", ", "))]]
    let note = say(
      "先看标题，再看导语、称谓，最后看各部分；不是从标题认出的，各部分的问题一律只作提示（info）。",
      "The title decides first, then the lead-in, the form of address, the parts. "
        + "Unless the title decides, findings about parts are info.")
    return section(heading, table(signs + byParts) + prose(note))
  }

  private func pattern(_ key: String, of textClass: TextClass, _ label: String) -> [[String]] {
    let lines = textClass.node.entries?.first { $0.key == key }?.value.scalars ?? []
    return lines.enumerated().map { [$0 == 0 ? label : "", $1] }
  }

  private func parts(of profile: Profile) -> String {
    guard !profile.requirements.isEmpty else {
      return section(say("各部分", "Parts"), prose(say("不要求任何部分", "it asks for none")))
    }
    let heads = [
      say("部分", "part"), say("名称", "name"), say("缺少时", "if missing"), say("只在正文提到时", "if only in the text"),
    ]
    let rows = profile.requirements.map { requirement in
      [
        requirement.part.name, profile.part(requirement.part)?.name[language] ?? "", requirement.severity.keyword,
        requirement.severityIfImplied.keyword,
      ]
    }
    return section(say("各部分，按先后", "Parts, in their order"), table([heads] + rows))
  }

  private func nameExamples(_ examples: ClassExamples, _ yes: String, _ no: String) -> String {
    [(yes, examples.members), (no, examples.others)].filter { !$0.1.isEmpty }
      .map { section($0, $1.map { indented($0.value) }.joined()) }.joined()
  }

  // MARK: Phrases

  private func phraseText(_ textClass: TextClass) -> String {
    "\(textClass.id)\n\(table(file(textClass.origin)))"
      + nameExamples(
        textClass.examples, say("有这类短语的文字", "Texts with this phrase"), say("没有的文字", "Texts without it"))
  }

  // MARK: Parts

  private func text(_ part: Part, _ textClass: TextClass) -> String {
    let facts =
      [
        [say("名称", "name"), "\(part.name.zh)" + (language == .en ? " (\(part.name.en))" : "")],
        [say("位置", "place"), part.place.rawValue],
      ] + file(textClass.origin)
    let headings =
      pattern("heading", of: textClass, say("标题有", "the heading has"))
      + pattern("heading-unless", of: textClass, say("但没有", "and has not"))
    let others =
      part.takesOtherHeadings
      ? [[say("不然", "or"), say("是不属于别的部分的一级标题", "is of the first level and names no other part")]] : []
    let evidence = pattern("evidence", of: textClass, say("正文有", "the text has"))
    return "\(part.id)\n\(table(facts))"
      + (headings.isEmpty && others.isEmpty
        ? "" : section(say("怎样的标题算这一部分", "Headings that name it"), table(headings + others)))
      + (evidence.isEmpty
        ? "" : section(say("没有标题时，怎样算提到", "What shows that it is there without a heading"), table(evidence)))
      + demand(for: part, textClass)
      + nameExamples(
        textClass.examples, say("算这一部分的标题", "Examples of such headings"), say("不算的标题", "Headings of something else"))
  }

  /// Returns the section with the profiles that list the part.
  private func demand(for part: Part, _ textClass: TextClass) -> String {
    let rows = ruleSet.profiles.compactMap { profile -> [String]? in
      guard let requirement = profile.requirements.first(where: { $0.part == part.id }),
        textClass.isUsed(by: profile, ruleSet)
      else { return nil }
      return [profile.id, profile.name[language], requirement.severity.keyword, requirement.severityIfImplied.keyword]
    }
    guard !rows.isEmpty else { return "" }
    let heads = [
      say("文种", "profile"), say("名称", "name"), say("缺少时", "if missing"), say("只在正文提到时", "if only in the text"),
    ]
    return section(say("哪些文种有它", "Profiles that speak of it"), table([heads] + rows))
  }
}

extension TextClass {
  /// Whether `profile` uses this part, not a part of its own with the same name.
  fileprivate func isUsed(by profile: Profile, _ ruleSet: RuleSet) -> Bool {
    guard case .part(let part) = subject else { return false }
    let own = RuleID("profiles/\(profile.id)/\(part.id)")
    return id == own || (id.name.hasPrefix("parts.yaml/") && !ruleSet.textClasses.contains { $0.id == own })
  }
}
