import Diagnostics
import DraftOutline
import DraftText

/// Writes findings as comments of a Word document: a sentence on what is wrong, and what to write instead.
struct NoteWriter {
  private let document: Document
  private let locations: LocationFinder?
  private let language: Language
  private let labels: DisjointRanges

  /// Prepares to write the findings of `result`.
  init(_ result: Linter.Result, _ language: Language) {
    document = result.document
    locations = result.locations
    labels = DisjointRanges(result.source.structure.filter { $0.kind == .label }.map(\.range))
    self.language = language
  }

  /// Returns the paragraphs of the comment, without the name of the rule.
  ///
  /// - Parameter isOnItsWords: Whether the comment is attached to exactly the words of the finding.
  func paragraphs(of finding: Diagnostic, isOnItsWords: Bool) -> [String] {
    var paragraphs = [finding.message.text(in: language).asSentence(in: language)]
    if let fix = finding.fix {
      paragraphs.append(fix.title.text(in: language).asSentence(in: language))
    } else if let advice = missingHeading(finding) {
      paragraphs.append(advice[language])
    }
    if labels.overlaps(finding.range) {
      paragraphs.append(Self.label[language])
    } else if !isOnItsWords, let place = place(of: finding) {
      paragraphs.append(place[language])
    }
    return paragraphs
  }

  private static let label = LocalizedText(
    zh: "这里的编号由 Word 自动生成，请在编号设置里改。", en: "Word makes this number itself: change it in the settings of the list.")

  /// Returns a sentence with the words that a finding is about.
  private func place(of finding: Diagnostic) -> LocalizedText? {
    guard let location = locations?.location(of: finding.range), let words = location.quotation else { return nil }
    let margin = location.margin?.name ?? LocalizedText(zh: "原文", en: "the text")
    return LocalizedText(zh: "\(margin.zh)：“\(words)”", en: "In \(margin.en): “\(words)”")
  }

  /// Returns the heading for a missing part, numbered like the headings of the draft; nil for other findings.
  private func missingHeading(_ finding: Diagnostic) -> LocalizedText? {
    guard finding.ruleID.name == "parts/missing", let name = finding.message.fields["part"],
      let part = document.profile.parts.first(where: { $0.name.zh == name.zh }), part.place == .sections,
      let last = document.sections.last
    else { return nil }
    let next = document.sections.first {
      document.reflowed.original(of: $0.heading.range).start >= finding.range.start
    }
    guard let ordinal = (next ?? last).heading.ordinal, let numbering = document.grammar.numbering(ordinal.numbering)
    else { return LocalizedText(zh: "请补写：\(name.zh)", en: "Add: \(name.zh)") }
    guard next != nil else {
      let heading = numbering.ordinal(ordinal.value + 1) + name.zh
      return LocalizedText(zh: "请补写：\(heading)", en: "Add: \(heading)")
    }
    let heading = numbering.ordinal(ordinal.value) + name.zh
    return LocalizedText(zh: "请补写：\(heading)（以下序号顺延）", en: "Add: \(heading) (what follows counts on)")
  }
}

extension String {
  /// Returns the text with a full stop, unless it ends with a punctuation mark.
  fileprivate func asSentence(in language: Language) -> String {
    guard let last, !"。？！.?!".contains(last) else { return self }
    return self + LocalizedText(zh: "。", en: ".")[language]
  }
}
