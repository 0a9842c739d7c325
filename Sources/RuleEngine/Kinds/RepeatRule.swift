import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Reports headings, paragraphs or titles that stand in a draft a second time. White space makes no difference.
///
/// Fields of the message: `{match}`. Related: the first.
struct RepeatRule: Rule {
  /// The keys of a `repeat` rule.
  struct Options: Decodable, Sendable {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case unit, min
    }

    /// What may stand twice.
    enum Unit: String, Decodable, Sendable, CaseIterable {
      /// Headings, without ordinal and final mark.
      case heading
      /// Sentences on lines of their own that are neither title nor heading.
      case paragraph
      /// The title, as the lines below it say it again: one finding, however often.
      case title
    }

    /// What may stand twice.
    let unit: Unit
    /// How many code points it must have to be reported; 1 for headings, 20 for paragraphs where nothing is said.
    let min: Int?

    init(unit: Unit, min: Int? = nil) {
      self.unit = unit
      self.min = min
    }
  }

  static let kind = "repeat"

  /// In different sections a short heading such as 主要做法 is a habit; one this long was copied.
  private static let telling = 10
  /// Two short headings that one section has so often are names of fields, as 岗位职责 and 任职要求 of each post.
  private static let fields = 3
  /// A draft with more paragraphs that stand twice is a form, or several documents in one: what was pasted twice by mistake stands
  /// alone. Set by hand.
  private static let mostPasted = 3
  /// In how many paragraphs at the head of a draft, before its first sentence, its title may be pasted again.
  private static let head = 6

  static func messageFields(_ options: Options) -> Set<String> { ["match"] }

  let metadata: RuleMetadata
  private let unit: Options.Unit
  private let min: Int

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
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

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    switch unit {
    case .heading: repeatedHeadings(of: document)
    case .paragraph:
      repeatedParagraphs(
        document.bodyParagraphs, items: Set(document.allSections.map(\.heading.range.start)), in: document.source)
    case .title: repeatedTitle(of: document)
    }
  }

  private func repeatedTitle(of document: Document) -> [Diagnostic] {
    let head = document.paragraphs.prefix(Self.head).map(\.range).prefix { !document.source[$0].contains("。") }
    for title in document.title.map(\.range) {
      let words = Words(of: title, in: document.source)
      guard words.count >= min else { continue }
      let others = head.filter { $0.start > title.start && Words(of: $0, in: document.source) == words }
      guard let second = others.first, let last = others.last else { continue }
      return [diagnostic(at: TextRange(second.start, last.end), first: title, in: document.source)]
    }
    return []
  }

  private func repeatedHeadings(of document: Document) -> [Diagnostic] {
    var seen: [Key: TextRange] = [:]
    var certainties: [TextRange: Certainty] = [:]
    var parents = [0]
    var parent = 0
    var diagnostics: [Diagnostic] = []
    for (heading, depth) in document.headings {
      while parents.count > Swift.max(1, depth) { parents.removeLast() }
      let range = document.source.words(of: heading)
      let words = Words(of: range, in: document.source)
      parent += 1
      defer { parents.append(parent) }
      guard words.count >= min, !document.isForm(range) else { continue }
      let first =
        seen.first(range, for: Key(words, .under(parent: parents[parents.count - 1])))
        ?? seen.first(range, for: Key(words, .anywhere)).flatMap { words.count >= Self.telling ? $0 : nil }
      certainties[range] = heading.reading.certainty
      if let first {
        let certainty = Swift.min(heading.reading.certainty, certainties[first] ?? .certain)
        diagnostics.append(diagnostic(at: range, first: first, in: document.source, certainty: certainty))
      }
    }
    return withoutFields(diagnostics, in: document.source)
  }

  /// `repeated` without the names of fields.
  private func withoutFields(_ repeated: [Diagnostic], in source: SourceText) -> [Diagnostic] {
    let fields = Dictionary(grouping: repeated) { $0.related.first?.range }.filter { first, others in
      others.count + 1 >= Self.fields && first.map { Words(of: $0, in: source).count < Self.telling } ?? false
    }
    return fields.count < 2 ? repeated : repeated.filter { fields[$0.related.first?.range] == nil }
  }

  /// What stands twice among those of `paragraphs` that end as a sentence or a lead-in does.
  ///
  /// - Parameter items: Where numbered lines begin: what they announce in one list they may announce in another.
  func repeatedParagraphs(_ paragraphs: [TextRange], items: Set<Int>, in source: SourceText) -> [Diagnostic] {
    let sentences = paragraphs.filter { range in
      guard range.count >= min, let last = source.scalar(before: range.end) else { return false }
      return last.isSentenceEnd || last == "：" && !items.contains(range.start)
    }
    let ends = sentences.map { Words(endOf: $0, in: source) }
    let counts = Dictionary(ends.map { ($0, 1) }, uniquingKeysWith: +)
    var seen: [Key: TextRange] = [:]
    let repeated = zip(sentences, ends).compactMap { range, end -> Diagnostic? in
      guard counts[end] != 1 else { return nil }
      let words = Words(of: range, in: source)
      guard words.count >= min, let first = seen.first(range, for: Key(words, .anywhere)) else { return nil }
      return diagnostic(at: range, first: first, in: source)
    }
    return repeated.count <= Self.mostPasted ? repeated : []
  }

  private func diagnostic(
    at range: TextRange, first: TextRange, in source: SourceText, certainty: Certainty = .certain
  ) -> Diagnostic {
    metadata.diagnostic(
      at: range, ["match": LocalizedText(verbatim: source.excerpt(of: range, limit: 20))],
      related: [Diagnostic.RelatedPlace(Message(Self.firstHere), at: first)], certainty: certainty)
  }

  private static let firstHere = LocalizedText(zh: "第一次在这里", en: "first here")
}

