import Diagnostics
import DraftOutline
import RuleFiles

/// A text and how often it was seen.
package struct LearnedCount: Sendable {
  package let text: String
  package let count: Int
}

/// A part of a profile as past documents have it.
package struct LearnedPart: Sendable {
  /// The name in rule files.
  package let id: String
  /// The name for users.
  package let name: LocalizedText
  /// Whether the part is a shared one. Others belong to one profile, or are headings that name no known part.
  package let isShared: Bool
  /// The number of documents with a heading for the part, and of those that treat it without a heading.
  package let headed, implied: Int
  /// The headings for the part, the most frequent first, each with its number of documents.
  package let headings: [LearnedCount]
  /// The relative position of its heading, from 0 to 1: the median of all documents. Nil for a part without headings.
  package let position: Double?
  /// The severity of a missing part, and of a part without a heading.
  let severity, severityIfImplied: Severity?
  let place: Part.Place
  let takesOtherHeadings: Bool
  /// The definition in the shipped profile; nil unless the part belongs to that profile alone.
  let definition: DataNode?
}

/// What documents of one kind have in common.
package struct LearnedProfile: Sendable {
  /// A part counts if one in `minShareDivisor` documents has it. An office's own heading must be in `fewest` documents,
  /// too.
  private static let (minShareDivisor, fewest) = (2, 3)
  /// The profile of the largest group of documents.
  package let base: Profile
  /// The documents of that profile.
  package let drafts: [PastDraft]
  /// The documents of other profiles in the folder.
  package let others: [PastDraft]
  /// The parts, in their order.
  package let parts: [LearnedPart]
  /// The titles without the issuing office.
  let titles: [LearnedCount]

  /// Learns from `drafts`; nil if there is none.
  ///
  /// - Parameter known: All parts that the shipped rules define, for documents of no shipped kind.
  package init?(
    _ drafts: [PastDraft], known: [Part], definition: (Profile, Part.ID) -> DataNode? = { _, _ in nil }
  ) {
    let byProfile = Dictionary(grouping: drafts) { $0.profile.id }
    // The fallback profile is chosen only where no document has another profile.
    let largest = byProfile.max {
      ($0.value[0].profile.isFallback ? 0 : 1, $0.value.count, $1.key) < (
        $1.value[0].profile.isFallback ? 0 : 1, $1.value.count, $0.key
      )
    }
    guard let group = largest?.value else { return nil }
    self.drafts = group
    base = group[0].profile
    others = drafts.filter { $0.profile.id != group[0].profile.id }
    titles = group.map { LearnedTitle($0.title).rest }.filter { !$0.isEmpty }.counted
    let candidates =
      base.isFallback
      ? known.filter { $0.place == .sections }
      : base.requirements.compactMap { requirement in group[0].profile.part(requirement.part) }
    let named = candidates.map { Self.part($0, of: group, definition: definition(group[0].profile, $0.id)) }
      .filter { !group[0].profile.isFallback || $0.headed * Self.minShareDivisor >= group.count }
    let work = named.filter(\.takesOtherHeadings).map { Part.ID($0.id) }
    parts = Self.ordered(named, own: Self.ownParts(of: group, work: work))
  }

  private static func part(_ part: Part, of drafts: [PastDraft], definition: DataNode?) -> LearnedPart {
    let found = drafts.map { draft in draft.parts.first { $0.id == part.id }?.form }
    let requirement = drafts[0].profile.requirements.first { $0.part == part.id }
    let named = drafts.map { draft in draft.headings.filter { $0.parts.contains(part.id) } }
    let headed = requirement == nil ? named.count { !$0.isEmpty } : found.count { $0 == .headed }
    let implied = found.count { $0 == .implied }
    let positions = named.compactMap { $0.first?.position }.sorted()
    let isKept = (headed + implied) * minShareDivisor >= drafts.count
    return LearnedPart(
      id: part.id.name, name: part.name, isShared: definition == nil, headed: headed, implied: implied,
      headings: named.flatMap { Set($0.map(\.text)) }.counted,
      position: positions.isEmpty ? nil : positions[positions.count / 2],
      severity: isKept ? requirement == nil ? .warning : requirement?.severity : nil,
      severityIfImplied: isKept ? requirement?.severityIfImplied : nil, place: part.place,
      takesOtherHeadings: part.takesOtherHeadings, definition: definition)
  }

  /// Returns parts for the headings that name no part and that every second document has. The rarest are dropped while
  /// a document would have no heading left for the part that takes all other headings.
  private static func ownParts(of drafts: [PastDraft], work: [Part.ID]) -> [LearnedPart] {
    let unnamed = drafts.map { $0.headings.filter(\.parts.isEmpty) }
    var byForm: [String: [(draft: Int, heading: PastDraft.LearnedHeading)]] = [:]
    for (index, headings) in unnamed.enumerated() {
      for heading in headings { byForm[headingPattern(heading.text), default: []].append((index, heading)) }
    }
    var kept = byForm.mapValues { (count: Set($0.map(\.draft)).count, seen: $0) }
      .filter { $0.value.count * minShareDivisor >= drafts.count && $0.value.count >= fewest }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    func leavesNothing() -> Bool {
      let forms = Set(kept.map(\.key))
      return drafts.contains { draft in
        let isNamed = draft.headings.contains { !Set($0.parts).isDisjoint(with: work) }
        let unnamed = draft.headings.filter(\.parts.isEmpty)
        return !isNamed && !unnamed.isEmpty && unnamed.allSatisfy { forms.contains(headingPattern($0.text)) }
      }
    }
    while !work.isEmpty, !kept.isEmpty, leavesNothing() { kept.removeLast() }
    return kept.enumerated().map { index, entry in
      let positions = entry.value.seen.map(\.heading.position).sorted()
      let headings = entry.value.seen.map(\.heading.text).counted
      return LearnedPart(
        id: "own-\(index + 1)", name: LocalizedText(verbatim: headings[0].text), isShared: false,
        headed: entry.value.count, implied: 0, headings: headings, position: positions[positions.count / 2],
        severity: work.isEmpty ? .warning : entry.value.count == drafts.count ? .info : nil, severityIfImplied: nil,
        place: .sections, takesOtherHeadings: false, definition: nil)
    }
  }

  /// Sorts parts with headings in the order of the documents. Every other part stays behind its predecessor.
  private static func ordered(_ shared: [LearnedPart], own: [LearnedPart]) -> [LearnedPart] {
    func isSection(_ part: LearnedPart) -> Bool { part.place == .sections && part.position != nil }
    let sections = (shared.filter(isSection) + own).enumerated()
      .sorted { ($0.element.position ?? 0, $0.offset) < ($1.element.position ?? 0, $1.offset) }.map(\.element)
    var result: [LearnedPart] = sections
    for (index, part) in shared.enumerated() where !isSection(part) {
      let before = index == 0 ? nil : result.firstIndex { $0.id == shared[index - 1].id }
      result.insert(part, at: before.map { $0 + 1 } ?? 0)
    }
    return result
  }
}

extension Sequence<String> {
  /// The different texts with their counts, the most frequent first.
  var counted: [LearnedCount] {
    reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }.map { LearnedCount(text: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
  }
}
