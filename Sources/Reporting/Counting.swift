extension Dictionary where Value == Int {
  /// Counts `key` once more, and returns how often it was counted.
  mutating func countUp(_ key: Key) -> Int {
    self[key, default: 0] += 1
    return self[key, default: 1]
  }
}

extension Sequence {
  /// Returns the elements in groups of equal `key`, in the order of the first element of each group.
  func grouped<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
    var groups: [[Element]] = []
    var indices: [Key: Int] = [:]
    for element in self {
      let index = indices[key(element), default: groups.count]
      if index == groups.count {
        groups.append([])
        indices[key(element)] = index
      }
      groups[index].append(element)
    }
    return groups
  }
}
