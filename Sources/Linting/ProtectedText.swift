import Diagnostics
import DraftText

/// What stands in a draft and is no prose: names of files, paths, addresses, and in Markdown what is not shown as text.
///
/// No fix changes it. What is said of its characters alone is nothing that an author wants to hear.
struct ProtectedText {
  /// The rules about characters, by category: in an address or in code they mean something else.
  private static let categoriesOfCharacters: Set<Substring> = ["pair", "punctuation"]

  /// Addresses, code, formulas, targets and front matter: nothing in them is prose.
  private let literals: DisjointRanges
  /// Blocks of Markdown, of which no line is deleted either.
  private let blocks: DisjointRanges
  /// All that is protected: names of files, tags and comments besides, into which prose may run.
  private let all: DisjointRanges

  /// Looks through `source`, in linear time.
  init(_ source: SourceText) {
    let names = PlainNames(source)
    guard source.format == .markdown else {
      literals = DisjointRanges(names.addresses)
      blocks = DisjointRanges([])
      all = DisjointRanges(names.addresses + names.files)
      return
    }
    let markdown = MarkdownLiterals(source)
    let literals = names.addresses + markdown.blocks + markdown.literals
    self.literals = DisjointRanges(literals)
    blocks = DisjointRanges(markdown.blocks + markdown.indented)
    all = DisjointRanges(literals + names.files + markdown.indented + markdown.markup)
  }

  /// Whether there is anything in `finding` that asks for a look at its draft.
  static func concerns(_ finding: Diagnostic) -> Bool {
    finding.fix != nil || categoriesOfCharacters.contains(finding.ruleID.category)
  }

  /// `finding` as far as it is about prose: nil where it is about characters of an address or of code. A fix that would
  /// change what is protected is shown and never applied.
  func sift(_ finding: Diagnostic) -> Diagnostic? {
    if Self.categoriesOfCharacters.contains(finding.ruleID.category), literals.hold(finding.range) { return nil }
    guard let fix = finding.fix, !fix.edits.allSatisfy(isHarmless) else { return finding }
    return finding.withDisplayOnlyFix
  }

  /// A line may be deleted with an address in it, but not with half of one, nor a line of code.
  private func isHarmless(_ edit: Edit) -> Bool {
    !all.areCut(by: edit.range) && !(edit.replacement.isEmpty ? blocks : all).overlaps(edit.range)
  }
}

extension DisjointRanges {
  /// Takes `ranges`, which may overlap each other.
  init(_ ranges: [TextRange]) { formUnion(ranges) }
}
