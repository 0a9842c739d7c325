/// What is known of the places where a match of a pattern can begin, without matching it.
///
/// PCRE2 looks at the first byte of a character only, which tells nothing in Chinese text: six bytes begin all of Han. What is
/// known here lets a search pass over all places but a few.
struct Opening: Hashable, Sendable {
  /// The code points of which one stands where a match begins; a match that begins at the end of the text is left out only when
  /// this is not ``ScalarSet/all``.
  var characters: ScalarSet
  /// Whether each match begins where a line does.
  var isAtLineStart: Bool

  /// Nothing is known.
  static let anywhere = Opening(characters: .all, isAtLineStart: false)

  /// What is known of matches that begin as this one or as `other`.
  func or(_ other: Opening) -> Opening {
    Opening(
      characters: characters.union(other.characters), isAtLineStart: isAtLineStart && other.isAtLineStart)
  }
}
