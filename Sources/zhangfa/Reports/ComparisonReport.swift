import Comparison
import Diagnostics
import DraftOutline
import DraftText
import Reporting

/// The report of `zhangfa compare`.
struct ComparisonReport: ComparisonReporting {
  let comparison: DraftComparison
  let language: Language
  private let width = Environment.columns(toFile: false)

  var text: String {
    [heads, outline, goneParts.map { printable($0) + "\n" }.joined(), leftovers, summary + "\n"].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private var heads: String {
    TextTable([
      [say("去年", "last"), head(comparison.older, comparison.years?.older)],
      [say("今年", "this"), head(comparison.newer, comparison.years?.newer)],
    ]).text()
  }

  private func head(_ draft: ComparedDraft, _ year: Int?) -> String {
    let year = year.map { say("，\($0)年", ", \($0)") } ?? ""
    let profile = draft.document.profile.name[language]
    return say("\(draft.path)（\(profile)\(year)）", "\(draft.path) (\(profile)\(year))")
  }

  // MARK: Outlines

  private var outline: String {
    guard !comparison.outline.isEmpty else { return "" }
    let room = (width - 8) / 2
    let rows = comparison.outline.map { pair in
      let sign = pair.older == nil ? "+" : pair.newer == nil ? "-" : " "
      return [
        sign, words(of: pair.older, in: comparison.older, room), words(of: pair.newer, in: comparison.newer, room),
      ]
    }
    return TextTable([[""] + outlineHeads] + rows).lines(indent: 2).map { $0.filter { $0 != "\n" }.trimmedAtEnd + "\n" }
      .joined()
  }

  private var outlineHeads: [String] {
    [say("去年的提纲", "last year's outline"), say("今年的提纲", "this year's outline")]
  }

  /// A heading with its indent, cut to `room` columns.
  private func words(of section: Section?, in draft: ComparedDraft, _ room: Int) -> String {
    guard let section else { return "" }
    let indent = String(repeating: "  ", count: section.depth - 1)
    let text = printable(draft.document.source[section.heading.range])
    let all = indent + text
    guard all.columns > room else { return all }
    var cut = ""
    for character in all where cut.columns + 3 <= room { cut.append(character) }
    return cut + "…"
  }

  // MARK: Findings

  /// The messages about the parts that are gone.
  private var goneParts: [String] {
    comparison.goneParts.map { part in
      let place = places(comparison.older).place(of: comparison.older.place(of: part.olderRange))
      let words = comparison.older.document.source[part.olderRange]
      return part.isImplied
        ? say(
          "“\(part.name.zh)”今年没有标题，正文里有；去年是 \(place)“\(words)”",
          "“\(part.name.en)” has no heading any more; last year \(place) “\(words)”")
        : say("缺了“\(part.name.zh)”；去年是 \(place)“\(words)”", "“\(part.name.en)” is gone; last year \(place) “\(words)”")
    }
  }

  private var leftovers: String { comparison.leftovers.map(text(of:)).joined(separator: "\n") }

  private func text(of leftover: Leftover) -> String {
    let message = printable(withoutMiddle(leftover.message.text(in: language)))
    let (newer, older) = (places(comparison.newer), places(comparison.older))
    let (range, olderRange) = (
      comparison.newer.place(of: leftover.range), comparison.older.place(of: leftover.olderRange)
    )
    return "\(newer.place(of: range)): \(message) [\(leftover.kind.rawValue)]\n" + newer.location(of: range)
      + newer.excerpt(of: leftover.ranges.map(comparison.newer.place))
      + "  \(older.place(of: olderRange)): \(say("去年的稿子", "last year"))\n" + older.location(of: olderRange)
      + older.excerpt(of: [olderRange], indent: "    ")
  }

  private func places(_ draft: ComparedDraft) -> PlaceReport {
    PlaceReport(path: draft.path, source: draft.source, locations: draft.locations, language: language, width: width)
  }

  /// The result in one line.
  private var summary: String {
    let (count, parts) = (comparison.leftovers.count, comparison.goneParts.count)
    let years =
      comparison.years == nil
      ? say("；看不出两份稿子的年份，年份没有核对", "; the years of the drafts are not known and were not compared") : ""
    let gone = parts == 0 ? "" : say("，缺了 \(parts) 个部分", ", \(counted(parts, "part")) gone")
    return count == 0
      ? say("没有发现未更新的内容", "everything was brought up to date") + gone + years
      : say("没有更新的有 \(count) 处", "\(count) not brought up to date") + gone + years
  }
}

// MARK: - HTML

extension ComparisonReport {
  var page: String {
    let title = say("两年文稿对照", "Last year and this year")
    let tone = comparison.leftovers.isEmpty ? "clean" : "warning"
    return htmlPage(
      title, in: language,
      """
      <section class="sheet">
      <h1>\(title)</h1>
      <ul class="facts">
      <li><b>\(say("去年", "last"))</b> \(head(comparison.older, comparison.years?.older))</li>
      <li><b>\(say("今年", "this"))</b> \(head(comparison.newer, comparison.years?.newer))</li>
      </ul>
      <p class="verdict \(tone)"><strong>\(summary)</strong></p>
      \(goneParts.map { "<p class=\"error\">\($0)</p>\n" as HTML })\(leftoverTable)\(outlineTable)</section>

      """)
  }

