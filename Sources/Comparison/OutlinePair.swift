import Diagnostics
import DraftOutline
import DraftText

/// A heading of one draft with the corresponding heading of the other draft.
package struct OutlinePair: Sendable {
  /// Last year's heading; nil for a new heading.
  package let older: Section?
  /// This year's heading; nil for a removed heading.
  package let newer: Section?

  /// The depth of the heading in the outline.
  package var depth: Int { (newer ?? older)?.depth ?? 1 }

  /// Pairs the headings of two drafts in the order of the newer draft. A removed heading stands where it was.
  static func pairs(of older: ComparedDraft, _ newer: ComparedDraft) -> [OutlinePair] {
    Pairing(older: older, newer: newer).pairs(older.document.sections, newer.document.sections)
  }
}

/// Finds the corresponding headings of two drafts.
private struct Pairing {
  /// In longer lists, headings are paired by equal words alone: to compare all with all would take too long.
  private static let mostHeadings = 200
  /// The smallest share of common letter pairs with which two headings count as one heading that was reworded.
  private static let leastShare = 0.5

  let older, newer: ComparedDraft

  func pairs(_ old: [Section], _ new: [Section]) -> [OutlinePair] {
    let (old, new) = (old.filter(\.heading.isHeading), new.filter(\.heading.isHeading))
    var result: [OutlinePair] = []
    var rest = old[...]
    for (left, right) in matches(old, new) {
      if let left {
        while let gone = rest.first, gone !== left {
          result += removed(gone)
          rest.removeFirst()
        }
        rest.removeFirst()
      }
      result.append(OutlinePair(older: left, newer: right))
      result += pairs(left?.subsections ?? [], right.subsections)
    }
    return result + rest.flatMap(removed)
  }

  private func removed(_ gone: Section) -> [OutlinePair] {
    gone.flattened.filter(\.heading.isHeading).map { OutlinePair(older: $0, newer: nil) }
  }

  /// Returns each heading of `new` with the corresponding heading of `old`, if any, in the order of both.
  private func matches(_ old: [Section], _ new: [Section]) -> [(Section?, Section)] {
    let (left, right) = (old.map { words(older, $0) }, new.map { words(newer, $0) })
    guard max(old.count, new.count) <= Self.mostHeadings else {
      let partners = equalPartners(left, right)
      return new.indices.map { (partners[$0].map { old[$0] }, new[$0]) }
    }
    func score(_ i: Int, _ j: Int) -> Double {
      if left[i] == right[j] { return 2 }
      let share = left[i].share(of: right[j])
      return share >= Self.leastShare ? share : 0
    }
    var best = [[Double]](repeating: [Double](repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        let together = score(i, j)
        best[i][j] = max(best[i + 1][j], best[i][j + 1], together > 0 ? together + best[i + 1][j + 1] : 0)
      }
    }
    var (matched, i) = ([(Section?, Section)](), 0)
    for j in new.indices {
      var partner: Section?
      while i < old.count, partner == nil, best[i][j] > best[i][j + 1] {
        if best[i][j] > best[i + 1][j] { partner = old[i] }
        i += 1
      }
      matched.append((partner, new[j]))
    }
    return matched
  }

  /// Returns for each index of `right` the index of its partner in `left`, which has equal words: first the unique
  /// partners, then between them the repeated words, in the order of both.
  private func equalPartners(_ left: [String], _ right: [String]) -> [Int: Int] {
    var partners = uniquePartners(left, right)
    let places = Dictionary(grouping: left.indices) { left[$0] }
    var ends = [Int](repeating: left.count, count: right.count + 1)
    for j in right.indices.reversed() { ends[j] = partners[j] ?? ends[j + 1] }
    var next = 0
    for j in right.indices {
      if let partner = partners[j] {
        next = partner + 1
      } else if let same = places[right[j]] {
        let index = same.partitioningIndex { $0 >= next }
        guard index < same.count, same[index] < ends[j] else { continue }
        partners[j] = same[index]
        next = same[index] + 1
      }
    }
    return partners
  }

  /// Returns for each index of `right` the index of its partner in `left`: the most pairs of equal words, each of which
  /// occurs once on either side, in the order of both.
  private func uniquePartners(_ left: [String], _ right: [String]) -> [Int: Int] {
    func places(_ words: [String]) -> [String: Int] {
      Dictionary(grouping: words.indices) { words[$0] }.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
    let (old, new) = (places(left), places(right))
    let pairs = right.indices.compactMap { j in new[right[j]].flatMap { _ in old[right[j]].map { (old: $0, new: j) } } }
    let run = longestIncreasingRun(in: pairs.map(\.old)).map { pairs[$0] }
    return Dictionary(uniqueKeysWithValues: run.map { ($0.new, $0.old) })
  }

  /// Returns the words of a heading without its number and its year, which change.
  private func words(_ draft: ComparedDraft, _ section: Section) -> String { draft.text(section.heading.text).words }
}

extension String {
  /// Returns the share of common pairs of neighbouring letters (the Dice coefficient), from 0 to 1.
  fileprivate func share(of other: String) -> Double {
    let (left, right) = (
      Set(zip(self, dropFirst()).map { "\($0)\($1)" }), Set(zip(other, other.dropFirst()).map { "\($0)\($1)" })
    )
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    return 2 * Double(left.intersection(right).count) / Double(left.count + right.count)
  }
}

/// A part of the profile that has a heading in last year's draft and none in this year's.
package struct GonePart: Sendable {
  /// The name of the part.
  package let name: LocalizedText
  /// The range of the part in last year's document.
  package let olderRange: TextRange
  /// Whether this year's draft still treats the part, without a heading.
  package let isImplied: Bool

  /// The parts with headings in `older` that have none in `newer`.
  static func parts(of older: ComparedDraft, notIn newer: ComparedDraft) -> [GonePart] {
    older.document.parts.compactMap { part in
      let now = newer.document.parts.first { $0.id == part.id }
      guard part.form == .headed, now?.form != .headed, let known = older.document.profile.part(part.id),
        known.place == .sections
      else { return nil }
      return GonePart(name: known.name, olderRange: part.range, isImplied: now != nil)
    }
  }
}
