import Diagnostics
import DraftText

/// A piece of text in this year's draft that was not updated since last year's.
package struct Leftover: Sendable {
  /// The kinds of text that are compared.
  package enum Kind: String, Sendable, CaseIterable {
    case year, ordinal, passage, figure
  }

  /// The kind of text.
  package let kind: Kind
  /// The ranges in this year's document, sorted. A sentence can have several unchanged figures.
  package let ranges: [TextRange]
  /// The range in last year's document.
  package let olderRange: TextRange
  /// What to tell the user.
  package let message: Message

  /// The range from the first to the last of ``ranges``.
  package var range: TextRange { TextRange(ranges[0].start, ranges[ranges.count - 1].end) }
}
