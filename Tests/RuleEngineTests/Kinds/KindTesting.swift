import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import ShippedRules
import Testing

@testable import RuleEngine
@testable import RuleFiles

/// A draft in which ⟦ and ⟧ surround the ranges that must be reported.
struct MarkedDraft {
  let source: SourceText
  let ranges: [TextRange]

  init(_ marked: String) throws {
    let draft = try #require(MarkedText(marked))
    source = SourceText(draft.text)
    ranges = draft.ranges.sorted()
  }
}

/// Tests `rule` on a marked draft: as it is, with CRLF, and after a line with characters outside the BMP.
func expectFindings(
  of rule: some DocumentRule, in marked: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let forms = [marked, marked.replacing("\n", with: "\r\n"), "🀄𠮷\n\n" + marked]
  for (form, name) in zip(forms, ["as it is", "with CRLF", "behind 🀄𠮷"]) {
    let draft = try MarkedDraft(form)
    let found = try rule.check(document(draft.source)).map(\.range).sorted()
    #expect(
      found == draft.ranges,
      "\(name): found \(found.map { "\($0.start)–\($0.end) \(draft.source[$0])" }) in \(form)",
      sourceLocation: sourceLocation)
  }
}

/// Reads a draft with a small grammar: 一、 and （一） begin headings; lines with 水印, and tags, are residue.
func document(_ source: SourceText, parts: [Part] = []) throws -> Document {
  let profile = Profile(
    id: "test", name: LocalizedText(verbatim: "test"), priority: 1,
    recognition: Profile.Recognition(),
    requirements: parts.map { Profile.Requirement(part: $0.id, severity: nil, severityIfImplied: nil) }, parts: parts)
  return try Document(source, grammar: grammar(), profiles: [profile], profile: "test")
}

func document(_ text: String, parts: [Part] = []) throws -> Document { try document(SourceText(text), parts: parts) }

private func grammar() throws -> OutlineGrammar {
  var grammar = OutlineGrammar()
  grammar.residue = [
    OutlineGrammar.ResidueForms(
      residueClass: .watermark, lines: try Pattern("^.*水印(?<sure>).*$|^.*疑似.*$"),
      between: try Pattern("^来源.*$")),
    OutlineGrammar.ResidueForms(residueClass: .html, lines: nil, spans: try Pattern("<[^>\\n]*>(?<sure>)")),
    OutlineGrammar.ResidueForms(
      residueClass: .invisible, lines: nil, spans: try Pattern("[\\x{A0}\\x{200B}]+")),
  ]
  grammar.levels = [
    try numbering("han", "^\\s*(?<ordinal>[一二三四五六七八九十]+)(?<delimiter>、)"),
    try numbering("bracketed-han", "^\\s*(?<opening>（)(?<ordinal>[一二三四五六七八九十]+)）(?<delimiter>)"),
  ]
  grammar.lines = try lines()
  grammar.thresholds = try shipped.get().thresholds
  grammar.patterns = [
    .title: try Pattern("总结$"), .titleLine: try Pattern("^(?=[^\\n]{1,60}$)[^。；！？\\n]*[^。；！？，、：:,\\n]$"),
    .salutation: try Pattern("^各位.*：$"), .closing: try Pattern("^总之"),
    .date: try Pattern("^20\\d\\d年\\d+月\\d+日$"), .attachments: try Pattern("^附件："),
  ]
  return grammar
}

private let shipped = Result { try RuleSet(shipped: ShippedRules.snapshot, folders: []).grammar }

private func numbering(_ id: String, _ pattern: String) throws -> Numbering {
  Numbering(
    id: Numbering.ID(id), name: LocalizedText(verbatim: id), pattern: try Pattern(pattern), numerals: .han,
    delimiter: "、", points: [.heading: 4])
}

/// A line grammar in which ordinals begin headings, except in sentences and clauses.
private func lines() throws -> LineGrammar {
  var lines = try shipped.get().lines
  lines.points = [.endsSentence: [.item: 9], .endsOpen: [.item: 9]]
  return lines
}

/// Makes a rule from the keys of its kind.
func makeRule<Kind: Rule>(_ kind: Kind.Type, message: String = "“{match}”", _ yaml: String) throws -> Kind {
  let file = try YAMLFile(path: "rule.yaml", bytes: Array(yaml.utf8))
  return try Kind(
    metadata(message, entries: file.root.entries ?? []), NodeDecoder(file.root).decode(Kind.Options.self),
    patterns: PatternCompiler())
}

/// The metadata of rules under test.
func metadata(
  _ message: String = "“{match}”", severity: Severity = .warning, entries: [DataNode.Entry] = []
) -> RuleMetadata {
  RuleMetadata(
    id: RuleID("test/rule"), severity: severity, message: LocalizedText(verbatim: message), entries: entries)
}

/// The Chinese messages of the findings of `rule` in `text`, in the order of the text.
func messages(of rule: some DocumentRule, in text: String) throws -> [String] {
  try rule.check(document(text)).sorted { $0.range < $1.range }.map { $0.message.text(in: .zh) }
}

/// Returns `text` after all fixes of `rule`.
func fixed(_ text: String, by rule: some DocumentRule) throws -> String {
  let edits = try rule.check(document(text)).compactMap(\.fix).flatMap(\.edits).sorted { $0.range < $1.range }
  return String(decoding: SourceText(text).replacing(edits).utf8, as: UTF8.self)
}