/// What is left of a piece of text without white space.
private struct Words: Hashable {
  private let utf8: [UInt8]
  /// The number of code points.
  let count: Int

  init(of range: TextRange, in source: SourceText) {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(range.count)
    var count = 0
    var run = range.start
    var offset = range.start
    while offset < range.end, let scalar = source.scalar(at: offset) {
      let next = offset + scalar.utf8Count
      if scalar.isWhiteSpace {
        utf8 += source.utf8[run..<offset]
        run = next
      } else {
        count += 1
      }
      offset = next
    }
    self.utf8 = utf8 + source.utf8[run..<offset]
    self.count = count
  }

  /// The last few of `range`, which tell most paragraphs apart.
  init(endOf range: TextRange, in source: SourceText) {
    var start = range.end
    var count = 0
    while count < 8, start > range.start, let scalar = source.scalar(before: start) {
      start -= scalar.utf8Count
      if !scalar.isWhiteSpace { count += 1 }
    }
    self.init(of: TextRange(start, range.end), in: source)
  }

  func hash(into hasher: inout Hasher) { utf8.withUnsafeBytes { hasher.combine(bytes: $0) } }
}

/// Words, and the company in which they are the same.
private struct Key: Hashable {
  enum Company: Hashable {
    /// The headings of one section, which has the number `parent`.
    case under(parent: Int)
    /// The whole draft.
    case anywhere
  }

  let words: Words
  let company: Company

  init(_ words: Words, _ company: Company) {
    self.words = words
    self.company = company
  }
}

extension [Key: TextRange] {
  /// The first range with `key`; nil if `range` is it.
  fileprivate mutating func first(_ range: TextRange, for key: Key) -> TextRange? {
    if let first = self[key] { return first }
    self[key] = range
    return nil
  }
}

extension Document {
  /// The paragraphs that are neither title nor a heading on its own line.
  var bodyParagraphs: [TextRange] {
    let title = Set(self.title.map(\.range.start))
    let headings = Set(self.headings.lazy.filter { $0.heading.reading.role == .heading }.map(\.heading.range.start))
    return paragraphs.map(\.range).filter { !title.contains($0.start) && !headings.contains($0.start) }
  }
}
