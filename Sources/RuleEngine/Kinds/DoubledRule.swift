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
  /// The keys of a `doubled` rule.
  struct Options: Decodable, Sendable {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, leading, begins, twice
    }

    /// What is doubled whatever stands around it, with the group `keep`: marks, enumerators.
    let pattern: PatternSource
    /// What is doubled on purpose.
    let unless: PatternSource
    /// Characters that may stand before any word and change it: 全, 新.
    let leading: String
    /// Characters that begin words and end none but those of the lexicon: 及, 积.
    let begins: String
    /// Characters that are doubled on purpose: 人人, 慢慢.
    let twice: String
  }

  static let kind = "doubled"
  static func messageFields(_ options: Options) -> Set<String> { ["match", "keep"] }

  /// How long something is that is looked for, and how much is read on either side of it, in code points.
  private static let longest = 8
  /// The same in UTF-8 bytes: a Han character takes three.
  private static let longestBytes = 24

  let metadata: RuleMetadata
  private let surely: ReplaceRule
  private let unless: Pattern
  private let lexicon: Lexicon
  private let leading, begins, twice: Set<Unicode.Scalar>

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    surely = try ReplaceRule(
      metadata, pattern: patterns.compile(options.pattern, unless: nil), replacement: .template("{keep}"))
    unless = try patterns.compile(options.unless)
    lexicon = patterns.lexicon
    leading = Set(options.leading.unicodeScalars)
    begins = Set(options.begins.unicodeScalars)
    twice = Set(options.twice.unicodeScalars)
  }

  var fixes: Fix.Applicability? { surely.fixes }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let sure = try surely.check(document)
    var diagnostics = sure
    var end = 0
    try forEachRepetition(in: document) { (word, context) throws(MatchError) in
      let range = TextRange(word.start, word.end + word.count)
      guard range.start >= end, isSlip(context), !sure.contains(where: { $0.range.overlaps(range) }),
        try !isMeant(range, in: document.source)
      else { return diagnostics.count <= RuleMetadata.mostFindings }
      end = range.end
      diagnostics.append(diagnostic(at: range, keeping: document.source[word]))
      return diagnostics.count <= RuleMetadata.mostFindings
    }
    return diagnostics
  }

  private func diagnostic(at range: TextRange, keeping word: String) -> Diagnostic {
    let fields: MessageFields = [
      "match": LocalizedText(verbatim: word + word), "keep": LocalizedText(verbatim: word),
    ]
    return metadata.diagnostic(
      at: range, fields,
      fix: Fix(title: Message(Self.keep, fields), edits: [Edit(range, word)], applicability: .unsafe))
  }

  private static let keep = LocalizedText(zh: "改为“{keep}”", en: "replace by “{keep}”")

  // MARK: Places

  /// Something that stands twice, with the Han characters around it.
  private struct Context {
    let text: [Unicode.Scalar]
    /// Where in `text` it stands first.
    let first: Range<Int>
    /// A figure stands right before it: what follows is its measure word.
    let isCounted: Bool

    /// Where in `text` it stands again.
    var second: Range<Int> { first.upperBound..<(first.upperBound + first.count) }
  }

  /// Calls `body` with each stretch that stands twice in a row, where it stands first, as long as it returns true.
  private func forEachRepetition(
    in document: Document, _ body: (TextRange, Context) throws(MatchError) -> Bool
  ) throws(MatchError) {
    let source = document.source
    for range in Scope.text.ranges(in: document) {
      var offset = range.start
      while let start = firstRepetition(in: source, from: offset), start < range.end {
        offset = source.scalarBorder(atOrAfter: start + 1)
        guard let context = context(of: start, in: source) else { continue }
        let word = TextRange(start, start + context.text[context.first].reduce(0) { $0 + $1.utf8Count })
        if word.end + word.count <= range.end, !document.isResidue(word), try !body(word, context) { return }
      }
    }
  }

  private func firstRepetition(in source: SourceText, from offset: Int) -> Int? {
    source.utf8.withUnsafeBufferPointer { $0.firstRepetition(from: offset, upTo: Self.longestBytes) }
  }

  private func context(of start: Int, in source: SourceText) -> Context? {
    var text: [Unicode.Scalar] = []
    var offset = start
    while text.count < Self.longest, let scalar = source.scalar(before: offset), scalar.isHan {
      text.append(scalar)
      offset -= scalar.utf8Count
    }
    let before = source.scalar(before: offset)
    let isCounted = text.isEmpty && before?.isArabicDigit ?? false
    text.reverse()
    let index = text.count
    offset = start
    while text.count < index + 3 * Self.longest, let scalar = source.scalar(at: offset), scalar.isHan {
      text.append(scalar)
      offset += scalar.utf8Count
    }
    let count = (1...Self.longest).first { count in
      index + 2 * count <= text.count && text[index..<(index + count)] == text[(index + count)..<(index + 2 * count)]
    }
    return count.map { count in
      let end = min(text.count, index + 2 * count + Self.longest)
      return Context(text: Array(text[..<end]), first: index..<(index + count), isCounted: isCounted)
    }
  }

  // MARK: Judgement

  private func isSlip(_ context: Context) -> Bool {
    let character = context.text[context.first.lowerBound]
    if context.first.count == 1 {
      guard context.isCounted || !twice.contains(character) else { return false }
      if isBegunTwice(context, character) { return true }
      guard lexicon.isAlone(character) else { return isBoundSlip(context, character) }
    }
    let borders = [context.first.lowerBound, context.second.lowerBound, context.second.upperBound]
    let weight = lexicon.weight(of: context.text, cutAt: borders)
    var once = context.text
    once.removeSubrange(context.second)
    return weight == lexicon.weight(of: context.text) && lexicon.weight(of: once) < weight
  }

  /// A character that is no word by itself ends a word, and what follows it goes on without it: 使用率率不高.
  private func isBoundSlip(_ context: Context, _ character: Unicode.Scalar) -> Bool {
    let (text, end) = (context.text, context.second.upperBound)
    guard context.isCounted || lexicon.hasWord(endingWith: context.first.lowerBound, of: text),
      !lexicon.hasWord(at: context.second.lowerBound, of: text),
      !lexicon.hasWord(endingWith: context.second.lowerBound, of: text)
    else { return false }
    if end == text.count { return true }
    return !leading.contains(character) && (lexicon.isAlone(text[end]) || lexicon.hasWord(at: end, of: text))
  }

  /// A word that was begun twice: 及及时.
  private func isBegunTwice(_ context: Context, _ character: Unicode.Scalar) -> Bool {
    begins.contains(character) && lexicon.hasWord(at: context.second.lowerBound, of: context.text)
      && !lexicon.hasWord(at: context.first.lowerBound, of: context.text)
      && !lexicon.hasWord(endingWith: context.first.lowerBound, of: context.text)
  }

  private func isMeant(_ range: TextRange, in source: SourceText) throws(MatchError) -> Bool {
    let reach = TextRange(
      source.scalarBorder(atOrAfter: max(0, range.start - Self.longestBytes)),
      source.scalarBorder(atOrBefore: min(source.utf8.count, range.end + Self.longestBytes)))
    return try unless.matches(in: source, range: reach).contains {
      $0.range.start <= range.start && range.end <= $0.range.end
    }
  }
}
