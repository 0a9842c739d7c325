import Diagnostics
import DraftText
import RuleEngine

/// The reading view of a draft: its outline, its text with marked findings, and a card for each finding.
struct ReadingView {
  private let draft: ReportedDraft

  init(_ draft: ReportedDraft) { self.draft = draft }

  var html: HTML {
    """
    <section class="reading">
    <nav aria-label="\(draft.say("提纲", "outline"))">
    <h3>\(draft.say("提纲", "Outline"))</h3>
    \(outline)</nav>
    <div class="text" lang="zh-CN">
    \(lines)</div>
    <aside aria-label="\(draft.say("问题", "findings"))">
    \(filters)\(cards)</aside>
    </section>
    """
  }

  // MARK: Outline

  private var outline: HTML {
    guard let outline = draft.outline else { return .empty }
    var items: [(offset: Int, html: HTML)] = outline.entries.map { entry in
      let name = outline.parts.first { $0.range == entry.range }
      let tick =
        name.map { "<b class=\"\($0.state.cssClass)\" title=\"\($0.name[draft.language])\">✓</b>" as HTML } ?? .empty
      let item: HTML = """
        <li class="level\(min(entry.level, 4))"><a href="#\(draft.line(at: entry.range.start))">\(entry.text)</a>\(tick)</li>

        """
      return (entry.range.start, item)
    }
    for part in outline.parts where part.state == .implied {
      guard let range = part.range else { continue }
      let item: HTML = """
        <li class="implied"><a href="#\(draft.line(at: range.start))"><b>～</b> \(part.name[draft.language])</a></li>

        """
      items.append((range.start, item))
    }
    // A missing part is listed where it belongs.
    for finding in draft.findings where finding.diagnostic.ruleID.name == "parts/missing" {
      guard let part = finding.diagnostic.message.fields["part"] else { continue }
      let item: HTML = """
        <li class="missing"><a href="#\(draft.card(finding))"><b>✗</b> \(part[draft.language])</a></li>

        """
      items.append((finding.diagnostic.range.start, item))
    }
    // A missing part comes before the other items at its offset, because it belongs before them.
    let sorted = items.enumerated().sorted { ($0.element.offset, -$0.offset) < ($1.element.offset, -$1.offset) }
    return "<ol>\n\(sorted.map(\.element.html))</ol>\n"
  }

  // MARK: Text

  private var lines: HTML {
    let source = draft.file.source
    let classes = lineClasses
    var findings = draft.findings[...]
    var open: [ReportedDraft.Finding] = []
    var html = HTML.empty
    for number in 1...source.lines.count {
      let line = source.lines.range(ofLine: number)
      open.removeAll {
        $0.diagnostic.range.end <= line.start && !$0.diagnostic.range.isEmpty || $0.diagnostic.range.end < line.start
      }
      while let next = findings.first, next.diagnostic.range.start <= line.end {
        open.append(findings.removeFirst())
      }
      if line.isEmpty, open.isEmpty { continue }
      html +=
        "<p id=\"\(draft.line(number))\" class=\"\(classes[number] ?? "")\">\(MarkedLine(line, open, draft).html)</p>\n"
    }
    return html
  }

  /// The classes of lines, by line number.
  private var lineClasses: [Int: String] {
    let source = draft.file.source
    var classes: [Int: String] = [:]
    for mark in source.structure {
      switch mark.kind {
      case .cell: classes[source.lines.line(at: mark.range.start)] = "cell"
      case .margin(let margin):
        for line in source.lines.line(
          at: mark.range.start)...source.lines.line(at: max(mark.range.start, mark.range.end - 1))
        {
          classes[line] = "margin \(margin.rawValue)"
        }
      default: break
      }
    }
    for title in draft.outline?.titleLines ?? [] { classes[source.lines.line(at: title.start)] = "title" }
    for entry in draft.outline?.entries ?? [] {
      let line = source.lines.line(at: entry.range.start)
      let text = source.lines.range(ofLine: line)
      // A heading with text behind it, more than 6 bytes or two Chinese characters, does not style the line.
      if entry.range.end + 6 >= text.end { classes[line] = "heading\(min(entry.level, 4))" }
    }
    return classes
  }

  // MARK: Cards

  private var filters: HTML {
    guard draft.findings.count > 1 else { return .empty }
    let severities = Severity.allCases.sorted(by: >).filter { draft[$0] > 0 }.map { severity in
      filter(severity.rawValue, severity.label[draft.language], draft[severity])
    }
    var categories: [(id: String, name: String, count: Int)] = []
    for finding in draft.findings {
      let id = finding.diagnostic.ruleID
      if let index = categories.firstIndex(where: { $0.id == id.category }) {
        categories[index].count += 1
      } else {
        categories.append((String(id.category), id.categoryName[draft.language], 1))
      }
    }
    let names = categories.count > 1 ? categories.map { filter($0.id, $0.name, $0.count) } : []
    return """
      <form class="filters" hidden><fieldset><legend>\(draft.say("只看", "show"))</legend>\(severities)\(names)</fieldset>
      <p class="keys">\(draft.say("j 下一处，k 上一处", "j next, k previous"))</p></form>

      """
  }

  private func filter(_ value: String, _ name: String, _ count: Int) -> HTML {
    "<label><input type=\"checkbox\" value=\"\(value)\" checked> \(name) \(count)</label>\n"
  }

  private var cards: HTML {
    guard !draft.findings.isEmpty else { return "<p class=\"clean\">\(draft.file.verdict[draft.language])</p>\n" }
    return "<ol class=\"cards\">\n\(draft.findings.map { FindingCard($0, draft).html })</ol>\n"
  }
}

