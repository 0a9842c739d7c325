import DraftText

/// Finds headings that have no ordinal and no mark: short lines over the text, where they and nothing else divide a draft.
struct BareHeadingFinder {
  /// The length of such a heading, in code points.
  private static let lengths = 2...20
  /// What stands under it is at least this long, in code points.
  private static let shortestText = 40

  let source: SourceText
  let paragraphs: ArraySlice<Paragraph>
  /// The headings that have a mark.
  let headings: [HeadingFinder.Found]

  /// The bare headings; none where the draft is divided in another way.
  func find() -> [HeadingFinder.Found] {
    let numbered = Set(headings.map(\.paragraph))
    let candidates = paragraphs.indices.filter { !numbered.contains($0) && isCandidate($0, numbered) }
    guard candidates.count > 1, candidates.count <= paragraphs.count / 2, divide(candidates) else { return [] }
    return candidates.map { index in
      let range = paragraphs[index].range
      return HeadingFinder.Found(
        heading: Heading(ordinal: nil, range: range, text: range, layout: .ownLine), rank: -1, depth: -1,
        paragraph: index, rest: nil)
    }
  }

  private func isCandidate(_ index: Int, _ numbered: Set<Int>) -> Bool {
    let range = paragraphs[index].range
    guard Self.lengths.contains(source.lines.scalarCount(in: range)), index + 1 < paragraphs.endIndex else {
      return false
    }
    let text = source[range]
    guard !text.contains(where: { "，。；：！？,;:!?…|\t".contains($0) || $0.isNumber }) else { return false }
    let next = paragraphs[index + 1].range
    return numbered.contains(index + 1) || source.lines.scalarCount(in: next) >= Self.shortestText
  }

  /// Whether the numbering begins anew under the lines, or there is none.
  private func divide(_ candidates: [Int]) -> Bool {
    guard let first = headings.first else { return true }
    guard candidates[0] < first.paragraph else { return false }
    let outermost = headings.map(\.rank).min() ?? first.rank
    var restarts = 0
    for (index, candidate) in candidates.enumerated() {
      let end = index + 1 < candidates.count ? candidates[index + 1] : paragraphs.endIndex
      let under = headings.first { $0.paragraph > candidate && $0.paragraph < end && $0.rank == outermost }
      guard let under else { continue }
      guard under.heading.ordinal?.value == 1 else { return false }
      restarts += 1
    }
    return restarts > 1
  }
}
