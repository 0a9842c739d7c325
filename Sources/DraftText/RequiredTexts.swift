/// The texts of which a draft must contain at least one before a pattern can match. An empty list requires nothing.
///
/// PCRE2 quickly skips places where no match can begin, as long as few characters can begin one. A pattern that begins
/// with one of many Han characters must be tried nearly everywhere. A search for a few literals is far cheaper, and a
/// test for their characters takes almost no time.
package struct RequiredTexts: Sendable {
  private let texts: [(scalars: [Unicode.Scalar], utf8: [UInt8])]

  package init(_ texts: [String] = []) { self.texts = texts.map { (Array($0.unicodeScalars), Array($0.utf8)) } }

  /// Whether nothing is required.
  package var isEmpty: Bool { texts.isEmpty }

  /// Whether `source`, whose code points are `scalars`, contains one of the texts.
  package func areSatisfied(by source: SourceText, containing scalars: ScalarSet) -> Bool {
    source.utf8.withUnsafeBufferPointer { areSatisfied(by: $0, containing: scalars) }
  }

  /// Whether `range` of `source` contains one of the texts.
  package func areSatisfied(by source: SourceText, in range: TextRange) -> Bool {
    source.utf8.withUnsafeBufferPointer { utf8 in
      let piece = UnsafeBufferPointer(rebasing: utf8[range.start..<range.end])
      return isEmpty || areSatisfied(by: piece, containing: ScalarSet(utf8: piece))
    }
  }

  private func areSatisfied(by utf8: UnsafeBufferPointer<UInt8>, containing scalars: ScalarSet) -> Bool {
    texts.isEmpty
      || texts.contains { text in
        text.scalars.allSatisfy(scalars.canContain) && utf8.firstOccurrence(of: text.utf8[...]) != nil
      }
  }
}
