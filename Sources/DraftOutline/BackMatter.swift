import DraftText
import PatternMatching

/// What stands after the text proper: who signs, and when.
struct BackMatter {
  private(set) var signature: Paragraph?
  private(set) var date: Paragraph?
  /// What is noted under the date: who may be asked, who gets a copy, whether it may be published.
  private(set) var notes: [Paragraph] = []

  /// Looks at the end of `paragraphs`.
  init(source: SourceText, grammar: OutlineGrammar, paragraphs: [Paragraph]) throws(MatchError) {
    var rest = paragraphs[...]
    while let last = rest.last, let note = grammar.note,
      try note.firstMatch(in: source, range: source.line(of: last)) != nil
    {
      rest.removeLast()
    }
    guard let last = rest.popLast(), try grammar.date.firstMatch(in: source, range: source.line(of: last)) != nil
    else { return }
    date = last
    notes = Array(paragraphs[(rest.endIndex + 1)...])
    guard let before = rest.last, let pattern = grammar.signature,
      try pattern.firstMatch(in: source, range: source.line(of: before)) != nil
    else { return }
    signature = before
  }

  /// Who signs, and when.
  var paragraphs: [Paragraph] { [signature, date].compactMap { $0 } }

  /// How many paragraphs it takes.
  var count: Int { paragraphs.count + notes.count }
}