/// A line of the draft with marked findings.
private struct MarkedLine {
  private let line: TextRange
  /// In the order of their starts.
  private let findings: [ReportedDraft.Finding]
  private let draft: ReportedDraft

  init(_ line: TextRange, _ findings: [ReportedDraft.Finding], _ draft: ReportedDraft) {
    self.line = line
    self.findings = findings
    self.draft = draft
  }

  var html: HTML {
    guard !findings.isEmpty else { return "\(draft.file.source[line])" }
    var html = HTML.empty
    let borders = Set(
      findings.flatMap { [$0.diagnostic.range.start, $0.diagnostic.range.end] } + [line.start, line.end]
    )
    .filter { line.start...line.end ~= $0 }.sorted()
    // A finding of several lines has its number at the end of its first line.
    let ending = Dictionary(grouping: findings.filter { $0.diagnostic.range.start >= line.start }) {
      min($0.diagnostic.range.end, line.end)
    }
    var coming = findings[...]
    var here: [ReportedDraft.Finding] = []
    for (start, end) in zip(borders, borders.dropFirst() + [line.end]) {
      // The number of a finding follows its end. A finding between two characters has only its number.
      html += numbers(of: ending[start] ?? [])
      guard start < end else { continue }
      while let next = coming.first, next.diagnostic.range.start <= start { here.append(coming.removeFirst()) }
      here.removeAll { $0.diagnostic.range.end <= start }
      html += piece(TextRange(start, end), with: here)
    }
    return html
  }

  /// - Parameter here: The findings that cover the whole piece.
  private func piece(_ range: TextRange, with here: [ReportedDraft.Finding]) -> HTML {
    let text = draft.file.source[range]
    guard let worst = here.map(\.diagnostic.severity).max() else { return "\(text)" }
    let numbers = here.map { String($0.number) }.joined(separator: " ")
    return "<mark class=\"\(worst.rawValue)\" data-f=\"\(numbers)\">\(text)</mark>"
  }

  /// Returns the numbers of `findings`, as links to their cards.
  private func numbers(of findings: [ReportedDraft.Finding]) -> HTML {
    findings.reduce(into: HTML.empty) { html, finding in
      let severity = finding.diagnostic.severity.rawValue
      html += """
        <a class="number \(severity)" id="\(draft.mark(finding))" href="#\(draft.card(finding))" \
        data-f="\(finding.number)">\(finding.number)</a>
        """
    }
  }
}

/// The card of a finding beside the text.
private struct FindingCard {
  private let finding: ReportedDraft.Finding
  private let draft: ReportedDraft

  init(_ finding: ReportedDraft.Finding, _ draft: ReportedDraft) {
    self.finding = finding
    self.draft = draft
  }

  private var diagnostic: Diagnostic { finding.diagnostic }

  var html: HTML {
    """
    <li class="card \(diagnostic.severity.rawValue)" id="\(draft.card(finding))" data-f="\(finding.number)" \
    data-c="\(String(diagnostic.ruleID.category))">
    <p class="head"><a class="number \(diagnostic.severity.rawValue)" href="#\(draft.mark(finding))">\(finding.number)</a> \
    <b>\(diagnostic.severity.label[draft.language])</b> \(diagnostic.ruleID.categoryName[draft.language]) \
    <span class="place">\(draft.place(of: diagnostic))</span></p>
    <p>\(withoutMiddle(diagnostic.message.text(in: draft.language)))</p>
    \(fix)\(related)\(reason)</li>

    """
  }

  /// The text before and after the fix, or the title of a fix that is longer than ``longestFix``.
  private var fix: HTML {
    guard let fix = diagnostic.fix, let edit = fix.asSingleEdit(in: draft.file.source) else { return .empty }
    let old = draft.file.source[edit.range]
    let note = fix.applicability == .safe ? draft.say("可自动改", "can be fixed") : draft.say("请核对", "please check")
    guard old.count + edit.replacement.count <= Self.longestFix else {
      return "<p class=\"fix\">\(withoutMiddle(fix.title.text(in: draft.language))) <small>\(note)</small></p>\n"
    }
    let before = old.isEmpty ? HTML.empty : "<del>\(old)</del> "
    let after = edit.replacement.isEmpty ? "\(draft.say("删去", "delete"))" : "<ins>\(edit.replacement)</ins>" as HTML
    return "<p class=\"fix\">\(before)→ \(after) <small>\(note)</small></p>\n"
  }

  /// The most characters of the old and the new text together. Nobody compares two paragraphs in a card.
  private static let longestFix = 80

  private var related: HTML {
    diagnostic.related.prefix(3).reduce(into: HTML.empty) { html, place in
      let line = draft.file.source.lines.line(at: place.range.start)
      html += """
        <p class="related"><a href="#\(draft.line(line))">\(draft.say("第\(line)行", "line \(line)"))</a> \
        \(withoutMiddle(place.message.text(in: draft.language)))</p>

        """
    }
  }

  private var reason: HTML {
    guard let rule = draft.rules[diagnostic.ruleID] else { return .empty }
    let source = rule.source.map {
      "<p class=\"source\">\(draft.say("依据：", "Source: "))\($0[draft.language])</p>" as HTML
    }
    let examples = [
      (draft.say("错", "wrong"), rule.examples.bad.first), (draft.say("对", "right"), rule.examples.good.first),
    ].compactMap { label, example in
      example.map { "<p class=\"example\"><b>\(label)</b> \(String($0.text.trimmed))</p>\n" as HTML }
    }
    return """
      <details><summary>\(draft.say("为什么", "why"))</summary>
      <p>\(rule.why[draft.language])</p>
      \(source ?? .empty)\(examples)<p class="rule">\(diagnostic.ruleID.name)</p></details>

      """
  }
}
