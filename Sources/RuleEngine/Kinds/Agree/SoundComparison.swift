import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// Finds names that also occur in a draft with one character that sounds alike.
///
/// The more frequent form is taken as correct; in a tie, the first.
struct SoundComparison: NameComparison {
  /// A finding for a shorter name, in code points, is a guess: it is easily the name of another office.
  private static let certainLength = 5
  /// A name at this many places is meant as written.
  private static let habit = 3
  /// The most names that are searched: each takes a pass over the text.
  private static let mostNames = 24

  static let keys: Set<AgreeRule.Options.CodingKeys> = [.besideOthers]
  static let groups = ["name", "part"]

  private let others: Neighbours?
  private let lexicon: Lexicon

  init(_ options: AgreeRule.Options, _ pattern: Pattern?, _ patterns: PatternCompiler) {
    others = options.besideOthers
    lexicon = patterns.lexicon
  }

  func disagreements(in document: Document, mentions: NameMentions) throws(MatchError) -> [Disagreement] {
    let source = document.source
    var names: [(name: String, isGuess: Bool)] = []
    var seen: Set<String> = []
    try mentions(document) { mention in
      for group in Self.groups {
        guard let range = mention.match.range(of: group), !document.isResidue(range), names.count < Self.mostNames
        else { continue }
        let name = source[range]
        // A name that occurs only in the text is a guess.
        if seen.insert(name).inserted { names.append((name, mention.place == nil)) }
      }
      return names.count < Self.mostNames
    }
    var found: [Disagreement] = []
    var reported: [TextRange] = []
    for (name, isGuess) in names {
      guard let (right, wrong) = forms(of: name, in: document), let first = wrong.first, wrong.count < Self.habit,
        others?.surround(first, in: source) != true, !isOneSentence(first, right, in: source)
      else { continue }
      defer { reported.append(first) }
      // A name and a part of it show the same fault.
      if reported.contains(where: first.overlaps) { continue }
      let certainty: Certainty = isGuess || name.unicodeScalars.count < Self.certainLength ? .guess : .certain
      found.append(source.disagreement(at: first, with: right, certainty: certainty))
    }
    return found
  }

  /// Returns the first place with the usual form of `name`, and the places with one character that sounds alike; nil if
  /// there is only one form.
  private func forms(of name: String, in document: Document) -> (right: TextRange, wrong: [TextRange])? {
    let bytes = Array(name.utf8)
    let half = name.unicodeScalars.prefix(name.unicodeScalars.count / 2).utf8Count
    var same: [TextRange] = []
    var others: [TextRange] = []
    document.source.utf8.withUnsafeBufferPointer { text in
      // Names that differ in one character have the same first half or the same second half.
      for (part, offset) in [(bytes[..<half], 0), (bytes[half...], half)] {
        text.forEachOccurrence(of: part) { start in
          guard start >= offset, start - offset + bytes.count <= text.count else { return }
          let range = TextRange(start - offset, start - offset + bytes.count)
          if !text[range.start..<range.end].elementsEqual(bytes) {
            others.append(range)
          } else if offset == 0 {
            same.append(range)
          }
        }
      }
    }
    others = others.filter { isAlike($0, name, in: document.source) && !document.isResidue($0) }.sorted()
    guard let first = same.first, let other = others.first else { return nil }
    let isUsual = same.count == others.count ? first < other : same.count > others.count
    return isUsual ? (first, others) : (other, same)
  }

  /// Whether the text at `range` differs from `name` in one character that sounds alike.
  private func isAlike(_ range: TextRange, _ name: String, in source: SourceText) -> Bool {
    guard source.isScalarBorder(range.start), source.isScalarBorder(range.end) else { return false }
    let different = zip(source[range].unicodeScalars, name.unicodeScalars).filter { $0 != $1 }
    return different.count == 1 && lexicon.soundAlike(different[0].0, different[0].1)
  }

  /// Whether no sentence ends between two places: names in one sentence belong to two offices.
  private func isOneSentence(_ one: TextRange, _ other: TextRange, in source: SourceText) -> Bool {
    let between = TextRange(min(one.end, other.end), max(one.start, other.start))
    return !source[between].unicodeScalars.contains { $0 == "。" || $0.isLineEnd }
  }
}
