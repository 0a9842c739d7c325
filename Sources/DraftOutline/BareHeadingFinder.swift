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
  let structure: Structure

  /// The bare headings; none where the draft is divided in another way.
  func find() -> [HeadingFinder.Found] {
    let numbered = Set(headings.map(\.paragraph))
    let short = paragraphs.indices.filter { !numbered.contains($0) && isShort($0) }
    let sure = Set(short.filter { isPlain($0) && standsOverText($0, numbered) })
    guard sure.count > 1, sure.count <= paragraphs.count / 2 else { return [] }
    // Beside two that are sure, one that ends in ： or has nothing under it is a heading with a fault.
    let candidates = short.filter {
      sure.contains($0) || (isPlain($0) && sure.contains($0 + 1)) || (endsInColon($0) && standsOverText($0, numbered))
    }
    guard divide(candidates) else { return [] }
    return candidates.map { index in
      let range = paragraphs[index].range
      return HeadingFinder.Found(
        heading: Heading(ordinal: nil, range: range, text: range), shape: .ownLine, level: nil,
        rank: HeadingFinder.Found.bareRank, paragraph: index, rest: nil, certainty: .guess)
    }
  }

  private func isShort(_ index: Int) -> Bool {
    index + 1 < paragraphs.endIndex && structure.kinds(of: paragraphs[index]).isEmpty
      && Self.lengths.contains(source.lines.scalarCount(in: paragraphs[index].range))
  }

  private func isPlain(_ index: Int) -> Bool {
    let text = source[paragraphs[index].range]
    return !text.contains { "。；：！？,;:!?…|\t".contains($0) || $0.isNumber } && text.last != "，"
  }

  private func endsInColon(_ index: Int) -> Bool {
    let text = source[paragraphs[index].range]
    return text.last == "：" && !text.dropLast().contains { $0.isPunctuation || $0.isNumber }
  }

  private func standsOverText(_ index: Int, _ numbered: Set<Int>) -> Bool {
    numbered.contains(index + 1) || source.lines.scalarCount(in: paragraphs[index + 1].range) >= Self.shortestText
  }

  /// Whether the numbering begins anew under the lines, or there is none.
  private func divide(_ candidates: [Int]) -> Bool {
    guard let first = headings.first else { return true }
    guard candidates[0] < first.paragraph else { return false }
    let outermost = headings.map(\.rank).min() ?? first.rank
    let outer = headings.filter { $0.rank == outermost }
    var restarts = 0
    for (index, candidate) in candidates.enumerated() {
      let end = index + 1 < candidates.count ? candidates[index + 1] : paragraphs.endIndex
      let next = outer.partitioningIndex { $0.paragraph > candidate }
      guard next < outer.count, outer[next].paragraph < end else { continue }
      guard outer[next].heading.ordinal?.value == 1 else { return false }
      restarts += 1
    }
    return restarts > 1
  }
}
