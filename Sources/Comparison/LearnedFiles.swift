import Diagnostics
import DraftOutline
import RuleFiles

/// The learned profile and configuration as files for review.
package struct LearnedFiles: Sendable {
  /// The most examples of headings and titles: enough to show what is meant.
  private static let mostExamples = 5

  /// A file to be written.
  package struct File: Sendable {
    /// The path below the output folder.
    package let path: String
    /// The content of the file.
    package let text: String
  }

  let profile: LearnedProfile
  let words: LearnedWords
  /// The id of the profile.
  let id: String
  /// Titles that the learned profile does not match. They are left out of its examples.
  package var refused: Set<String> = []

  /// Makes the files of what was learned; the profile is called `id`.
  package init(_ profile: LearnedProfile, _ words: LearnedWords, id: String) {
    (self.profile, self.words, self.id) = (profile, words, id)
  }

  /// The files.
  package var files: [File] {
    [File(path: "profiles/\(id).yaml", text: profileText), File(path: ".zhangfa.yaml", text: configurationText)]
  }

  private var total: Int { profile.drafts.count }

  // MARK: The profile

  private var profileText: String {
    let base = profile.base
    let own = profile.parts.filter { !$0.isShared }
    let head = [
      "# 由 zhangfa learn 从 \(total) 篇文稿归纳，请逐条核对后再用；数字是篇数",
      "# learned from \(total) documents, for review; the numbers count documents",
      "name: {zh: \(quoted(base.name.zh + "（本单位）")), en: \(quoted("\(base.name.en) of this office"))}",
      "priority: \(base.isFallback ? Self.priorityOfNewKinds : base.priority + 1)",
    ]
    let titles =
      profile.titles.isEmpty ? [] : ["title:"] + titleForms.map { "  - \(quoted("\($0.text)$"))  # \($0.count)" }
    let parts =
      ["parts:"]
      + (base.isFallback ? ["  - {part: title, missing: warning}", "  - {part: lead-in, missing: info}"] : [])
      + profile.parts.map(line)
    let ownParts = own.isEmpty ? [] : ["own-parts:"] + own.flatMap(lines)
    return (head + titles + parts + ownParts + examples).joined(separator: "\n") + "\n"
  }

  /// Between the priorities of kinds that are known by their titles and of summaries of all kinds.
  private static let priorityOfNewKinds = 37

  /// The forms of the titles, the most frequent first.
  private var titleForms: [LearnedCount] {
    profile.titles.flatMap { title in [String](repeating: headingPattern(title.text), count: title.count) }.counted
  }

  private func line(_ part: LearnedPart) -> String {
    let implied =
      part.severityIfImplied.map { ", implied: \($0.rawValue)" } ?? (part.severity == nil ? "" : ", implied: off")
    let missing = part.severity.map { ", missing: \($0.rawValue)" } ?? ""
    let seen = part.headings.prefix(Self.mostExamples).map { "\(plain($0.text)) \($0.count)" }.joined(separator: "、")
    let counts = "\(part.headed)/\(total)" + (part.implied > 0 ? " +\(part.implied)" : "")
    return "  - {part: \(part.id)\(missing)\(implied)}  # \(counts)" + (seen.isEmpty ? "" : "：\(seen)")
  }

  private func lines(_ part: LearnedPart) -> [String] {
    let forms = part.headings.flatMap { [String](repeating: headingPattern($0.text), count: $0.count) }.counted
    let own = Set(part.headings.map(\.text))
    let others = profile.parts.filter { $0.id != part.id }.compactMap(\.headings.first?.text).filter {
      !own.contains($0)
    }.prefix(2)
    let yes = part.headings.prefix(3).map { quoted($0.text) }.joined(separator: ", ")
    let no = others.map(quoted).joined(separator: ", ")
    let heading = forms.map { "      - \(quoted("^\($0.text)$"))  # \($0.count)" } + patterns("heading", of: part)
    let rest = ["heading-unless", "evidence", "promise"].flatMap { key in
      let own = patterns(key, of: part)
      return own.isEmpty ? [] : ["    \(key):"] + own
    }
    return ["  \(part.id):", "    name: {zh: \(quoted(part.name.zh)), en: \(quoted(part.name.en))}"]
      + (part.place == .sections ? [] : ["    place: \(part.place.rawValue)"])
      + (part.takesOtherHeadings ? ["    takes-other-headings: true"] : [])
      + (heading.isEmpty ? [] : ["    heading:"] + heading) + rest
      + (forms.isEmpty ? [] : ["    examples: {is: [\(yes)], is-not: [\(no)]}"])
  }

  /// Returns the patterns under `key` in the shipped definition of `part`; none if there is no definition.
  private func patterns(_ key: String, of part: LearnedPart) -> [String] {
    (part.definition?.value(of: key)?.scalars ?? []).map { "      - \(quoted($0))" }
  }

  private var examples: [String] {
    let titles = profile.drafts.map(\.title).filter { !$0.isEmpty }.counted.filter { !refused.contains($0.text) }
      .prefix(Self.mostExamples)
    let notices = titleForms.isEmpty ? [] : profile.titles.prefix(1).map { "关于报送\($0.text)的通知" }
    guard !titles.isEmpty else { return [] }
    return ["examples:", "  is:"] + titles.map { "    - \(quoted($0.text))" } + ["  is-not:"]
      + notices.map { "    - \(quoted($0))" }
  }

  // MARK: The configuration

  private var configurationText: String {
    func list(_ key: String, _ counts: [LearnedCount]) -> [String] {
      counts.isEmpty ? ["\(key): []"] : ["\(key):"] + counts.map { "  - \(quoted($0.text))  # \($0.count)" }
    }
    return
      ([
        "# 由 zhangfa learn 从 \(total) 篇文稿归纳，请逐条核对后并入本单位的 .zhangfa.yaml；数字是篇数",
        "# learned from \(total) documents, to be reviewed and taken into your .zhangfa.yaml; the numbers count documents",
      ] + list("names", words.names) + list("accept", words.accepted)).joined(separator: "\n") + "\n"
  }

  /// Returns `text` as a YAML string between single quotes, without characters that would end the line.
  private func quoted(_ text: String) -> String { plain(text).yamlQuoted }

  private func plain(_ text: String) -> String {
    String(
      scalars: text.unicodeScalars.filter {
        $0.properties.generalCategory != .control && $0.value != 0x2028 && $0.value != 0x2029
      })
  }
}

/// Returns the wording of a heading or a title as a regular expression that matches any number or year, without
/// anchors: `20\d\d年工作打算`.
func headingPattern(_ text: String) -> String {
  var (pattern, digits) = ("", "")
  func addDigits() {
    if !digits.isEmpty { pattern += digits.count == 4 && digits.hasPrefix("20") ? #"20\d\d"# : #"\d+"# }
    digits = ""
  }
  for scalar in text.unicodeScalars {
    if ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
      continue
    }
    addDigits()
    if #"\^$.|?*+()[]{}-"#.unicodeScalars.contains(scalar) { pattern += "\\" }
    pattern.unicodeScalars.append(scalar)
  }
  addDigits()
  return pattern
}
