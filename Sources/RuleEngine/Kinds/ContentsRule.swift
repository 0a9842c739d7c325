import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: contents`: compares the table of contents with the headings of the text.
///
/// Fields of the message: `{match}`, the reported entry or heading, and for `differs` `{heading}`, the heading in the
/// text.
struct ContentsRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable { case fault }

    let fault: Fault
  }

  /// The faults of a table of contents.
  enum Fault: String, Decodable, CaseIterable, Sendable {
    /// An entry has other words or another number than its heading.
    case differs
    /// The text has nothing that is similar to the entry.
    case absent
    /// A heading has no entry, although others of its level have entries.
    case unlisted
  }

  static let kind = "contents"

  static func messageFields(_ options: Options) -> Set<String> {
    options.fault == .differs ? ["match", "heading"] : ["match"]
  }

  let metadata: RuleMetadata
  private let fault: Fault

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) {
    self.metadata = metadata
    fault = options.fault
  }

  func check(_ document: Document) -> [Diagnostic] {
    guard !document.contents.isEmpty else { return [] }
    let comparison = ContentsComparison(document)
    switch fault {
    case .differs: return comparison.differing.map { diagnostic(at: $0.entry, heading: $0.heading, document) }
    case .absent: return comparison.absent.map { diagnostic(at: $0, document) }
    case .unlisted: return comparison.unlisted.map { diagnostic(at: $0, document) }
    }
  }

  private func diagnostic(at range: TextRange, heading: TextRange? = nil, _ document: Document) -> Diagnostic {
    var fields: MessageFields = ["match": LocalizedText(verbatim: document.source.excerpt(of: range))]
    fields["heading"] = heading.map { LocalizedText(verbatim: document.source.excerpt(of: $0)) }
    return metadata.diagnostic(
      at: range, fields, related: .at(heading, Self.inText))
  }

  private static let inText = LocalizedText(zh: "正文标题在这里", en: "the heading in the text")
}

/// The entries of a table of contents, matched with the headings.
private struct ContentsComparison {
  /// A heading of the text, without white space and final marks.
  private struct Candidate {
    let range: TextRange
    let depth: Int
    /// Its words with the ordinal.
    let words: String
    /// Its words without the ordinal.
    let name: String
    /// Whether its list is not consecutive, which is reported as a fault of its own.
    let isMiscounted: Bool

    /// Whether `key` ends with its name. A heading whose ordinal stands alone has none.
    func hasName(endingIn key: String) -> Bool { !name.isEmpty && key.hasSuffix(name) }

    /// Whether an entry with the words `key` means this heading: the name, the ordinal or most of the name is the same.
    func isLike(_ key: String) -> Bool {
      if hasName(endingIn: key) { return true }
      let ordinal = words.prefix(words.count - name.count)
      if !ordinal.isEmpty, key.hasPrefix(ordinal) { return true }
      let shared = Set(key).intersection(name).count
      return shared * 2 > max(Set(key).count, Set(name).count)
    }
  }

  /// The most headings that are compared with one entry.
  private static let reach = 16

  /// The entries, without leaders and page number, that differ from their headings.
  private(set) var differing: [(entry: TextRange, heading: TextRange)] = []
  /// The entries to which nothing in the text is similar.
  private(set) var absent: [TextRange] = []
  /// The headings without an entry, at levels that have entries.
  private(set) var unlisted: [TextRange] = []

  private let candidates: [Candidate]
  /// Whether the candidate of the same index has an entry.
  private var isListed: [Bool]

  init(_ document: Document) {
    let source = document.source
    let miscounted = Set(
      document.sectionLists.filter { !NumberRun($0.values).faults().isEmpty }
        .flatMap { $0.items.map(\.section.heading.range) })
    let headings = document.allSections.filter { $0.heading.isHeading }
    // A format that marks headings made the table from the marked headings.
    let known = headings.filter { $0.heading.reading.signs.contains(.knownHeading) }
    candidates = (known.isEmpty ? headings : known).map { section in
      let heading = section.heading
      let name = source.words(of: heading)
      let range = TextRange(heading.ordinal?.range.start ?? name.start, name.end)
      return Candidate(
        range: range, depth: section.depth, words: ContentsEntry.words(source[range]),
        name: ContentsEntry.words(source[name]), isMiscounted: miscounted.contains(heading.range))
    }
    isListed = Array(repeating: false, count: candidates.count)
    let named = matchExactly(document)
    matchRest(of: document, besides: named)
    unlisted = headingsWithoutEntry()
  }

  /// Returns for each entry the index of the heading with the same words; nil for the other entries.
  private mutating func matchExactly(_ document: Document) -> [Int?] {
    var byWords = Dictionary(grouping: candidates.indices) { candidates[$0].words }.mapValues { $0[...] }
    return document.contents.map { entry in
      let text = document.source[entry.range]
      for words in [ContentsEntry.key(text), ContentsEntry.words(text)] {
        if let index = byWords[words]?.popFirst() {
          isListed[index] = true
          return index
        }
      }
      return nil
    }
  }

  private mutating func matchRest(of document: Document, besides named: [Int?]) {
    let source = document.source
    let lines = Set(
      document.paragraphs.lazy.map { Self.letters(source[$0.range]) } + candidates.map { Self.letters($0.name) })
    var next = 0
    for (entry, index) in zip(document.contents, named) {
      if let index {
        next = max(next, index + 1)
        continue
      }
      let key = ContentsEntry.key(source[entry.range])
      guard !key.isEmpty, !lines.contains(Self.letters(key)) else { continue }
      let near = candidates.indices[next...].prefix(Self.reach).prefix { !isListed[$0] }
      let range = TextRange(entry.range.start, entry.range.start + source.length(of: key, in: entry.range))
      if let like = near.first(where: { candidates[$0].isLike(key) }) {
        isListed[like] = true
        let hasOtherOrdinal = candidates[like].hasName(endingIn: key)
        if !(hasOtherOrdinal && candidates[like].isMiscounted) { differing.append((range, candidates[like].range)) }
        next = like + 1
      } else {
        absent.append(range)
      }
    }
  }

  /// Returns `line` without marks and white space.
  private static func letters(_ line: String) -> String { line.filter { $0.isLetter || $0.isNumber } }

  /// Returns the headings without an entry, at levels of which the table lists most headings.
  private func headingsWithoutEntry() -> [TextRange] {
    let ofDepth = Dictionary(grouping: candidates.indices) { candidates[$0].depth }
    return ofDepth.values.flatMap { indices -> [TextRange] in
      let left = indices.filter { !isListed[$0] }
      guard left.count * 3 < indices.count else { return [] }
      return left.map { candidates[$0].range }
    }
  }
}

extension SourceText {
  /// Returns the length of the words of `key` in `range`, in UTF-8 bytes, including white space between them.
  fileprivate func length(of key: String, in range: TextRange) -> Int {
    var left = key.unicodeScalars[...]
    var end = range.start
    while !left.isEmpty, end < range.end, let scalar = scalar(at: end) {
      if scalar == left.first { left.removeFirst() }
      end += scalar.utf8Count
    }
    return end - range.start
  }
}
