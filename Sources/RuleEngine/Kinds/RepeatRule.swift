import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: repeat`: finds headings, paragraphs or titles that occur twice in a draft. White space makes no difference.
///
/// Fields of the message: `{match}`. Related place: the first occurrence.
struct RepeatRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable { case unit, min, habit }

    /// The unit that is compared.
    let unit: Unit
    /// The fewest code points of a reported unit; by default 1 for headings and 20 for paragraphs.
    var min: Int?
    /// The most paragraphs that may occur twice; a draft with more is a form, or several documents in one. A text
    /// pasted by mistake is the only repetition.
    var habit: Habit?
  }

  enum Unit: String, Decodable, Sendable, CaseIterable {
    /// Headings, without ordinal and final mark.
    case heading
    /// Sentences on lines of their own that are neither title nor heading.
    case paragraph
    /// The title, repeated by the lines below it: one finding, however often.
    case title
  }

  static let kind = "repeat"
  static func messageFields(_ options: Options) -> Set<String> { ["match"] }

  /// The length of a copied heading, in code points; a shorter one in different sections, such as 主要做法, is a habit.
  private static let copiedLength = 10
  /// Two short headings that one section has this often are field names, such as 岗位职责 and 任职要求 of each post.
  private static let fields = 3
  /// The paragraphs at the head of a draft, before its first sentence, in which the title can be pasted again.
  private static let head = 6

  let metadata: RuleMetadata
  private let unit: Unit
  private let min: Int
  private let habit: Habit?

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    unit = options.unit
    min = options.min ?? (options.unit == .heading ? 1 : 20)
    habit = options.habit
    if min < 1 { throw OptionError("min", zh: "min 应当大于 0", en: "min must be greater than 0") }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    switch unit {
    case .heading: repeatedHeadings(of: document)
    case .title: repeatedTitle(of: document)
    case .paragraph: repeatedParagraphs(of: document).reduced(by: habit, in: document, else: .nothing)
    }
  }

  private func repeatedTitle(of document: Document) -> [Diagnostic] {
    let source = document.source
    let head = document.paragraphs.prefix(Self.head).map(\.range).prefix { !source[$0].contains("。") }
    for title in document.title.map(\.range) {
      let words = source.words(at: title)
      guard words.scalarCount >= min else { continue }
      let others = head.filter { $0.start > title.start && source.words(at: $0) == words }
      guard let second = others.first, let last = others.last else { continue }
      return [diagnostic(at: TextRange(second.start, last.end), first: title, in: source)]
    }
    return []
  }

  /// The words of a heading, and the section that contains it; nil for the whole draft. If a numbering that had passed
  /// 1 begins again, as in several plans in one file, the turn increases.
  private struct Key: Hashable {
    let words: [UInt8]
    let parent: Int?
    var turn = 0
  }

  /// The subsections of a section that are numbered in one form.
  private struct Form: Hashable {
    let numbering: Numbering.ID?
    let parent: Int
  }

  private func repeatedHeadings(of document: Document) -> [Diagnostic] {
    var seen: [Key: (range: TextRange, certainty: Certainty)] = [:]
    var turns: [Form: (turn: Int, last: Int)] = [:]
    var parents = [0]
    var found: [Diagnostic] = []
    for (number, (heading, depth)) in document.headings.enumerated() {
      while parents.count > max(1, depth) { parents.removeLast() }
      let parent = parents[parents.count - 1]
      parents.append(number + 1)
      let form = Form(numbering: heading.ordinal?.numbering, parent: parent)
      if let value = heading.ordinal?.value {
        let (turn, last) = turns[form] ?? (0, 0)
        // A second 一、 right after 一、 is a slip, or a section that was pasted.
        turns[form] = (value == 1 && last > 1 ? turn + 1 : turn, value)
      }
      let range = document.source.words(of: heading)
      let words = document.source.words(at: range)
      guard words.scalarCount >= min, !document.isForm(range) else { continue }
      let (here, anywhere) = (
        Key(words: words, parent: parent, turn: turns[form]?.turn ?? 0), Key(words: words, parent: nil)
      )
      let certainty = heading.reading.certainty
      if let first = seen[here] ?? (words.scalarCount >= Self.copiedLength ? seen[anywhere] : nil) {
        found.append(
          diagnostic(
            at: range, first: first.range, in: document.source, certainty: Swift.min(certainty, first.certainty)))
      }
      for key in [here, anywhere] where seen[key] == nil { seen[key] = (range, certainty) }
    }
    return withoutFields(found, in: document.source)
  }

  /// Returns `repeated` without field names.
  private func withoutFields(_ repeated: [Diagnostic], in source: SourceText) -> [Diagnostic] {
    let fields = Dictionary(grouping: repeated) { $0.related.first?.range }.filter { first, others in
      others.count + 1 >= Self.fields && first.map { source.words(at: $0).scalarCount < Self.copiedLength } ?? false
    }
    return fields.count < 2 ? repeated : repeated.filter { fields[$0.related.first?.range] == nil }
  }

  /// Reports the repeated paragraphs among those that end like a sentence or a lead-in. The lead-in of a numbered line
  /// may be repeated in another list.
  private func repeatedParagraphs(of document: Document) -> [Diagnostic] {
    let source = document.source
    let items = Set(document.allSections.map(\.heading.range.start))
    let sentences = document.bodyParagraphs.filter { range in
      guard range.count >= min, let last = source.scalar(before: range.end) else { return false }
      return last.isSentenceEnd || last == "：" && !items.contains(range.start)
    }
    // The last few characters tell most paragraphs apart, even with a few blanks among them.
    let ends = sentences.map { source.words(at: source.tail(of: $0, 32)).suffix(24) }
    let counts = Dictionary(ends.map { ($0, 1) }, uniquingKeysWith: +)
    var seen: [[UInt8]: TextRange] = [:]
    return zip(sentences, ends).compactMap { range, end in
      guard counts[end] != 1 else { return nil }
      let words = source.words(at: range)
      guard words.scalarCount >= min else { return nil }
      guard let first = seen[words] else {
        seen[words] = range
        return nil
      }
      return diagnostic(at: range, first: first, in: source)
    }
  }

  private func diagnostic(
    at range: TextRange, first: TextRange, in source: SourceText, certainty: Certainty = .certain
  ) -> Diagnostic {
    metadata.diagnostic(
      at: range, ["match": LocalizedText(verbatim: source.excerpt(of: range, limit: 20))],
      related: .at(first, Self.firstHere), certainty: certainty)
  }

  private static let firstHere = LocalizedText(zh: "第一次在这里", en: "first here")
}

extension SourceText {
  /// Returns the text at `range` without white space, in UTF-8.
  fileprivate func words(at range: TextRange) -> [UInt8] {
    Array(self[range].unicodeScalars.lazy.filter { !$0.isBlankOrInvisible }.flatMap(\.utf8))
  }
}

extension [UInt8] {
  /// The number of code points of valid UTF-8.
  fileprivate var scalarCount: Int { count { $0 & 0xC0 != 0x80 } }
}
