extension SourceText {
  /// The two ends of a comment in HTML.
  package static let (commentOpening, commentClosing) = (Array("<!--".utf8), Array("-->".utf8))

  /// Returns those of `comments` that do not begin in code, where a comment is an example.
  package func outsideCode(_ comments: [TextRange]) -> [TextRange] {
    let code = code
    return comments.filter { !code.contain(TextRange($0.start, $0.start + Self.commentOpening.count)) }
  }

  /// Returns the ranges of the suppression comments (`<!-- zhangfa-… -->`) from `start` on, also of those in code.
  ///
  /// A comment that is not closed before the next comment ends with its line.
  package func suppressionComments(from start: Int = 0) -> [TextRange] {
    var openings: [Int] = []
    utf8.withUnsafeBufferPointer { $0.forEachOccurrence(of: Self.commentOpening[...]) { openings.append($0) } }
    return openings.indices.compactMap { index in
      let opening = openings[index]
      let text = utf8[(opening + Self.commentOpening.count)...].drop { $0 <= 0x20 }
      guard opening >= start, text.starts(with: "zhangfa-".utf8) else { return nil }
      let rest = utf8[text.startIndex..<(index + 1 < openings.count ? openings[index + 1] : utf8.count)]
      let closing = rest.indices.first { rest[$0...].starts(with: Self.commentClosing) }
      let end = closing.map { $0 + Self.commentClosing.count } ?? rest.firstIndex(where: \.endsLine) ?? rest.endIndex
      return TextRange(opening, end)
    }
  }
}
