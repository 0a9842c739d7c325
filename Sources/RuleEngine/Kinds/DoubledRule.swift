import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// `kind: doubled`: a word that stands twice in a row by mistake.
///
/// Two words may meet so that something stands twice, as in 提高高度. So a text is read in as few words as it can be, and what
/// stands twice is a slip only where no word of that reading runs across its borders. Fields of the message: `{match}`, and
/// `{keep}`, what is meant.
struct DoubledRule: Rule {
  struct Options: Decodable, Sendable {
    enum CodingKeys: String, CodingKey, CaseIterable { case pattern, unless, leading, begins, twice }

    /// What is doubled whatever stands around it, with the group `keep`: marks, enumerators.
    let pattern: PatternSource
    /// What is doubled on purpose.
    let unless: PatternSource
    /// Characters that may stand before any word and change it: 全, 新.
    let leading: Characters
    /// Characters that begin words and end none but those of the lexicon: 及, 积.
    let begins: Characters
    /// Characters that are doubled on purpose: 人人, 慢慢.
    let twice: Characters
  }

  /// Something that stands twice, with the Han characters around it.
  private struct Repetition {
    /// Where it stands first in the draft.
    let range: TextRange
    let text: [Unicode.Scalar]
    /// Where in `text` it stands first.
    let first: Range<Int>
    /// A figure stands right before it: what follows is its measure word.
    let isCounted: Bool

    /// Where in `text` it stands again.
    var second: Range<Int> { first.upperBound..<(first.upperBound + first.count) }
  }

  static let kind = "doubled"
  static func messageFields(_ options: Options) -> Set<String> { ["match", "keep"] }

  /// How long something is that is looked for, and how much is read on either side of it, in code points: 实施方案实施方案 has
  /// four, longer names stand twice in a row next to never.
  private static let longest = 8