  private var leftoverTable: HTML {
    guard !comparison.leftovers.isEmpty else { return .empty }
    let rows = comparison.leftovers.map { leftover in
      let (newer, older) = (places(comparison.newer), places(comparison.older))
      let (range, olderRange) = (
        comparison.newer.place(of: leftover.range), comparison.older.place(of: leftover.olderRange)
      )
      return """
        <tr>
        <td class="short">\(newer.placeName(of: range))</td>
        <td>\(leftover.message.text(in: language))</td>
        <td>\(newer.quotation(of: leftover.ranges.map(comparison.newer.place)))</td>
        <td>\(older.quotation(of: [olderRange])) <small>\(older.placeName(of: olderRange))</small></td>
        <td class="choice">□\(say("已改", "changed"))<br>□\(say("不改", "kept"))</td>
        </tr>

        """ as HTML
    }
    let heads = [
      say("位置", "place"), say("说明", "what"), say("今年", "this year"), say("去年", "last year"), say("处置", "decision"),
    ]
    return .table(heads, rows)
  }

  private var outlineTable: HTML {
    guard !comparison.outline.isEmpty else { return .empty }
    let rows = comparison.outline.map { pair in
      """
      <tr><td\(pair.newer == nil ? " class=\"missing\"" : .empty)>\(words(of: pair.older, in: comparison.older))</td>\
      <td\(pair.older == nil ? " class=\"present\"" : .empty)>\(words(of: pair.newer, in: comparison.newer))</td></tr>

      """ as HTML
    }
    return "<h2>\(say("提纲对照", "The outlines"))</h2>\n" + .table(outlineHeads, rows)
  }

  /// A heading with its indent.
  private func words(of section: Section?, in draft: ComparedDraft) -> String {
    guard let section else { return say("（无）", "(none)") }
    return String(repeating: "\u{3000}", count: section.depth - 1) + draft.document.source[section.heading.range]
  }
}

// MARK: - JSON

extension ComparisonReport {
  var json: JSON {
    [
      "version": .number(1), "last": json(comparison.older, comparison.years?.older),
      "this": json(comparison.newer, comparison.years?.newer),
      "outline": .array(
        comparison.outline.map { pair in
          [
            "depth": .number(pair.depth), "last": pair.older.map { json(of: $0.heading.range, in: comparison.older) },
            "this": pair.newer.map { json(of: $0.heading.range, in: comparison.newer) },
          ]
        }),
      "goneParts": .array(
        comparison.goneParts.map { part in
          [
            "name": .string(part.name[language]), "implied": .bool(part.isImplied),
            "last": json(of: part.olderRange, in: comparison.older),
          ]
        }),
      "leftovers": .array(
        comparison.leftovers.map { leftover in
          [
            "kind": .string(leftover.kind.rawValue), "message": .string(leftover.message.text(in: language)),
            "this": .array(leftover.ranges.map { json(of: $0, in: comparison.newer) }),
            "last": json(of: leftover.olderRange, in: comparison.older),
          ]
        }),
    ]
  }

  private func json(_ draft: ComparedDraft, _ year: Int?) -> JSON {
    [
      "path": .string(draft.path), "profile": .string(draft.document.profile.id), "year": year.map(JSON.number),
    ]
  }

  private func json(of range: TextRange, in draft: ComparedDraft) -> JSON {
    places(draft).json(of: draft.place(of: range))
  }
}
