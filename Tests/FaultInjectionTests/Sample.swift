/// Chooses some of many places, always the same ones.
enum Sample {
  /// At most `most` of `all`, from the first to the last, evenly spread.
  static func spread<Element>(_ all: [Element], most: Int) -> [Element] {
    guard all.count > most, most > 1 else { return Array(all.prefix(most)) }
    return (0..<most).map { all[$0 * (all.count - 1) / (most - 1)] }
  }
}
