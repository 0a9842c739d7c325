import DraftOutline
import DraftText

extension Document {
  /// Returns the ordinal of `value` as its list writes it: with the marks and the kind of numerals of `model`.
  func ordinal(_ value: Int, like model: Ordinal) -> String {
    let rest = TextRange(model.numeral.end, model.range.end)
    return source[model.opening] + numeral(value, like: model) + source[rest]
  }

  /// Returns the numeral, or the counting word, of that ordinal.
  func numeral(_ value: Int, like model: Ordinal) -> String {
    guard let numbering = grammar.numbering(model.numbering) else { return String(value) }
    let words = grammar.ordinalWords
    guard numbering.numerals == .words else {
      return Numeral.text(of: value, in: numbering.numerals, like: source[model.numeral])
    }
    let candidates = words.filter { $0.value == value }.keys.sorted() + words.filter { $0.value <= 0 }.keys.sorted()
    return candidates.first(where: numbering.reads) ?? String(value)
  }
}

extension Numbering {
  /// Whether `word` belongs to this numbering.
  fileprivate func reads(_ word: String) -> Bool {
    let sample = SourceText(word + delimiter)
    return (try? pattern.firstMatch(in: sample))?.range == sample.range
  }
}

extension Ordinal {
  /// Returns the ordinal from which this one should count on: the one `before` it if both are of one kind, else itself.
  func model(from before: Ordinal?) -> Ordinal {
    before.flatMap { $0.numbering == numbering && $0.chapter == chapter ? $0 : nil } ?? self
  }
}
