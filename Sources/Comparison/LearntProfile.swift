import Diagnostics
import DraftOutline
import RuleFiles

/// How often something was seen.
package struct LearntCount: Sendable, Encodable {
  package let text: String
  package let count: Int
}

/// A part as the documents of the past have it.
package struct LearntPart: Sendable {
  /// The name in rule files.
  package let id: String
  /// The name for users.
  package let name: LocalizedText
  /// Whether the shipped rules know it; the others are headings that none of these names.
  package let isShared: Bool
  /// In how many documents a heading names it, and in how many only the text speaks of it.
  package let headed, implied: Int
  /// The headings that name it, the most frequent first, with their numbers of documents.
  package let headings: [LearntCount]
  /// How far down its heading stands, from 0 to 1; the middle one of all documents. Nil where it has none.
  package let position: Double?
  /// How severe it is that it is missing, and that it has no heading.
  let severity, severityIfImplied: Severity?
  let place: Part.Place
  let takesOtherHeadings: Bool
  /// How the shipped profile defines it where it is a part of its own.
  let definition: DataNode?
}

/// What documents of one kind have in common.
package struct LearntProfile: Sendable {
  /// A heading is the office's own where every second document has it; of fewer documents than these nothing can be said.
  private static let (share, fewest) = (2, 3)
  /// The profile that most documents were taken for.
  package let base: Profile
  /// The documents of that profile.
  package let drafts: [PastDraft]
  /// What the folder holds besides, by profile.
  package let others: [PastDraft]
  /// The parts, in their order.
  package let parts: [LearntPart]
  /// What the titles are, without who speaks.
  let titles: [LearntCount]

  /// Learns from `drafts`; nil where there is none.
  ///
  /// - Parameter known: All parts that the shipped rules know, for documents of no shipped kind.
  package init?(
    _ drafts: [PastDraft], known: [Part], definition: (Profile, Part.ID) -> DataNode? = { _, _ in nil }
  ) {
    let byProfile = Dictionary(grouping: drafts) { $0.profile.id }
    // What is left over is a kind of its own only where there is no other.
    let largest = byProfile.max {
      ($0.value[0].profile.isFallback ? 0 : 1, $0.value.count, $1.key) < (
        $1.value[0].profile.isFallback ? 0 : 1, $1.value.count, $0.key
      )
    }
    guard let group = largest?.value else { return nil }
    self.drafts = group
    base = group[0].profile
    others = drafts.filter { $0.profile.id != group[0].profile.id }
    titles = group.map { LearntTitle($0.title).rest }.filter { !$0.isEmpty }.counted
    let candidates =
      base.isFallback
      ? known.filter { $0.place == .sections }
      : base.requirements.compactMap { requirement in group[0].profile.part(requirement.part) }
    let named = candidates.map { Self.part($0, of: group, definition: definition(group[0].profile, $0.id)) }
      .filter { !group[0].profile.isFallback || $0.headed * Self.share >= group.count }
    let work = named.filter(\.takesOtherHeadings).map { Part.ID($0.id) }
    parts = Self.ordered(named, own: Self.ownParts(of: group, work: work))
  }

  private static func part(_ part: Part, of drafts: [PastDraft], definition: DataNode?) -> LearntPart {
    let found = drafts.map { draft in draft.parts.first { $0.id == part.id }?.form }
    let requirement = drafts[0].profile.requirements.first { $0.part == part.id }
    let named = drafts.map { draft in draft.headings.filter { $0.parts.contains(part.id) } }
    let headed = requirement == nil ? named.count { !$0.isEmpty } : found.count { $0 == .headed }
    let implied = found.count { $0 == .implied }
    let positions = named.compactMap { $0.first?.position }.sorted()
    let isKept = (headed + implied) * share >= drafts.count
    return LearntPart(
      id: part.id.name, name: part.name, isShared: definition == nil, headed: headed, implied: implied,
      headings: named.flatMap { Set($0.map(\.text)) }.counted,
      position: positions.isEmpty ? nil : positions[positions.count / 2],
      severity: isKept ? requirement == nil ? .warning : requirement?.severity : nil,
      severityIfImplied: isKept ? requirement?.severityIfImplied : nil, place: part.place,
      takesOtherHeadings: part.takesOtherHeadings, definition: definition)
  }

  /// The headings that no part names and that every second document has. So many that nothing would be left for the part that
  /// takes all other headings are none.
  private static func ownParts(of drafts: [PastDraft], work: [Part.ID]) -> [LearntPart] {
    let unnamed = drafts.map { $0.headings.filter(\.parts.isEmpty) }
    var byForm: [HeadingForm: [(draft: Int, heading: PastDraft.LearntHeading)]] = [:]
    for (index, headings) in unnamed.enumerated() {
      for heading in headings { byForm[HeadingForm(heading.text), default: []].append((index, heading)) }
    }
    var kept = byForm.mapValues { (count: Set($0.map(\.draft)).count, seen: $0) }
      .filter { $0.value.count * share >= drafts.count && $0.value.count >= fewest }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    func leavesNothing() -> Bool {
      let forms = Set(kept.map(\.key))
      return drafts.contains { draft in
        let isNamed = draft.headings.contains { !Set($0.parts).isDisjoint(with: work) }
        let unnamed = draft.headings.filter(\.parts.isEmpty)
        return !isNamed && !unnamed.isEmpty && unnamed.allSatisfy { forms.contains(HeadingForm($0.text)) }
      }
    }
    while !work.isEmpty, !kept.isEmpty, leavesNothing() { kept.removeLast() }
    return kept.enumerated().map { index, entry in
      let positions = entry.value.seen.map(\.heading.position).sorted()
      let headings = entry.value.seen.map(\.heading.text).counted
      return LearntPart(
        id: "own-\(index + 1)", name: LocalizedText(verbatim: headings[0].text), isShared: false,
        headed: entry.value.count, implied: 0, headings: headings, position: positions[positions.count / 2],
        severity: work.isEmpty ? .warning : entry.value.count == drafts.count ? .info : nil, severityIfImplied: nil,
        place: .sections, takesOtherHeadings: false, definition: nil)
    }
  }

  /// Puts parts with headings into the order of the documents; all others stay behind the part that they stood behind.
  private static func ordered(_ shared: [LearntPart], own: [LearntPart]) -> [LearntPart] {
    func isSection(_ part: LearntPart) -> Bool { part.place == .sections && part.position != nil }
    let sections = (shared.filter(isSection) + own).enumerated()
      .sorted { ($0.element.position ?? 0, $0.offset) < ($1.element.position ?? 0, $1.offset) }.map(\.element)
    var result: [LearntPart] = sections
    for (index, part) in shared.enumerated() where !isSection(part) {
      let before = index == 0 ? nil : result.firstIndex { $0.id == shared[index - 1].id }
      result.insert(part, at: before.map { $0 + 1 } ?? 0)
    }
    return result
  }
}

extension Sequence<String> {
  /// The texts with their numbers, the most frequent first.
  var counted: [LearntCount] {
    reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }.map { LearntCount(text: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
  }
}
