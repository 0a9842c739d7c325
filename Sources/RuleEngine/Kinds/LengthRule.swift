import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Reports what is too long.
///
/// Fields of the message: `{length}` and `{max}`, both in code points, and `{match}`, the beginning.
struct LengthRule: Rule {
  /// The keys of a `length` rule.
  struct Options: Decodable, Sendable {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case unit, max
    }

    /// What is measured.
    enum Unit: String, Decodable, Sendable, CaseIterable {
      /// All lines of the title together.
      case title
      /// A heading without ordinal and final mark.
      case heading
      /// A paragraph that is neither title nor heading.
      case paragraph
      /// A sentence of such a paragraph, with its final mark and what closes after it.
      case sentence
    }

    /// What is measured.
    let unit: Unit
    /// The most code points that it may have.
    let max: Int
  }

  static let kind = "length"

  static func messageFields(_ options: Options) -> Set<String> { ["length", "max", "match"] }

  let metadata: RuleMetadata
  private let unit: Options.Unit
  private let max: Int

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    try self.init(metadata, options)
  }

  init(_ metadata: RuleMetadata, _ options: Options) throws(OptionError) {
    guard options.max > 0 else {
      throw OptionError(Options.CodingKeys.max.rawValue, zh: "max 应当大于 0", en: "max must be greater than 0")
    }
    self.metadata = metadata
    self.unit = options.unit
    self.max = options.max
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let source = document.source
    switch unit {
    case .title: return tooLong([document.title.map(\.range)], in: source)
    case .heading: return tooLong(document.headings.map { [source.words(of: $0.heading)] }, in: source)
    case .paragraph: return tooLong(document.bodyParagraphs.map { [$0] }, in: source)
    case .sentence:
      return document.bodyParagraphs.flatMap { tooLong(source.sentences(in: $0).map { [$0] }, in: source) }
    }
  }

  /// Measures `things`, each in one or more pieces.
  func tooLong(_ things: [[TextRange]], in source: SourceText) -> [Diagnostic] {
    things.compactMap { pieces in
      guard let first = pieces.first, let last = pieces.last else { return nil }
      // No text has more code points than bytes: short things need no counting.
      let bytes = pieces.reduce(0) { $0 + $1.count }
      guard bytes > max else { return nil }
      let length = pieces.reduce(0) { $0 + source.scalarCount(in: $1) }
      guard length > max else { return nil }
      let fields: MessageFields = [
        "length": LocalizedText(verbatim: String(length)), "max": LocalizedText(verbatim: String(max)),
        "match": LocalizedText(verbatim: source.excerpt(of: first, limit: 20)),
      ]
      return metadata.diagnostic(at: TextRange(first.start, last.end), fields)
    }
  }
}

extension SourceText {
  /// The sentences of a paragraph, without white space around them.
  func sentences(in paragraph: TextRange) -> [TextRange] {
    var sentences: [TextRange] = []
    var start = paragraph.start
    var offset = paragraph.start
    var ended = false
    while offset < paragraph.end, let scalar = scalar(at: offset) {
      if ended, !scalar.isSentenceEnd, !scalar.closes {
        sentences.append(trimmed(TextRange(start, offset)))
        start = offset
        ended = false
      }
      if scalar.isSentenceEnd { ended = true }
      offset += scalar.utf8Count
    }
    sentences.append(trimmed(TextRange(start, paragraph.end)))
    return sentences.filter { !$0.isEmpty }
  }
}

extension Unicode.Scalar {
  /// Whether it is a closing mark, which may follow the end of the sentence that it belongs to.
  fileprivate var closes: Bool {
    switch self {
    case "”", "’", "」", "』", "）", ")", "》", "〉", "】", "〕", "]", "］": true
    default: false
    }
  }
}
