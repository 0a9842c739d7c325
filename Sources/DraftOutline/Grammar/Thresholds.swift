/// A threshold of the outline: a key of `thresholds:` in outline.yaml, where the source of each value is given.
///
/// Lengths are counted in code points.
package enum Threshold: Int, CaseIterable, CodingKey {
  // Lines that begin with an ordinal.
  case fewestAlike, fewestEntries, longestSlip, shortestTelephone
  // Headings without a mark.
  case shortestBareHeading, longestBareHeading, shortestSection
  // Parts of a profile.
  case longestAnnouncement, shortestLeadIn, shortestSentence, longestMereLeadIn, longestOpening
  // Prices of the readings of the enumerators of a draft; the cheapest reading holds.
  // An item with a number that is not due:
  case fault, repeated, restart, jump, late
  // An item in another position than the item before it, or after a possible end of the enumeration:
  case otherPosition, overHeading, intoClause, outOfClause, outOfInnerClause, underInnerHeadings, behindBorder
  // An item in other words than the item before it (一是…。第二，…), or one that passes over a nearer enumeration:
  case akinWords, akinWordsWeak, openingWords, otherWords, passesNearer, firstAgain, nearSentences
  // An item that begins an enumeration of its own:
  case beginsAtHeading, beginsWeak, beginsInside, beginsInsideAlike, beginsAfterAlike, beginsWhereOneGoesOn,
    wordNotFirst
  // An enumeration with one item:
  case alone, aloneWeak, aloneCounting, aloneWord
  // An enumerator that is taken for plain text:
  case dropCounting, dropCountingWeak, dropDue, dropFigure, dropFigureWeak

  /// The key in outline.yaml: `longest-slip` for ``longestSlip``.
  package var key: String {
    stringValue.reduce(into: "") { $0 += "A"..."Z" ~= $1 ? "-" + $1.lowercased() : String($1) }
  }
}

/// The values of all thresholds; 0 if a grammar does not give them.
package struct Thresholds: Sendable {
  private var values = [Int](repeating: 0, count: Threshold.allCases.count)

  /// Makes a table of zeros.
  package init() {}

  /// The value of `threshold`.
  package subscript(threshold: Threshold) -> Int {
    get { values[threshold.rawValue] }
    set { values[threshold.rawValue] = newValue }
  }
}
