import Diagnostics
import DraftText

/// What is wrong with one value of a rule file, before it is known which file that is.
package struct NodeError: Error, Hashable, Sendable {
  /// Where the key or value stands.
  package let position: LinePosition
  /// How far into the text of the value, in UTF-8 bytes of the value; 0 for the value as a whole.
  package let offset: Int
  /// What is wrong.
  package let message: LocalizedText

  /// Says what is wrong at a place.
  package init(_ message: LocalizedText, at position: LinePosition, offset: Int = 0) {
    self.position = position
    self.offset = offset
    self.message = message
  }
}

/// Several faults of one value, found together; none where they have been reported elsewhere.
struct NodeErrors: Error {
  let errors: [NodeError]
}
