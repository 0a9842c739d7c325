import Diagnostics

/// How a report for people looks.
package struct ReportStyle: Hashable, Sendable {
  /// The language of the messages.
  package let language: Language
  /// Whether it is coloured with terminal codes.
  package let isColored: Bool
  /// The most columns of a line of an excerpt.
  package let width: Int

  /// The widths that a report can have.
  private static let widths = 20...1000

  /// Makes a style. A `width` below 20 becomes 20, and one above 1000 becomes 1000.
  package init(language: Language, isColored: Bool = false, width: Int = 100) {
    self.language = language
    self.isColored = isColored
    self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
  }
}
