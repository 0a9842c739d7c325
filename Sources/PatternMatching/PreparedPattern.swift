/// A pattern that has been found sound, with what is otherwise found out of it at each start.
package struct PreparedPattern: Sendable {
  /// The whole expression.
  package let source: PackedBytes
  /// Whether some of its matches are passed over.
  package let hasExceptions: Bool
  /// How a match can begin.
  package let opening: Opening
  /// How a match or what is passed over can.
  package let wholeOpening: Opening
  /// The names of the groups.
  package let groupNames: Set<String>
  /// What PCRE2 made of it, in the form that is most often needed.
  package let image: PatternImage?

  package init(
    source: PackedBytes, hasExceptions: Bool, opening: Opening, wholeOpening: Opening, groupNames: Set<String>,
    image: PatternImage? = nil
  ) {
    self.source = source
    self.hasExceptions = hasExceptions
    self.opening = opening
    self.wholeOpening = wholeOpening
    self.groupNames = groupNames
    self.image = image
  }
}
