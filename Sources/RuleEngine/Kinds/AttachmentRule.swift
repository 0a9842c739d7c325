import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: attachments`: checks the attachments, and references to them, against the list of attachments.
///
/// Fields of the message: `{match}`, the reported words, and `{fault}`, the fault.
struct AttachmentRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable { case mark, item, reference }

    /// A line that begins with 附件: `number` is before the colon, `first` after it if a list begins there, then `name`.
    let mark: PatternSource
    /// A further line of the list, with groups `number` and `name`.
    let item: PatternSource
    /// Words that refer to an attachment by its `number`, which can be empty, and possibly by its `name`.
    let reference: PatternSource
  }

  static let kind = "attachments"
  static func messageFields(_ options: Options) -> Set<String> { ["match", "fault"] }

  let metadata: RuleMetadata
  private let mark, item, reference: Pattern

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    mark = try patterns.compile(options.mark)
    item = try patterns.compile(options.item, unless: nil, groups: ["number", "name"])
    reference = try patterns.compile(options.reference, unless: nil, groups: ["number"])
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    guard let attachments = try Attachments(in: document, mark: mark, item: item) else {
      return try unfounded(document)
    }
    guard !attachments.beginAnew else { return [] }
    return try misreferred(attachments, document) + miscounted(attachments, document) + misnamed(attachments, document)
  }

  /// Reports the first reference in a text without attachments, which can have been lost when it was copied.
  private func unfounded(_ document: Document) throws(MatchError) -> [Diagnostic] {
    guard try mark.firstMatch(in: document.source) == nil,
      let match = try reference.matches(in: document.source).first(where: { $0.range(of: "name") == nil })
    else { return [] }
    return [diagnostic(.isNotListed, at: match.range, certainty: .guess, document)]
  }

  /// Reports references to attachments that the list does not have, or has under another name.
  private func misreferred(_ attachments: Attachments, _ document: Document) throws(MatchError) -> [Diagnostic] {
    let text = TextRange(0, attachments.list[0].range.start)
    return try reference.matches(in: document.source, range: text).compactMap { match in
      guard let place = match.range(of: "number"), let number = Numeral.value(of: document.source[place]), number > 0
      else { return nil }
      guard number <= attachments.list.count else {
        return diagnostic(.isNotListed, at: match.range, beside: attachments.list.last, document)
      }
      guard let name = match.range(of: "name") else { return nil }
      let referred = Attachment(
        number: nil, range: match.range, title: name, names: [document.source[name].withoutMarks])
      let entry = attachments.list[number - 1]
      guard !referred.isCalled(entry.names[0]) else { return nil }
      return diagnostic(.hasAnotherName, at: match.range, beside: entry, certainty: .likely, document)
    }
  }

  /// Reports numbers of attachments that are not consecutive or not in the list; the list itself is an enumeration.
  private func miscounted(_ attachments: Attachments, _ document: Document) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var last = 0
    for attached in attachments.attached {
      guard let number = attached.number else { continue }
      defer { last = number }
      if number > attachments.list.count {
        found.append(diagnostic(.isNotListed, at: attached.range, beside: attachments.list.last, document))
      } else if number != last + 1 {
        // A form to fill in can be sent without the other attachments.
        let certainty: Certainty = last == 0 ? .likely : .certain
        found.append(diagnostic(.doesNotCountOn, at: attached.range, certainty: certainty, document))
      }
    }
    return found
  }

  /// Reports attachments whose name has another number in the list, or is written differently there.
  private func misnamed(_ attachments: Attachments, _ document: Document) -> [Diagnostic] {
    attachments.attached.compactMap { attached in
      let number = attached.number ?? (attachments.list.count == 1 ? 1 : 0)
      guard (1...attachments.list.count).contains(number), !attached.names.isEmpty else { return nil }
      let entry = attachments.list[number - 1]
      guard !attached.isCalled(entry.names[0]) else { return nil }
      if let other = attachments.list.first(where: { attached.names.contains($0.names[0]) }) {
        return diagnostic(.hasAnotherNumber, at: attached.range, beside: other, document)
      }
      guard attached.isAlmostCalled(entry.names[0]) else { return nil }
      return diagnostic(.hasAnotherName, at: attached.title, beside: entry, certainty: .likely, document)
    }
  }

  private func diagnostic(
    _ fault: LocalizedText, at range: TextRange, beside entry: Attachment? = nil, certainty: Certainty = .certain,
    _ document: Document
  ) -> Diagnostic {
    let fields: MessageFields = ["match": .init(verbatim: document.source.excerpt(of: range)), "fault": fault]
    return metadata.diagnostic(at: range, fields, related: .at(entry?.range, .listed), certainty: certainty)
  }
}

extension LocalizedText {
  fileprivate static let isNotListed = LocalizedText(zh: "没有列入附件说明", en: "is not in the list of attachments")
  fileprivate static let doesNotCountOn = LocalizedText(zh: "没有接着上一个序号", en: "does not count on")
  fileprivate static let hasAnotherNumber = LocalizedText(
    zh: "在附件说明里是另一个序号", en: "has another number in the list of attachments")
  fileprivate static let hasAnotherName = LocalizedText(
    zh: "在附件说明里是另一个名称", en: "has another name in the list of attachments")
  fileprivate static let listed = LocalizedText(zh: "附件说明在这里", en: "the list of attachments")
}

/// An entry of the list, or an attachment.
private struct Attachment {
  let number: Int?
  /// The range of 附件2, or of the entry of the list.
  let range: TextRange
  /// The line with the name.
  let title: TextRange
  /// The possible names, without white space and marks: a title can have several lines.
  let names: [String]

  func isCalled(_ name: String) -> Bool {
    names.contains { $0 == name || $0.contains(name) || name.contains($0) }
  }

  /// Whether one of its names shares most characters with `name`.
  func isAlmostCalled(_ name: String) -> Bool {
    names.contains { Set($0).intersection(name).count * 3 > max(Set($0).count, Set(name).count) * 2 }
  }
}

/// The list of attachments of a document, and the attachments.
private struct Attachments {
  /// The most lines of a title.
  private static let mostTitleLines = 3

  private(set) var list: [Attachment] = []
  private(set) var attached: [Attachment] = []

  /// Whether the numbers of the attachments go back: several documents, each with its own, or a table of contents.
  var beginAnew: Bool {
    let numbers = attached.compactMap(\.number)
    return zip(numbers, numbers.dropFirst()).contains { $0 > $1 }
  }

  /// Nil if there is no list.
  init?(in document: Document, mark: Pattern, item: Pattern) throws(MatchError) {
    let lines = document.paragraphs
    var marks: [(index: Int, match: Match)] = []
    for match in try mark.matches(in: document.source) {
      let index = lines.partitioningIndex { $0.range.end > match.range.start }
      if index < lines.count, lines[index].range.overlaps(match.range) { marks.append((index, match)) }
    }
    guard let start = marks.indices.first(where: { Self.beginsList($0, of: marks) }) else { return nil }
    var next = marks[start].index
    let isNumbered = marks[start].match.range(of: "number") != nil
    for (index, match) in marks[start...] where index == next && isNumbered == (match.range(of: "number") != nil) {
      list += Self.entry(match, number: "first", document).map { [$0] } ?? []
      next = index + 1
      while next < lines.count,
        let match = try item.firstMatch(in: document.source, range: document.source.line(of: lines[next])),
        let entry = Self.entry(match, number: "number", document)
      {
        list.append(entry)
        next += 1
      }
    }
    guard !list.isEmpty else { return nil }
    attached = marks.filter { $0.index >= next }.map { Self.attached($0.match, at: $0.index, document) }
  }

  /// Whether a list begins: 附件：1.名称, or 附件1：名称 with 附件2：名称 right below.
  private static func beginsList(_ index: Int, of marks: [(index: Int, match: Match)]) -> Bool {
    let match = marks[index].match
    guard match.range(of: "number") != nil else { return match.range(of: "colon") != nil }
    guard match.range(of: "name") != nil, index + 1 < marks.count else { return false }
    return marks[index + 1].index == marks[index].index + 1 && marks[index + 1].match.range(of: "name") != nil
  }

  private static func entry(_ match: Match, number: String, _ document: Document) -> Attachment? {
    guard let name = match.range(of: "name") else { return nil }
    let place = match.range(of: number) ?? match.range(of: "number")
    return Attachment(
      number: place.flatMap { Numeral.value(of: document.source[$0]) },
      range: TextRange(place?.start ?? name.start, name.end), title: name, names: [document.source[name].withoutMarks])
  }

  private static func attached(_ match: Match, at index: Int, _ document: Document) -> Attachment {
    let number = match.range(of: "number").flatMap { Numeral.value(of: document.source[$0]) }
    if let name = match.range(of: "name") {
      return Attachment(number: number, range: match.range, title: name, names: [document.source[name].withoutMarks])
    }
    let below = document.paragraphs[(index + 1)...].prefix(mostTitleLines)
    var names: [String] = []
    for line in below { names.append((names.last ?? "") + document.source[line.range].withoutMarks) }
    return Attachment(number: number, range: match.range, title: below.first?.range ?? match.range, names: names)
  }
}

extension String {
  /// The characters other than white space and marks.
  fileprivate var withoutMarks: String { filter { !$0.isWhitespace && !$0.isPunctuation } }
}
