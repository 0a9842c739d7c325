/// The most frequent value; of several, the one that comes first.
func majority<Value: Hashable>(of values: some Collection<Value>) -> Value? {
  var counts: [Value: Int] = [:]
  for value in values { counts[value, default: 0] += 1 }
  let most = counts.values.max()
  return values.first { counts[$0] == most }
}
