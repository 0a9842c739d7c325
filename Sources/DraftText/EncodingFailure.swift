/// Why a text cannot be written in the encoding of its draft.
package enum EncodingFailure: Error, Hashable, Sendable {
  /// `encoding` has nothing for the character at `offset` of the text.
  case noSuchCharacter(encoding: TextEncoding, offset: Int)
  /// This machine cannot convert to `encoding`.
  case converterMissing(encoding: TextEncoding)
}
