import DraftText

/// The line, or the beginning of a line, that names a section or opens an item of a list.
package struct Heading: Hashable, Sendable {
  /// The ordinal; nil if the heading has none, as in Markdown.
  package internal(set) var ordinal: Ordinal?
  /// The heading with its ordinal; with its final mark only if it stands on its own line.
  package internal(set) var range: TextRange
  /// The heading without its ordinal; empty if the ordinal stands alone.
  package internal(set) var text: TextRange
  /// The role that was determined for the line.
  package internal(set) var reading = LineReading(.heading, .guess)

  /// Whether the line is a heading, including one that runs into its text, and not an item of a list.
  package var isHeading: Bool { reading.role == .heading || reading.role == .runIn }

  /// Whether the format generates the number, so that no author can have typed a wrong one.
  package var isCountedByFormat: Bool {
    reading.signs.contains(.automaticNumber) || reading.signs.contains(.knownItem)
  }
}
