import DraftText

/// A form of an expression that can begin to match wherever the expression can, whatever precedes the place.
///
/// It lacks all that excludes matches: look-behinds, negative look-aheads, atomic groups, possessive repeats. So the
/// characters with which its matches can begin include those of the expression.
struct LooseExpression {
  private(set) var text = ""

  /// Returns nil if the expression decides by itself where matching goes on.
  init?(_ expression: String) {
    var reader = PatternReader(bytes: Array(expression.utf8))
    var end = 0
    func copy(to start: Int, _ replacement: String) {
      text += String(decoding: reader.bytes[end..<start], as: UTF8.self) + replacement
      end = reader.offset
    }
    while let item = reader.next() {
      switch item {
      case .control: return nil
      case .narrowing(let range, let replacement): copy(to: range.start, replacement)
      case .lookAround(let start, let depth):
        while reader.depth >= depth, reader.next() != nil {}
        copy(to: start, "(?:)")
      default: break
      }
    }
    copy(to: reader.bytes.count, "")
  }
}
