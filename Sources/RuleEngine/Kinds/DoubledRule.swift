import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: doubled`: finds a word that occurs twice in a row by mistake.
///
/// Two words can meet so that something occurs twice, as in 提高高度. So the text is divided into as few words as possible,
/// and a repetition is a slip only if no word of this division crosses its borders. Fields of the message: `{match}`,
/// and `{keep}`, the intended text.
struct DoubledRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable { case pattern, unless, leading, begins, twice }

    /// Repetitions that are always wrong, with the group `keep`: marks, enumerators.
    let pattern: PatternSource
    /// Repetitions that are intended.
    let unless: PatternSource
    /// Characters that can precede any word and change it: 全, 新.
    let leading: Characters
    /// Characters that begin words and end only words of the lexicon: 及, 积.
    let begins: Characters
    /// Characters that are doubled on purpose: 人人, 慢慢.
    let twice: Characters
  }

  /// A text that occurs twice in a row, with the Han characters around it.
  private struct Repetition {
    /// The range of the first occurrence in the draft.
    let range: TextRange
    let text: [Unicode.Scalar]
    /// The indices of the first occurrence in `text`.
    let first: Range<Int>
    /// Whether a figure precedes it directly, so that it begins with a measure word.
    let isCounted: Bool

    /// The indices of the second occurrence in `text`.
    var second: Range<Int> { first.upperBound..<(first.upperBound + first.count) }
  }

  static let kind = "doubled"
  static func messageFields(_ options: Options) -> Set<String> { ["match", "keep"] }

  /// The longest repetition, and the context on either side of it, in code points: 实施方案实施方案 has four, and longer names
  /// almost never occur twice in a row.
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

  /// Calls `body` with each stretch of Han characters that occurs twice in a row, from left to right; if several begin
  /// at one place, with the shortest.
  private func forEachRepetition(
    in range: TextRange, of source: SourceText, _ body: (Repetition) throws(MatchError) -> Void
  ) throws(MatchError) {
    for (start, count) in source.utf8.withUnsafeBufferPointer({ $0.repetitions(in: range, upTo: Self.longest) }) {
      try body(repetition(of: count, at: start, in: range, of: source))
    }
  }

  private func repetition(of count: Int, at start: Int, in range: TextRange, of source: SourceText) -> Repetition {
    var before: [Unicode.Scalar] = []
    var offset = start
    while before.count < Self.longest, offset > range.start, let scalar = source.scalar(before: offset), scalar.isHan {
      before.append(scalar)
      offset -= scalar.utf8Count
    }
    let isCounted = before.isEmpty && source.scalar(before: offset)?.isArabicDigit ?? false
    var text: [Unicode.Scalar] = before.reversed()
    let first = text.count..<(text.count + count)
    offset = start
    while text.count < first.upperBound + count + Self.longest, offset < range.end,
      let scalar = source.scalar(at: offset),
      scalar.isHan
    {
      text.append(scalar)
      offset += scalar.utf8Count
    }
    return Repetition(
      range: TextRange(start, start + text[first].utf8Count), text: text, first: first, isCounted: isCounted)
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

  /// Whether a character that is not a word ends one, and the text after it continues without it: 使用率率不高.
  private func isBoundSlip(_ found: Repetition, _ character: Unicode.Scalar) -> Bool {
    let (text, end) = (found.text, found.second.upperBound)
    guard found.isCounted || lexicon.hasWord(endingWith: found.first.lowerBound, of: text),
      !lexicon.hasWord(at: found.second.lowerBound, of: text),
      !lexicon.hasWord(endingWith: found.second.lowerBound, of: text)
    else { return false }
    if end == text.count { return true }
    return !options.leading.contains(character) && (lexicon.isAlone(text[end]) || lexicon.hasWord(at: end, of: text))
  }

  /// Whether a word was begun twice: 及及时.
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

extension UnsafeBufferPointer<UInt8> {
  /// Returns the start and length of Han characters that occur twice in a row in `range`; at each place, the shortest.
  fileprivate func repetitions(in range: TextRange, upTo longest: Int) -> [(start: Int, count: Int)] {
    var found: [(start: Int, count: Int)] = []
    var run: [UInt32] = []
    var starts: [Int] = []
    var offset = range.start
    while offset < range.end {
      let (scalar, length) = scalar(at: offset)
      let isHan = Unicode.Scalar(scalar)?.isHan ?? false
      if isHan {
        run.append(scalar)
        starts.append(offset)
      }
      offset += length
      guard !isHan || offset >= range.end else { continue }
      for index in run.indices {
        let count = (0..<Swift.min(longest, (run.count - index) / 2)).first { more in
          run[index] == run[index + more + 1] && (0...more).allSatisfy { run[index + $0] == run[index + more + 1 + $0] }
        }
        if let count { found.append((starts[index], count + 1)) }
      }
      run.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
    }
    return found
  }
}
