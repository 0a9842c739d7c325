import DraftText

/// What is known of the places where a match of a pattern can begin, without matching it.
///
/// PCRE2 looks at the first byte of a character only, which tells nothing in Chinese text: six bytes begin all of Han. What is
/// known here lets a search pass over all places but a few.
package struct Opening: Hashable, Sendable {
  /// The code points of which one stands where a match begins.
  package let characters: ScalarSet
  /// Those of which one stands there if a line begins at the place as well; ``ScalarSet/all`` also means that the text may end
  /// there.
  package let lineCharacters: ScalarSet
  /// Those of which one stands behind it; everything where the text may end there.
  package let seconds: ScalarMask

  package init(characters: ScalarSet, lineCharacters: ScalarSet, seconds: ScalarMask = .all) {
    self.characters = characters
    self.lineCharacters = lineCharacters
    self.seconds = seconds
  }

  /// Nothing is known.
  package static let anywhere = Opening(characters: .all, lineCharacters: .all)
}