  let metadata: RuleMetadata
  private let surely: ReplaceRule
  private let unless: Pattern
  private let options: Options
  private let lexicon: Lexicon

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    self.options = options
    surely = try ReplaceRule(
      metadata, ReplaceRule.Options(pattern: options.pattern, replacement: .template("{keep}")), patterns: patterns)
    unless = try patterns.compile(options.unless)
    lexicon = patterns.lexicon
  }

  var fixes: Fix.Applicability? { surely.fixes }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let sure = try surely.check(document)
    var diagnostics = sure
    var end = 0
    for part in Scope.text.ranges(in: document) {
      try forEachRepetition(in: part, of: document.source) { (found) throws(MatchError) in
        let range = TextRange(found.range.start, found.range.end + found.range.count)
        guard range.start >= end, diagnostics.count <= RuleMetadata.mostFindings, !document.isResidue(found.range),
          isSlip(found), !sure.contains(where: { $0.range.overlaps(range) }),
          try !isMeant(range, in: document.source)
        else { return }
        end = range.end
        diagnostics.append(diagnostic(at: range, keeping: document.source[found.range]))
      }
    }
    return diagnostics
  }

  private func diagnostic(at range: TextRange, keeping word: String) -> Diagnostic {
    let fields: MessageFields = ["match": .init(verbatim: word + word), "keep": .init(verbatim: word)]
    return metadata.diagnostic(
      at: range, fields,
      fix: Fix(title: Message(Self.keep, fields), edits: [Edit(range, word)], applicability: .unsafe))
  }

  private static let keep = LocalizedText(zh: "改为“{keep}”", en: "replace by “{keep}”")

  // MARK: Places

  /// Calls `body` with each stretch of Han characters that stands twice in a row, from left to right; of several at one place,
  /// with the shortest.
  private func forEachRepetition(
    in range: TextRange, of source: SourceText, _ body: (Repetition) throws(MatchError) -> Void
  ) throws(MatchError) {
    var run: [Unicode.Scalar] = []
    var offset = range.start
    while offset < range.end, let scalar = source.scalar(at: offset) {
      offset += scalar.utf8Count
      if scalar.isHan {
        run.append(scalar)
        if offset < range.end { continue }
      }
      let end = scalar.isHan ? offset : offset - scalar.utf8Count
      if run.count > 1 { try forEachRepetition(in: run, endingAt: end, of: source, body) }
      run.removeAll(keepingCapacity: true)
    }
  }

  /// - Parameter run: Han characters, before which something else stands.
  private func forEachRepetition(
    in run: [Unicode.Scalar], endingAt end: Int, of source: SourceText, _ body: (Repetition) throws(MatchError) -> Void
  ) throws(MatchError) {
    /// The length of the shortest repetition by where it begins.
    var lengths: [Int: Int] = [:]
    for length in 1...max(1, min(Self.longest, run.count / 2)) {
      var alike = 0
      for index in 0..<(run.count - length) {
        alike = run[index] == run[index + length] ? alike + 1 : 0
        let start = index + 1 - length
        if alike >= length, lengths[start] == nil { lengths[start] = length }
      }
    }
    guard !lengths.isEmpty else { return }
    let runStart = end - run.utf8Count
    var (offset, last) = (runStart, 0)
    for (index, length) in lengths.sorted(by: { $0.key < $1.key }) {
      offset += run[last..<index].utf8Count
      last = index
      let from = max(0, index - Self.longest)
      try body(
        Repetition(
          range: TextRange(offset, offset + run[index..<(index + length)].utf8Count),
          text: Array(run[from..<min(run.count, index + 2 * length + Self.longest)]),
          first: (index - from)..<(index - from + length),
          isCounted: index == 0 && source.scalar(before: runStart)?.isArabicDigit ?? false))
    }
  }

  // MARK: Judgement

  private func isSlip(_ found: Repetition) -> Bool {
    let character = found.text[found.first.lowerBound]
    if found.first.count == 1 {
      guard found.isCounted || !options.twice.contains(character) else { return false }
      if isBegunTwice(found, character) { return true }
      guard lexicon.isAlone(character) else { return isBoundSlip(found, character) }
    }
    let borders = [found.first.lowerBound, found.second.lowerBound, found.second.upperBound]
    let weight = lexicon.weight(of: found.text, cutAt: borders)
    var once = found.text
    once.removeSubrange(found.second)
    return weight == lexicon.weight(of: found.text) && lexicon.weight(of: once) < weight
  }

  /// A character that is no word by itself ends a word, and what follows it goes on without it: 使用率率不高.
  private func isBoundSlip(_ found: Repetition, _ character: Unicode.Scalar) -> Bool {
    let (text, end) = (found.text, found.second.upperBound)
    guard found.isCounted || lexicon.hasWord(endingWith: found.first.lowerBound, of: text),
      !lexicon.hasWord(at: found.second.lowerBound, of: text),
      !lexicon.hasWord(endingWith: found.second.lowerBound, of: text)
    else { return false }
    if end == text.count { return true }
    return !options.leading.contains(character) && (lexicon.isAlone(text[end]) || lexicon.hasWord(at: end, of: text))
  }

  /// A word that was begun twice: 及及时.
  private func isBegunTwice(_ found: Repetition, _ character: Unicode.Scalar) -> Bool {
    options.begins.contains(character) && lexicon.hasWord(at: found.second.lowerBound, of: found.text)
      && !lexicon.hasWord(at: found.first.lowerBound, of: found.text)
      && !lexicon.hasWord(endingWith: found.first.lowerBound, of: found.text)
  }

  private func isMeant(_ range: TextRange, in source: SourceText) throws(MatchError) -> Bool {
    // A Han character takes three bytes.
    let around = TextRange(
      source.scalarBorder(atOrAfter: range.start - 3 * Self.longest),
      source.scalarBorder(atOrBefore: range.end + 3 * Self.longest))
    return try unless.matches(in: source, range: around).contains { $0.range.contains(range) }
  }
}
