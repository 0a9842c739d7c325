import Comparison
import Diagnostics
import DraftOutline
import DraftText
import Reporting
import SystemPackage

/// The report of `zhangfa learn`: tables with counts.
struct LearnReport: ComparisonReporting {
  let profile: LearnedProfile
  let words: LearnedWords
  /// The number of documents in which the learned profile leads to the same findings as the shipped one.
  let agreement: Int
  /// The files that the run has written.
  let written: [FilePath]
  let language: Language

  private var total: Int { profile.drafts.count }

  var text: String {
    [head, parts, names, accepted, proof, written.map { "\($0)\n" }.joined()].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private var head: String {
    let others = profile.others.map { other in
      let name = other.profile.name[language]
      return say("\(other.path)（\(name)）", "\(other.path) (\(name))")
    }
    let rest =
      others.isEmpty
      ? ""
      : say(
        "\n没有学的 \(others.count) 篇：\(others.joined(separator: "、"))",
        "\nnot learned from: \(others.joined(separator: ", "))")
    return printableLines(
      say(
        "学习 \(total) 篇（\(profile.base.name.zh)）",
        "learned from \(counted(total, "document")) (\(profile.base.name.en))") + rest) + "\n"
  }

  private var parts: String {
    TextTable(partRows).text(width: Environment.terminalColumns)
  }

  /// A row for each part, below the row of column heads.
  private var partRows: [[String]] {
    let heads = [say("部分", "part"), say("有标题", "headed"), say("正文里有", "in the text"), say("标题", "headings")]
    let rows = profile.parts.map { part in
      [
        part.name[language], "\(part.headed)/\(total)", "\(part.implied)/\(total)",
        part.headings.isEmpty
          ? "-" : part.headings.prefix(3).map { "\($0.text)×\($0.count)" }.joined(separator: say("、", ", ")),
      ]
    }
    return [heads] + rows
  }

  private var names: String { list(namesHeading, words.names) }
  private var accepted: String { list(acceptedHeading, words.accepted) }
  private var namesHeading: String { say("单位名称", "names of the office") }
  private var acceptedHeading: String { say("像空缺而不是空缺的词", "words that only look like blanks") }

  private func list(_ heading: String, _ counts: [LearnedCount]) -> String {
    counts.isEmpty ? "" : heading + "\n" + TextTable(counts.map { [$0.text, "\($0.count)"] }).text(indent: 2)
  }

  private var proof: String {
    say(
      "按学到的文种重核这 \(total) 篇，与原来结果一致的 \(agreement) 篇",
      "by the learned profile \(agreement) of \(counted(total, "document")) judged as before") + "\n"
  }

  // MARK: HTML

  var page: String {
    let title = say("往年文稿的共同之处", "What past documents have in common")
    return htmlPage(
      title, in: language,
      """
      <section class="sheet">
      <h1>\(title)</h1>
      <p>\(head)</p>
      \(table(partRows))\(table(namesHeading, words.names))\(table(acceptedHeading, words.accepted))<p>\(proof)</p>
      </section>

      """)
  }

  private func table(_ heading: String, _ counts: [LearnedCount]) -> HTML {
    guard !counts.isEmpty else { return .empty }
    return "<h2>\(heading)</h2>\n" + table([[heading, say("次数", "count")]] + counts.map { [$0.text, "\($0.count)"] })
  }

  private func table(_ rows: [[String]]) -> HTML {
    .table(rows[0], rows.dropFirst().map { row in "<tr>\(row.map { "<td>\($0)</td>" as HTML })</tr>\n" })
  }

  // MARK: JSON

  var json: JSON {
    [
      "version": .number(1), "profile": .string(profile.base.id), "documents": .number(total),
      "judgedAsBefore": .number(agreement), "others": .array(profile.others.map { .string($0.path) }),
      "parts": .array(
        profile.parts.map { part in
          [
            "id": .string(part.id), "name": .string(part.name[language]), "headed": .number(part.headed),
            "implied": .number(part.implied), "headings": json(part.headings),
          ]
        }),
      "names": json(words.names), "accept": json(words.accepted),
    ]
  }

  private func json(_ counts: [LearnedCount]) -> JSON {
    .array(counts.map { ["text": .string($0.text), "count": .number($0.count)] })
  }
}
