import DraftText
import PatternMatching

/// What stands after the text proper: who signs, and when.
struct BackMatter {
  /// A signature is no longer than this, in code points.
  private static let longestSignature = 30

  private(set) var signature: Paragraph?
  private(set) var date: Paragraph?

  /// Looks at the end of `paragraphs`.
  init(source: SourceText, grammar: OutlineGrammar, paragraphs: [Paragraph]) throws(MatchError) {
    guard let last = paragraphs.last else { return }
    guard try grammar.date.firstMatch(in: source, range: source.line(of: last)) != nil else { return }
    date = last
    guard let before = paragraphs.dropLast().last else { return }
    let text = source[before.range]
    let isPlain = !text.contains { "。，；：！？".contains($0) } || text.hasPrefix("述职人") || text.hasPrefix("报告人")
    if isPlain, text.unicodeScalars.count <= Self.longestSignature { signature = before }
  }

  /// What was found, in the order of the text.
  var paragraphs: [Paragraph] { [signature, date].compactMap { $0 } }

  /// How many paragraphs it takes.
  var count: Int { paragraphs.count }
}
