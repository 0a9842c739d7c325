import Diagnostics

/// The data of one draft in the table of several drafts.
struct DraftOverview {
  let number: Int
  let title, path: String
  let profile: String
  /// The number of findings and the worst severity of each category, by its name.
  let categories: [String: (count: Int, worst: Severity)]
  let parts: [(name: String, state: ReportedOutline.Part.State)]
  let counts: [Severity: Int]

  init(_ draft: ReportedDraft) {
    number = draft.number
    title = draft.title
    path = draft.file.path
    profile = draft.file.profileName[draft.language]
    parts = (draft.outline?.parts ?? []).map { ($0.name[draft.language], $0.state) }
    counts = Dictionary(uniqueKeysWithValues: Severity.allCases.map { ($0, draft[$0]) })
    categories = draft.findings.reduce(into: [:]) { categories, finding in
      let diagnostic = finding.diagnostic
      let name = diagnostic.ruleID.categoryName[draft.language]
      let known = categories[name] ?? (0, .info)
      categories[name] = (known.count + 1, max(known.worst, diagnostic.severity))
    }
  }
}

extension HTMLReporter {
  /// A table of several drafts. The row of a draft has the numbers of its findings by severity and category, and its
  /// parts.
  var draftMatrix: HTML {
    let parts = drafts.flatMap { $0.parts.filter { $0.state != .absent }.map(\.name) }.grouped(by: \.self).map { $0[0] }
    let categories = drafts.flatMap { $0.categories.keys.sorted() }.grouped(by: \.self).map { $0[0] }
    let severities = Severity.allCases.sorted(by: >)
    let head = severities.map(\.label[language]) + parts + categories
    let cells = head.map { "<th scope=\"col\"><span>\($0)</span></th>" as HTML }
    let rows = drafts.map { draft in
      let cells =
        severities.map { cell(draft.counts[$0] ?? 0, $0) } + parts.map { cell($0, of: draft) }
        + categories.map { draft.categories[$0].map { cell($0.count, $0.worst) } ?? "<td></td>" }
      return """
        <tr><th scope="row"><a href="#d\(draft.number)">\(draft.title)</a><small>\(draft.path) · \(draft.profile)</small></th>\
        \(cells)</tr>

        """ as HTML
    }
    return """
      <div class="matrix"><table>
      <thead><tr><th scope="col">\(say("文稿", "draft"))</th>\(cells)</tr></thead>
      <tbody>
      \(rows)</tbody>
      </table></div>

      """
  }

  private func cell(_ count: Int, _ severity: Severity) -> HTML {
    count == 0 ? "<td></td>" : "<td class=\"\(severity.rawValue)\">\(count)</td>"
  }

  private func cell(_ part: String, of draft: DraftOverview) -> HTML {
    guard let state = draft.parts.first(where: { $0.name == part })?.state else { return "<td></td>" }
    return "<td class=\"\(state.rawValue)\" title=\"\(state.name[language])\">\(state.sign)</td>"
  }
}
