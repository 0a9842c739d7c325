extension Dictionary where Value == Int {
  /// Counts `key` once more, and returns how often it was counted.
  mutating func countUp(_ key: Key) -> Int {
    self[key, default: 0] += 1
    return self[key, default: 1]
  }
}
