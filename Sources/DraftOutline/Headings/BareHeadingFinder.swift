import DraftText

/// Finds headings that have neither an ordinal nor a mark: short lines above longer text.
struct BareHeadingFinder {
  let context: OutlineContext
  let paragraphs: ArraySlice<Paragraph>
  /// The headings that have an ordinal or a mark.
  let headings: [HeadingCandidate]

  /// Returns the bare headings; none if the draft is divided in another way.
  func find() -> [HeadingCandidate] {
    let numbered = Set(headings.map(\.paragraph))
    let short = paragraphs.indices.filter { !numbered.contains($0) && isShort($0) }
    let overText = Set(short.filter { numbered.contains($0 + 1) || isSection($0 + 1) })
    let sure = overText.filter(isPlain)
    guard sure.count > 1, sure.count <= paragraphs.count / 2 else { return [] }
    // Once two headings are sure, a short line that ends in ： or has no text under it counts as a faulty heading.
    let candidates = short.filter {
      sure.contains($0) || sure.contains($0 + 1) && isPlain($0) || overText.contains($0) && endsInColon($0)
    }
    guard divide(candidates) else { return [] }
    return candidates.map { index in
      let range = paragraphs[index].range
      return HeadingCandidate(
        heading: Heading(ordinal: nil, range: range, text: range), shape: .ownLine, level: nil,
        rank: HeadingCandidate.bareRank, paragraph: index, certainty: .guess)
    }
  }

  private func isShort(_ index: Int) -> Bool {
    let length = context.source.length(of: paragraphs[index])
    return context.grammar.thresholds[.shortestBareHeading] <= length
      && length <= context.grammar.thresholds[.longestBareHeading]
      && index + 1 < paragraphs.endIndex && context.structure.kinds(of: paragraphs[index]).isEmpty
  }

  /// Whether the paragraph at `index` is long enough to be the text under a heading.
  private func isSection(_ index: Int) -> Bool {
    context.source.length(of: paragraphs[index]) >= context.grammar.thresholds[.shortestSection]
  }

  private func isPlain(_ index: Int) -> Bool {
    let text = context.source[paragraphs[index].range]
    return !text.contains { "。；：！？,;:!?…|\t".contains($0) || $0.isNumber } && text.last != "，"
  }

  private func endsInColon(_ index: Int) -> Bool {
    let text = context.source[paragraphs[index].range]
    return text.last == "：" && !text.dropLast().contains { $0.isPunctuation || $0.isNumber }
  }

  /// Whether the draft has no other headings, or their numbering restarts at 1 under two or more of the candidates.
  private func divide(_ candidates: [Int]) -> Bool {
    guard let first = headings.first else { return true }
    guard candidates[0] < first.paragraph, let outermost = headings.map(\.rank).min() else { return false }
    let outer = headings.filter { $0.rank == outermost }
    var restarts = 0
    for (candidate, end) in zip(candidates, candidates.dropFirst() + [paragraphs.endIndex]) {
      let next = outer.partitioningIndex { $0.paragraph > candidate }
      guard next < outer.count, outer[next].paragraph < end else { continue }
      guard outer[next].value == 1 else { return false }
      restarts += 1
    }
    return restarts > 1
  }
}
