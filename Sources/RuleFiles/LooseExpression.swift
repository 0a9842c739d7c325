import DraftText

/// A form of an expression that can begin to match wherever the expression can, whatever precedes the place.
///
/// It lacks all that excludes matches: look-behinds, negative look-aheads, atomic groups, possessive repeats. So the
/// characters with which its matches can begin include those of the expression.
///
/// A group that is left out can no longer be referred to, and a reference to a group that did not take part fails. So
/// there is no such form for expressions that name a group in a look-around, or refer to one by number.
struct LooseExpression {
  private(set) var text = ""

  /// Returns nil if the expression decides by itself where matching goes on, or may refer to a group that is left out.
  init?(_ expression: String) {
    var reader = PatternReader(bytes: Array(expression.utf8))
    var end = 0
    func copy(to start: Int, _ replacement: String) {
      text += String(decoding: reader.bytes[end..<start], as: UTF8.self) + replacement
      end = reader.offset
    }
    while let item = reader.next() {
      switch item {
      case .control, .number: return nil
      case .narrowing(let range, let replacement): copy(to: range.start, replacement)
      case .lookAround(let start, let depth):
        while reader.depth >= depth, let inner = reader.next() {
          if case .group(.some) = inner { return nil }
        }
        copy(to: start, "(?:)")
      default: break
      }
    }
    copy(to: reader.bytes.count, "")
  }
}
