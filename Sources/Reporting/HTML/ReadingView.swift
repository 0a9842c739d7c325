import Diagnostics
import DraftText
import RuleEngine

extension ReportedDraft {
  /// The reading view: the outline, the text with marked findings, and a card for each finding.
  var readingView: HTML {
    """
    <section class="reading">
    <nav aria-label="\(say("提纲", "outline"))">
    <h3>\(say("提纲", "Outline"))</h3>
    \(outlineList)</nav>
    <div class="text" lang="zh-CN">
    \(lines)</div>
    <aside aria-label="\(say("问题", "findings"))">
    \(filters)\(cards)</aside>
    </section>
    """
  }

  // MARK: Outline

  private var outlineList: HTML {
    guard let outline else { return .empty }
    var items: [(offset: Int, html: HTML)] = outline.entries.map { entry in
      let name = outline.parts.first { $0.range == entry.range }
      let tick =
        name.map { "<b class=\"\($0.state.rawValue)\" title=\"\($0.name[language])\">✓</b>" as HTML } ?? .empty
      let item: HTML = """
        <li class="level\(min(entry.level, 4))"><a href="#\(lineID(at: entry.range.start))">\(entry.text)</a>\(tick)</li>

        """
      return (entry.range.start, item)
    }
    for part in outline.parts where part.state == .implied {
      guard let range = part.range else { continue }
      let item: HTML = """
        <li class="implied"><a href="#\(lineID(at: range.start))"><b>～</b> \(part.name[language])</a></li>

        """
      items.append((range.start, item))
    }
    // A missing part is listed where it belongs.
    for finding in findings where finding.diagnostic.ruleID.name == "parts/missing" {
      guard let part = finding.diagnostic.message.fields["part"] else { continue }
      let item: HTML = """
        <li class="missing"><a href="#\(cardID(finding))"><b>✗</b> \(part[language])</a></li>

        """
      items.append((finding.diagnostic.range.start, item))
    }
    // A missing part comes before the other items at its offset, because it belongs before them.
    let sorted = items.enumerated().sorted { ($0.element.offset, -$0.offset) < ($1.element.offset, -$1.offset) }
    return "<ol>\n\(sorted.map(\.element.html))</ol>\n"
  }

  // MARK: Text

  private var lines: HTML {
    let source = file.source
    let classes = lineClasses
    var coming = findings[...]
    var open: [Finding] = []
    var html = HTML.empty
    for number in 1...source.lines.count {
      let line = source.lines.range(ofLine: number)
      open.removeAll {
        $0.diagnostic.range.end <= line.start && !$0.diagnostic.range.isEmpty || $0.diagnostic.range.end < line.start
      }
      while let next = coming.first, next.diagnostic.range.start <= line.end { open.append(coming.removeFirst()) }
      if line.isEmpty, open.isEmpty { continue }
      html += "<p id=\"\(lineID(number))\" class=\"\(classes[number] ?? "")\">\(marked(line, with: open))</p>\n"
    }
    return html
  }

  /// The classes of lines, by line number.
  private var lineClasses: [Int: String] {
    let source = file.source
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
    for title in outline?.titleLines ?? [] { classes[source.lines.line(at: title.start)] = "title" }
    for entry in outline?.entries ?? [] {
      let line = source.lines.line(at: entry.range.start)
      let text = source.lines.range(ofLine: line)
      // A heading with text behind it, more than 6 bytes or two Chinese characters, does not style the line.
      if entry.range.end + 6 >= text.end { classes[line] = "heading\(min(entry.level, 4))" }
    }
    return classes
  }

  // MARK: Cards

  private var filters: HTML {
    guard findings.count > 1 else { return .empty }
    let severities = Severity.allCases.sorted(by: >).filter { self[$0] > 0 }.map { severity in
      filter(severity.rawValue, severity.label[language], self[severity])
    }
    let categories = findings.grouped(by: \.diagnostic.ruleID.category).map { findings in
      let id = findings[0].diagnostic.ruleID
      return filter(String(id.category), id.categoryName[language], findings.count)
    }
    let names = categories.count > 1 ? categories : []
    return """
      <form class="filters" hidden><fieldset><legend>\(say("只看", "show"))</legend>\(severities)\(names)</fieldset>
      <p class="keys">\(say("j 下一处，k 上一处", "j next, k previous"))</p></form>

      """
  }

  private func filter(_ value: String, _ name: String, _ count: Int) -> HTML {
    "<label><input type=\"checkbox\" value=\"\(value)\" checked> \(name) \(count)</label>\n"
  }

  private var cards: HTML {
    guard !findings.isEmpty else { return "<p class=\"clean\">\(file.verdict[language])</p>\n" }
    return "<ol class=\"cards\">\n\(findings.map(card))</ol>\n"
  }
}

