/// How often each of some values comes, and where first.
package struct Tally<Value: Hashable> {
  private var places: [Value: (count: Int, first: Int)] = [:]

  package init(_ values: some Sequence<Value>) {
    for (index, value) in values.enumerated() { places[value, default: (0, index)].count += 1 }
  }

  /// The most frequent of all; of several, the one that comes first; nil where there is none.
  package var mostFrequent: Value? { mostFrequent(of: Set(places.keys)) }

  /// The most frequent of `candidates`; of several, the one that comes first; nil where none comes.
  package func mostFrequent(of candidates: Set<Value>) -> Value? {
    let found = candidates.compactMap { value in places[value].map { (value: value, place: $0) } }
    return found.max { ($0.place.count, -$0.place.first) < ($1.place.count, -$1.place.first) }?.value
  }
}
