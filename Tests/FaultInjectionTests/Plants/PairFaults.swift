import DraftText
import PatternMatching

/// Quotation marks, title marks and brackets without a partner, or on the wrong level: `pair/unbalanced`,
/// `pair/nesting`.
struct PairFaults: FaultFamily {
  private static let marks = ["“”", "‘’", "《》", "〈〉", "（）", "【】", "〔〕"]
  /// The most pairs of one kind that are changed in a draft.
  private static let most = 4
  private let pairs: [Pattern]

  init() throws {
    pairs = try Self.marks.map { try Pattern("[\($0.prefix(1))][^\($0)\\n]{1,60}[\($0.suffix(1))]") }
  }

  func faults(in draft: Draft, index: Int) throws -> [Fault] {
    let ordinals = draft.document.allSections.compactMap { $0.heading.ordinal?.range }
    return try zip(pairs, Self.marks).flatMap { pattern, marks -> [Fault] in
      let all = try pattern.matches(in: draft.source).map(\.range).filter { range in
        !ordinals.contains { $0.overlaps(range) }
      }
      return Sample.spread(all, most: Self.most).enumerated().flatMap { turn, range in
        unbalanced(range, marks, draft, turn) + nested(range, marks, draft)
      }
    }
  }

  private func unbalanced(_ range: TextRange, _ marks: String, _ draft: Draft, _ turn: Int) -> [Fault] {
    // Each mark takes three bytes.
    let opening = TextRange(range.start, range.start + 3)
    let closing = TextRange(range.end - 3, range.end)
    let all = [
      ("opening dropped", Edit(opening, ""), range.end - 3),
      ("closing dropped", Edit(closing, ""), range.start),
      ("opening doubled", Edit(at: opening.start, String(marks.prefix(1))), range.start),
      ("closing doubled", Edit(at: closing.end, String(marks.suffix(1))), range.start),
      ("closing turned", Edit(closing, String(marks.prefix(1))), range.start),
    ]
    // Two of the five faults for each place.
    return [all[turn % 2], all[2 + turn % 3]].map { what, edit, place in
      // Two opening marks can also be read as one pair inside another.
      let others = what.hasPrefix("opening doubled") ? ["pair/nesting"] : []
      return Fault("pair/unbalanced", or: others, "\(what) \(marks)", [edit], at: .kept(place))
    }
  }

  private func nested(_ range: TextRange, _ marks: String, _ draft: Draft) -> [Fault] {
    guard ["“”", "《》", "（）"].contains(marks) else { return [] }
    let text = draft.source[range].dropFirst().dropLast()
    guard text.count >= 4, text.unicodeScalars.allSatisfy({ $0.properties.isIdeographic }) else { return [] }
    let inner = String(marks.prefix(1)) + text.suffix(text.count - 2) + String(marks.suffix(1))
    let edit = Edit(TextRange(range.start + 3, range.end - 3), text.prefix(2) + inner)
    return [Fault("pair/nesting", "\(marks) in \(marks)", [edit], at: .written(edit, 6))]
  }
}