// MARK: - Lines

extension ReportedDraft {
  /// Returns the text of a line with marks on its findings, which are in the order of their starts.
  fileprivate func marked(_ line: TextRange, with findings: [Finding]) -> HTML {
    guard !findings.isEmpty else { return "\(file.source[line])" }
    var html = HTML.empty
    let borders = Set(
      findings.flatMap { [$0.diagnostic.range.start, $0.diagnostic.range.end] } + [line.start, line.end]
    ).filter { line.start...line.end ~= $0 }.sorted()
    // A finding of several lines has its number at the end of its first line.
    let ending = Dictionary(grouping: findings.filter { $0.diagnostic.range.start >= line.start }) {
      min($0.diagnostic.range.end, line.end)
    }
    var coming = findings[...]
    var here: [Finding] = []
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
  private func piece(_ range: TextRange, with here: [Finding]) -> HTML {
    let text = file.source[range]
    guard let worst = here.map(\.diagnostic.severity).max() else { return "\(text)" }
    let numbers = here.map { String($0.number) }.joined(separator: " ")
    return "<mark class=\"\(worst.rawValue)\" data-f=\"\(numbers)\">\(text)</mark>"
  }

  /// Returns the numbers of `findings`, as links to their cards.
  private func numbers(of findings: [Finding]) -> HTML {
    findings.reduce(into: HTML.empty) { html, finding in
      let severity = finding.diagnostic.severity.rawValue
      html += """
        <a class="number \(severity)" id="\(markID(finding))" href="#\(cardID(finding))" \
        data-f="\(finding.number)">\(finding.number)</a>
        """
    }
  }
}

// MARK: - Cards

extension ReportedDraft {
  /// Returns the card of a finding beside the text.
  fileprivate func card(_ finding: Finding) -> HTML {
    let diagnostic = finding.diagnostic
    return """
      <li class="card \(diagnostic.severity.rawValue)" id="\(cardID(finding))" data-f="\(finding.number)" \
      data-c="\(String(diagnostic.ruleID.category))">
      <p class="head"><a class="number \(diagnostic.severity.rawValue)" href="#\(markID(finding))">\(finding.number)</a> \
      <b>\(diagnostic.severity.label[language])</b> \(diagnostic.ruleID.categoryName[language]) \
      <span class="place">\(place(of: diagnostic))</span></p>
      <p>\(withoutMiddle(diagnostic.message.text(in: language)))</p>
      \(diagnostic.fix.map(html(of:)) ?? .empty)\(related(diagnostic))\(reason(diagnostic.ruleID))</li>

      """
  }

  /// Returns the text before and after a fix, or the title of a fix that is longer than ``longestFix``.
  private func html(of fix: Fix) -> HTML {
    guard let edit = fix.asSingleEdit(in: file.source) else { return .empty }
    let old = file.source[edit.range]
    let note = fix.applicability == .safe ? say("可自动改", "can be fixed") : say("请核对", "please check")
    guard old.count + edit.replacement.count <= Self.longestFix else {
      return "<p class=\"fix\">\(withoutMiddle(fix.title.text(in: language))) <small>\(note)</small></p>\n"
    }
    let before = old.isEmpty ? HTML.empty : "<del>\(old)</del> "
    let after = edit.replacement.isEmpty ? "\(say("删去", "delete"))" : "<ins>\(edit.replacement)</ins>" as HTML
    return "<p class=\"fix\">\(before)→ \(after) <small>\(note)</small></p>\n"
  }

  /// The most characters of the old and the new text together. Nobody compares two paragraphs in a card.
  private static let longestFix = 80

  private func related(_ diagnostic: Diagnostic) -> HTML {
    diagnostic.related.prefix(3).reduce(into: HTML.empty) { html, place in
      let line = file.source.lines.line(at: place.range.start)
      html += """
        <p class="related"><a href="#\(lineID(line))">\(say("第\(line)行", "line \(line)"))</a> \
        \(withoutMiddle(place.message.text(in: language)))</p>

        """
    }
  }

  private func reason(_ id: RuleID) -> HTML {
    guard let rule = rules[id] else { return .empty }
    let source = rule.source.map {
      "<p class=\"source\">\(say("依据：", "Source: "))\($0[language])</p>" as HTML
    }
    let examples = [
      (say("错", "wrong"), rule.examples.bad.first), (say("对", "right"), rule.examples.good.first),
    ].compactMap { label, example in
      example.map { "<p class=\"example\"><b>\(label)</b> \(String($0.text.trimmed))</p>\n" as HTML }
    }
    return """
      <details><summary>\(say("为什么", "why"))</summary>
      <p>\(rule.why[language])</p>
      \(source ?? .empty)\(examples)<p class="rule">\(id.name)</p></details>

      """
  }
}
