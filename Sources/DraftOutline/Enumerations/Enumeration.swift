import DraftText

/// A run of numbered items in the text: 一是…二是…, within one paragraph or over several.
public struct Enumeration: Hashable, Sendable {
  /// The ordinals of the items in the order of the text; never empty.
  public let ordinals: [Ordinal]
  /// From the first ordinal to the end of the paragraph that holds the last ordinal.
  public let range: TextRange
}
