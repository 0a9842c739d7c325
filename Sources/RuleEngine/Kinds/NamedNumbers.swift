import DraftOutline
import DraftText
import PatternMatching

/// The numbers that the text of a draft names, by which it may be seen that a list must not be renumbered.
///
/// They are looked up when they are first asked for, once for all lists of the draft.
final class NamedNumbers {
  private let document: Document
  private let reference: Pattern?
  private let promise: Pattern?
  private let introduction: Pattern?
  /// What stands in quotation marks.
  let quoted: QuotedText
  /// The greatest number that is referred to; nil where nothing is.
  private var greatestReference: Lookup<Int?> = .notDone
  /// The numbers announced, by where the section begins that announces them; nil for the draft.
  private var announced: [Int?: Set<Int>] = [:]

  private enum Lookup<Value> {
    case notDone
    case done(Value)
  }

  /// - Parameters:
  ///   - reference: Text that refers to an ordinal, with the group `number`.
  ///   - promise: Text that announces how many items there are, with the group `number`.
  ///   - introduction: Text after which words of others follow.
  init(in document: Document, reference: Pattern?, promise: Pattern?, introduction: Pattern?) {
    self.document = document
    self.reference = reference
    self.promise = promise
    self.introduction = introduction
    quoted = QuotedText(in: document)
  }

  /// Whether the draft refers to an ordinal from `least` on.
  func areReferredTo(from least: Int) throws(MatchError) -> Bool {
    if case .done(let greatest) = greatestReference { return greatest.map { $0 >= least } ?? false }
    let greatest = try findGreatestReference()
    greatestReference = .done(greatest)
    return greatest.map { $0 >= least } ?? false
  }

  /// Whether what introduces the lists of `section`, or of the draft, announces `number` items.
  func areAnnounced(_ number: Int, in section: Section?) throws(MatchError) -> Bool {
    guard let promise else { return false }
    let key = section?.range.start
    if let known = announced[key] { return known.contains(number) }
    let paragraphs = section.map { [$0.heading.range] + $0.body.map(\.range) } ?? document.leadIn.map(\.range)
    var numbers: Set<Int> = []
    for range in paragraphs {
      numbers.formUnion(try promise.matches(in: document.source, range: range).compactMap(self.number))
    }
    announced[key] = numbers
    return numbers.contains(number)
  }

  /// Whether `list` holds words of others.
  func areOfOthers(_ list: SectionList) throws(MatchError) -> Bool {
    if list.items.contains(where: { quoted.holds($0.ordinal.range.start) }) { return true }
    let paragraphs = document.paragraphs
    let index = paragraphs.partitioningIndex { $0.range.end > list.items[0].ordinal.range.start }
    guard let introduction, index > 0 else { return false }
    return try introduction.firstMatch(in: document.source, range: paragraphs[index - 1].range) != nil
  }

  private func findGreatestReference() throws(MatchError) -> Int? {
    guard let reference else { return nil }
    let ordinals = Set(document.allSections.compactMap { $0.heading.ordinal?.numeral })
    var greatest: Int?
    try reference.forEachMatch(in: document.source) { match in
      // 后两项: which they are is not for a pattern to tell.
      let isHeading = match.range(of: "number").map(ordinals.contains) ?? false
      if !isHeading { greatest = max(greatest ?? 0, number(of: match) ?? .max) }
      return true
    }
    return greatest
  }

  /// The greatest of the numbers in the group `number`: 序号1、3、4.
  private func number(of match: Match) -> Int? {
    guard let range = match.range(of: "number") else { return nil }
    let parts = document.source[range].split { "、，,和及与或至到第（）()〔〕~～—－-".contains($0) }
    return parts.compactMap { part in
      [.han, .circled, .parenthesized].lazy.compactMap { Numeral.value(of: String(part), in: $0, words: [:]) }.first
    }.max()
  }
}
