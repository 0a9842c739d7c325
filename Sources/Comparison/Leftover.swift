import Diagnostics
import DraftText

/// Something that stands in this year's draft as it stood in last year's.
package struct Leftover: Sendable {
  /// What was not brought up to date.
  package enum Kind: String, Sendable, CaseIterable, Encodable {
    case year, ordinal, passage, figure
  }

  /// What it is.
  package let kind: Kind
  /// Where it stands in this year's document, sorted; a sentence may have several figures.
  package let ranges: [TextRange]
  /// Where it stood in last year's.
  package let lastRange: TextRange
  /// What to tell the user.
  package let message: Message

  /// From the first of its places to the last.
  package var range: TextRange { TextRange(ranges[0].start, ranges[ranges.count - 1].end) }

  init(_ kind: Kind, _ ranges: [TextRange], last: TextRange, _ message: Message) {
    (self.kind, self.ranges, lastRange, self.message) = (kind, ranges, last, message)
  }
}
