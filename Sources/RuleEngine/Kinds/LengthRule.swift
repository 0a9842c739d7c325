import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: length`: finds text that is too long.
///
/// Fields of the message: `{length}` and `{max}`, both in code points, and `{match}`, the beginning of the text.
struct LengthRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable { case unit, max }

    /// The unit that is measured.
    let unit: Unit
    /// The most code points of the unit.
    let max: Int
  }

  enum Unit: String, Decodable, Sendable, CaseIterable {
    /// All lines of the title together.
    case title
    /// A heading without ordinal and final mark.
    case heading
    /// A paragraph that is neither title nor heading.
    case paragraph
    /// A sentence of such a paragraph, with its final mark and the closing marks after it.
    case sentence
  }

  static let kind = "length"
  static func messageFields(_ options: Options) -> Set<String> { ["length", "max", "match"] }

  let metadata: RuleMetadata
  private let options: Options

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    if options.max < 1 { throw OptionError("max", zh: "max 应当大于 0", en: "max must be greater than 0") }
    self.metadata = metadata
    self.options = options
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let source = document.source
    switch options.unit {
    case .title: return finding(document.title.map(\.range), in: source).map { [$0] } ?? []
    case .heading: return document.headings.compactMap { finding([source.words(of: $0.heading)], in: source) }
    case .paragraph: return document.bodyParagraphs.compactMap { finding([$0], in: source) }
    case .sentence:
      return document.bodyParagraphs.flatMap(source.sentences).compactMap { finding([$0], in: source) }
    }
  }

  /// Returns the finding on a unit in one or more pieces; nil if it is not too long.
  private func finding(_ pieces: [TextRange], in source: SourceText) -> Diagnostic? {
    // A text has no more code points than bytes, so short texts need no counting.
    guard let first = pieces.first, let last = pieces.last, pieces.reduce(0, { $0 + $1.count }) > options.max else {
      return nil
    }
    let length = pieces.reduce(0) { $0 + source.lines.scalarCount(in: $1) }
    guard length > options.max else { return nil }
    let fields: MessageFields = [
      "length": .init(verbatim: String(length)), "max": .init(verbatim: String(options.max)),
      "match": .init(verbatim: source.excerpt(of: first, limit: 20)),
    ]
    return metadata.diagnostic(at: TextRange(first.start, last.end), fields)
  }
}

extension SourceText {
  /// Returns the sentences of a paragraph, without white space around them.
  fileprivate func sentences(in paragraph: TextRange) -> [TextRange] {
    var sentences: [TextRange] = []
    var (start, offset) = (paragraph.start, paragraph.start)
    var hasEnded = false
    while offset < paragraph.end, let scalar = scalar(at: offset) {
      if hasEnded, !scalar.isSentenceEnd, !"”’」』）)》〉】〕]］".unicodeScalars.contains(scalar) {
        sentences.append(trimmed(TextRange(start, offset)))
        (start, hasEnded) = (offset, false)
      }
      hasEnded = hasEnded || scalar.isSentenceEnd
      offset += scalar.utf8Count
    }
    sentences.append(trimmed(TextRange(start, paragraph.end)))
    return sentences.filter { !$0.isEmpty }
  }
}
