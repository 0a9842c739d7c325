import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// `kind: enumeration`: whether 一是…二是… in the text count on and are written alike.
struct EnumerationRule: Rule {
  struct Options: Decodable, Sendable {
    let fault: Fault
    /// Words that take the place of a second item; where they follow in the paragraph, one item alone is no fault.
    let company: PatternSource?
  }

  /// What may be wrong with an enumeration.
  enum Fault: String, Decodable, CaseIterable, Sendable {
    case duplicate, gap, order, lone, style
  }

  static let kind = "enumeration"
  /// How many bytes before an item to look for the first: some five hundred characters.
  private static let reachBack = 1500
  /// How many bytes after an item to look for company: some hundred and twenty characters.
  private static let reachForward = 360
  let metadata: RuleMetadata
  private let fault: Fault
  private let company: Pattern?

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    fault = options.fault
    company = try options.company.map { try patterns.compile($0) }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for enumeration in document.enumerations {
      switch fault {
      case .lone: diagnostics += try lone(enumeration, document)
      case .style: diagnostics += style(enumeration, document)
      case .duplicate, .gap, .order: diagnostics += miscounts(in: enumeration, document)
      }
    }
    return diagnostics
  }

  private func miscounts(in enumeration: Enumeration, _ document: Document) -> [Diagnostic] {
    let ordinals = enumeration.ordinals
    // 一是…，一是…: two things side by side, and no series.
    guard ordinals.count > 1, ordinals.map(\.value) != [1, 1] else { return [] }
    return NumberRun(values(of: ordinals)).faults().compactMap { index, fault in
      switch (fault, self.fault) {
      case (.duplicate(let first), .duplicate):
        return diagnostic(ordinals[index], document, related: [ordinals[first]], expected: index + 1)
      case (.gap(let missing), .gap):
        return diagnostic(ordinals[index], document, related: [ordinals[index - 1]], expected: missing.lowerBound)
      case (.start, .gap):
        guard !begins(before: ordinals[index], document) else { return nil }
        return diagnostic(ordinals[index], document, expected: 1)
      case (.order(let greater), .order):
        return diagnostic(ordinals[index], document, related: [ordinals[greater]], expected: index + 1)
      default: return nil
      }
    }
  }

  /// Whether the first item stands earlier on the line, where the text runs into it: 重点说明一是…，二是….
  private func begins(before ordinal: Ordinal, _ document: Document) -> Bool {
    let line = document.source.lines.range(ofLine: document.source.lines.line(at: ordinal.range.start))
    let first = Array((document.grammar.numbering(ordinal.numbering)?.ordinal(1) ?? "").utf8)
    let utf8 = document.source.utf8
    var offset = ordinal.range.start - first.count
    let limit = max(line.start, ordinal.range.start - Self.reachBack)
    while offset >= limit, !first.isEmpty {
      if utf8[offset..<(offset + first.count)].elementsEqual(first) { return true }
      offset -= 1
    }
    return false
  }

  /// The numbers; a word such as 最后 counts as the next.
  private func values(of ordinals: [Ordinal]) -> [Int] {
    var last = 0
    return ordinals.map { ordinal in
      last = ordinal.value == 0 ? last + 1 : ordinal.value
      return last
    }
  }

  private func lone(_ enumeration: Enumeration, _ document: Document) throws(MatchError) -> [Diagnostic] {
    guard enumeration.ordinals.count == 1, let only = enumeration.ordinals.first else { return [] }
    var end = min(enumeration.range.end, only.range.end + Self.reachForward)
    while end < enumeration.range.end, document.source.utf8[end] & 0xC0 == 0x80 { end -= 1 }
    let rest = TextRange(only.range.end, end)
    if let company, try company.firstMatch(in: document.source, range: rest) != nil { return [] }
    if begins(before: only, document) { return [] }
    return [diagnostic(only, document, expected: only.value == 1 ? 2 : only.value - 1)]
  }

  /// One finding for an enumeration, at the first item that is out of style.
  private func style(_ enumeration: Enumeration, _ document: Document) -> [Diagnostic] {
    let families = enumeration.ordinals.map { ordinal in
      document.grammar.numbering(ordinal.numbering)?.family ?? ordinal.numbering.name
    }
    for (ordinal, family) in zip(enumeration.ordinals, families) {
      guard let numbering = document.grammar.numbering(ordinal.numbering) else { continue }
      if family != families[0] {
        let first = enumeration.ordinals[0]
        let expected = document.grammar.numbering(first.numbering)?.name ?? numbering.name
        return [diagnostic(ordinal, document, related: [first], expected: expected)]
      }
      let delimiter = document.source[ordinal.delimiter]
      if delimiter != numbering.delimiter, !numbering.acceptedDelimiters.contains(delimiter) {
        let text = document.source[TextRange(ordinal.range.start, max(ordinal.range.start, ordinal.delimiter.start))]
        return [diagnostic(ordinal, document, expected: .init(verbatim: text + numbering.delimiter))]
      }
    }
    return []
  }

  private func diagnostic(
    _ ordinal: Ordinal, _ document: Document, related: [Ordinal] = [], expected: Int
  ) -> Diagnostic {
    let numbering = document.grammar.numbering(ordinal.numbering)
    return diagnostic(
      ordinal, document, related: related, expected: .init(verbatim: numbering?.ordinal(expected) ?? String(expected)))
  }

  private func diagnostic(
    _ ordinal: Ordinal, _ document: Document, related: [Ordinal] = [], expected: LocalizedText
  ) -> Diagnostic {
    var arguments = ["ordinal": LocalizedText(verbatim: document.source[ordinal.range]), "expected": expected]
    if let other = related.first { arguments["other"] = .init(verbatim: document.source[other.range]) }
    return metadata.diagnostic(
      at: ordinal.range, arguments, related: related.map { .ordinal($0, in: document) })
  }
}

extension Diagnostic.RelatedPlace {
  /// Points at another ordinal.
  static func ordinal(_ ordinal: Ordinal, in document: Document) -> Self {
    let text = LocalizedText(verbatim: document.source[ordinal.range])
    return .init(Message(.relatedOrdinal, ["ordinal": text]), at: ordinal.range)
  }
}

extension LocalizedText {
  fileprivate static let relatedOrdinal = LocalizedText(zh: "此处为{ordinal}", en: "{ordinal} stands here")
}
