import DraftText
import PatternMatching

/// The common input of everything that reads the outline: the text, the marks of its format and the grammar.
final class OutlineContext {
  let source: SourceText
  let structure: Structure
  let grammar: OutlineGrammar

  init(_ source: SourceText, structure: Structure, grammar: OutlineGrammar) {
    self.source = source
    self.structure = structure
    self.grammar = grammar
  }

  /// The same context without the marks of its format.
  var withoutStructure: OutlineContext { OutlineContext(source, structure: structure.withoutMarks, grammar: grammar) }

  /// Whether the pattern called `name` matches in `paragraph`; false if the grammar has no such pattern.
  func matches(_ name: OutlinePattern, _ paragraph: Paragraph) throws(MatchError) -> Bool {
    try grammar.patterns[name]?.matches(paragraph, in: source) ?? false
  }

  /// Returns the matches of the pattern called `name` in the text.
  func matches(_ name: OutlinePattern) throws(MatchError) -> [Match] {
    try grammar.patterns[name]?.matches(in: source) ?? []
  }

  /// Returns the ordinal of `numbering` at `match`; nil if its numeral has no value.
  func ordinal(_ match: Match, of numbering: Numbering) -> Ordinal? {
    Ordinal(match, of: numbering, in: source, words: grammar.ordinalWords)
  }

  /// Whether `line` looks like a line of a title.
  func canBeTitle(_ line: Paragraph) throws(MatchError) -> Bool {
    guard grammar.patterns[.titleLine] != nil else { return true }
    // A picture is not a title.
    guard source[line.range] != "\u{FFFC}" else { return false }
    return try matches(.titleLine, line)
  }
}
