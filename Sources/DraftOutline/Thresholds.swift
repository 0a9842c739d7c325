/// A number by which the outline judges: a key of `thresholds:` in outline.yaml, where stands what its value comes from.
///
/// Lengths are counted in code points.
package enum Threshold: Int, CaseIterable, Sendable {
  // Lines that begin with an ordinal.
  case fewestAlike, fewestEntries, longestSlip, shortestTelephone
  // Headings without a mark.
  case shortestBareHeading, longestBareHeading, shortestSection
  // Parts of a genre.
  case longestAnnouncement, shortestLeadIn, shortestSentence, longestMereLeadIn, longestOpening
  // Prices of what asks for an explanation in an enumeration: what is wrong with its numbers, …
  case fault, repeated, restart, jump, late
  // … that it goes on behind something, …
  case otherPosition, overHeading, intoClause, outOfClause, outOfInnerClause, underInnerHeadings, behindBorder
  // … in other words, …
  case akinWords, akinWordsWeak, openingWords, otherWords, passesNearer, firstAgain, nearSentences
  // … that an item begins another …
  case beginsAtHeading, beginsWeak, beginsInside, beginsInsideAlike, beginsAfterAlike, beginsWhereOneGoesOn,
    wordNotFirst
  case alone, aloneWeak, aloneCounting, aloneWord
  // … or is none at all.
  case dropCounting, dropCountingWeak, dropDue, dropFigure, dropFigureWeak

  /// The key in outline.yaml: `longest-slip` for ``longestSlip``.
  package var key: String {
    "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }
}

/// The values of all thresholds; 0 where a grammar says nothing.
package struct Thresholds: Sendable {
  private var values = [Int](repeating: 0, count: Threshold.allCases.count)

  /// Makes a table of nothing but 0.
  package init() {}

  /// The value of `threshold`.
  package subscript(threshold: Threshold) -> Int {
    get { values[threshold.rawValue] }
    set { values[threshold.rawValue] = newValue }
  }
}
