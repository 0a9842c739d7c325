/// The frequency and the first position of each of some values.
package struct Tally<Value: Hashable> {
  private var places: [Value: (count: Int, first: Int)] = [:]

  package init(_ values: some Sequence<Value>) {
    for (index, value) in values.enumerated() { places[value, default: (0, index)].count += 1 }
  }

  /// The most frequent value; in a tie, the first of them; nil if there is none.
  package var mostFrequent: Value? { mostFrequent(of: Set(places.keys)) }

  /// Returns the most frequent of `candidates`; in a tie, the first of them; nil if none occurs.
  package func mostFrequent(of candidates: Set<Value>) -> Value? {
    let found = candidates.compactMap { value in places[value].map { (value: value, place: $0) } }
    return found.max { ($0.place.count, -$0.place.first) < ($1.place.count, -$1.place.first) }?.value
  }
}
