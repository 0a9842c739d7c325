import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Reports headings or paragraphs that stand in a draft a second time. White space makes no difference.
///
/// Fields of the message: `{match}`. Related: the first.
package struct RepeatRule: Rule {
  /// The keys of a `repeat` rule.
  package struct Options: Decodable, Sendable {
    /// The keys.
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case unit, min
    }

    /// What may stand twice.
    package enum Unit: String, Decodable, Sendable, CaseIterable {
      /// Headings, without ordinal and final mark.
      case heading
      /// Paragraphs that are neither title nor heading.
      case paragraph
    }

    /// What may stand twice.
    package let unit: Unit
    /// How many code points it must have to be reported; 1 for headings, 20 for paragraphs where nothing is said.
    package let min: Int?

    init(unit: Unit, min: Int? = nil) {
      self.unit = unit
      self.min = min
    }
  }

  package static let kind = "repeat"

  /// In different sections a short heading such as 主要做法 is a habit; one this long was copied.
  private static let telling = 8

  package let metadata: RuleMetadata
  private let unit: Options.Unit
  private let min: Int

  package init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    try self.init(metadata, options)
  }

  init(_ metadata: RuleMetadata, _ options: Options) throws(OptionError) {
    if let min = options.min, min < 1 {
      throw OptionError(Options.CodingKeys.min.rawValue, zh: "min 应当大于 0", en: "min must be greater than 0")
    }
    self.metadata = metadata
    self.unit = options.unit
    self.min = options.min ?? (options.unit == .heading ? 1 : 20)
  }

  package func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    switch unit {
    case .heading: repeatedHeadings(of: document)
    case .paragraph: repeatedParagraphs(document.bodyParagraphs, in: document.source)
    }
  }

  private func repeatedHeadings(of document: Document) -> [Diagnostic] {
    var siblings: [Digest: TextRange] = [:]
    var sameDepth: [Digest: TextRange] = [:]
    var parents = [0]
    var parent = 0
    var diagnostics: [Diagnostic] = []
    for (heading, depth) in document.headings {
      while parents.count > Swift.max(1, depth) { parents.removeLast() }
      let range = document.source.words(of: heading)
      let words = Digest(of: range, in: document.source)
      parent += 1
      defer { parents.append(parent) }
      guard words.count >= min else { continue }
      let first =
        siblings.first(range, for: words.under(parents[parents.count - 1]))
        ?? sameDepth.first(range, for: words.under(-depth)).flatMap { words.count >= Self.telling ? $0 : nil }
      if let first { diagnostics.append(diagnostic(at: range, first: first, in: document.source)) }
    }
    return diagnostics
  }

  /// What stands twice among `paragraphs`.
  func repeatedParagraphs(_ paragraphs: [TextRange], in source: SourceText) -> [Diagnostic] {
    var seen: [Digest: TextRange] = [:]
    return paragraphs.compactMap { range in
      let words = Digest(of: range, in: source)
      guard words.count >= min, let first = seen.first(range, for: words) else { return nil }
      return diagnostic(at: range, first: first, in: source)
    }
  }

  private func diagnostic(at range: TextRange, first: TextRange, in source: SourceText) -> Diagnostic {
    metadata.diagnostic(
      at: range, ["match": LocalizedText(verbatim: source.excerpt(of: range, limit: 20))],
      related: [Diagnostic.RelatedPlace(Message(Self.firstHere), at: first)])
  }

  private static let firstHere = LocalizedText(zh: "第一次在这里", en: "first here")
}

/// What is left of a piece of text without white space, as a hash: two texts with the same digest are the same.
private struct Digest: Hashable {
  private let hash: Int
  /// The number of code points.
  let count: Int
  private var section = 0

  init(of range: TextRange, in source: SourceText) {
    var hasher = Hasher()
    var count = 0
    var run = range.start
    var offset = range.start
    source.utf8.withUnsafeBytes { bytes in
      while offset < range.end, let scalar = source.scalar(at: offset) {
        let next = offset + scalar.utf8Count
        if scalar.isWhiteSpace {
          hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[run..<offset]))
          run = next
        } else {
          count += 1
        }
        offset = next
      }
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[run..<offset]))
    }
    self.hash = hasher.finalize()
    self.count = count
  }

  /// The digest among those of one section only.
  func under(_ section: Int) -> Digest {
    var digest = self
    digest.section = section
    return digest
  }
}

extension [Digest: TextRange] {
  /// The first range with `digest`; nil if `range` is it.
  fileprivate mutating func first(_ range: TextRange, for digest: Digest) -> TextRange? {
    if let first = self[digest] { return first }
    self[digest] = range
    return nil
  }
}

extension Document {
  /// The paragraphs that are neither title nor a heading on its own line.
  var bodyParagraphs: [TextRange] {
    let title = Set(self.title.map(\.range.start))
    let headings = Set(self.headings.lazy.filter { $0.heading.layout == .ownLine }.map(\.heading.range.start))
    return paragraphs.map(\.range).filter { !title.contains($0.start) && !headings.contains($0.start) }
  }
}
