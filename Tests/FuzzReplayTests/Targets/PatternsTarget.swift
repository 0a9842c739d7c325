import DraftText
import PatternMatching

extension FuzzTarget {
  /// The first line is a pattern; the rest is the text in which it is searched.
  static let patterns = FuzzTarget("patterns", isText: true) { input in
    guard let text = String(validating: input, as: UTF8.self), let end = text.unicodeScalars.firstIndex(of: "\n") else {
      return
    }
    let expression = "(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=5000)(*LIMIT_HEAP=4096)" + text[..<end]
    let pattern: Pattern
    do throws(PatternError) {
      pattern = try Pattern(expression)
    } catch {
      try require(error.offset <= expression.utf8.count && !error.message.isEmpty, "an error elsewhere")
      return
    }
    _ = pattern.minimumLength
    let source = SourceText(String(text[end...]))
    // At each place at most one empty match and one that is not empty.
    let most = 2 * source.utf8.count + 1
    var last = TextRange(0, 0)
    var count = 0
    var broken: BrokenInvariant?
    do throws(MatchError) {
      try pattern.forEachMatch(in: source) { match in
        do throws(BrokenInvariant) {
          try source.requireSound(match.range, "a match")
          try require(count == 0 || match.range.start >= last.end, "matches overlap or stand in another order")
          try require(count == 0 || match.range != last, "a match comes twice")
        } catch {
          broken = error
        }
        (last, count) = (match.range, count + 1)
        return broken == nil && count <= most
      }
    } catch {}
    if let broken { throw broken }
    try require(count <= most, "there are more matches than places")
  }
}
