import Diagnostics
import DraftOutline
import DraftText
import Linting
import PatternMatching

/// A document of the past, read to learn how its office writes.
package struct PastDraft: Sendable {
  /// A heading of the first level, without its number.
  struct LearnedHeading: Sendable {
    let text: String
    /// The parts that the heading names.
    let parts: [Part.ID]
    /// The relative position among its siblings: 0 for the first, 1 for the last.
    let position: Double
  }

  /// The path as it is shown.
  package let path: String
  /// The profile that was found for the document.
  package let profile: Profile
  /// The lines of the title joined, without white space.
  let title: String
  let headings: [LearnedHeading]
  /// The parts that the document has, with headings or without.
  let parts: [FoundPart]
  let signature: String?
  /// The texts that were reported as blanks, each with the letters beside it.
  let blanks: [String]

  /// Reads a draft with `linter`, and finds the parts that its headings name: those of its profile and `parts`.
  package init(path: String, source: SourceText, by linter: Linter, parts: [Part]) throws(DraftError) {
    let document = try linter.document(source)
    self.path = path
    profile = document.profile
    title = document.title.prefix(document.nameCount).map { document.source[$0.range] }.joined()
      .filter { !$0.isWhitespace && $0 != "#" }
    let sections = document.sections.filter(\.heading.isHeading)
    let all = document.profile.parts + parts.filter { document.profile.part($0.id) == nil }
    var headings: [LearnedHeading] = []
    for (index, section) in sections.enumerated() {
      let text = document.source[section.heading.text].filter { $0 != "*" && $0 != "。" }
      do throws(MatchError) {
        var named: [Part.ID] = []
        for part in all where try part.isNamed(by: text, year: document.year) { named.append(part.id) }
        headings.append(.init(text: text, parts: named, position: Double(index) / Double(max(1, sections.count - 1))))
      } catch {
        throw .outline(error)
      }
    }
    self.headings = headings
    self.parts = document.parts
    signature = document.signature.map { document.source[$0.range].filter { !$0.isWhitespace } }
    blanks = try linter.lint(source).diagnostics.compactMap { finding in Self.blank(finding, in: source) }
  }

  /// The kinds of placeholders that are blanks to fill in, in every office.
  private static let certain: Set<String> = [
    "date", "money", "share", "person", "document-number", "quantity", "range", "field", "template", "note", "pending",
  ]

  /// Returns the text of a finding about a blank, with up to two letters on either side; nil for other findings.
  private static func blank(_ finding: Diagnostic, in source: SourceText) -> String? {
    guard finding.ruleID.isAboutPlaceholders,
      !certain.contains(String(finding.ruleID.name.dropFirst("placeholder/".count)))
    else { return nil }
    let line = source.lines.range(ofLine: source.lines.line(at: finding.range.start))
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      0x4E00...0x9FA5 ~= scalar.value || scalar.properties.isAlphabetic
    }
    let before = source[TextRange(line.start, finding.range.start)].unicodeScalars.reversed().prefix(while: isLetter)
    let after = source[TextRange(finding.range.end, max(finding.range.end, line.end))].unicodeScalars.prefix(
      while: isLetter)
    let words =
      Array(before.prefix(2).reversed()) + Array(source[finding.range].unicodeScalars) + Array(after.prefix(2))
    return String(scalars: words)
  }
}
