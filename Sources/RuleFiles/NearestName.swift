import Diagnostics

/// The kinds of names that can be unknown.
package enum NameRole {
  case key, word, kind, part, profile, definition, field, group, rule

  fileprivate var name: LocalizedText {
    switch self {
    case .key: .init(zh: "未知的键", en: "unknown key")
    case .word: .init(zh: "未知的值", en: "unknown value")
    case .kind: .init(zh: "未知的规则类型", en: "unknown kind of rule")
    case .part: .init(zh: "未定义的部分", en: "unknown part")
    case .profile: .init(zh: "未定义的文种", en: "unknown profile")
    case .field: .init(zh: "未知的字段", en: "unknown field")
    case .group: .init(zh: "模式中没有的命名组", en: "unknown group")
    case .definition: .init(zh: "未定义的子模式", en: "unknown definition")
    case .rule: .init(zh: "未知的规则或类别", en: "unknown rule or category")
    }
  }
}

/// The most names that a message lists; more would hide the message.
private let listLimit = 20

/// Returns a message that `name` is unknown, with the nearest of the `known` names, or all of them if they are few.
package func unknownName(_ name: String, of role: NameRole, known: [String]) -> LocalizedText {
  let start = LocalizedText(zh: "\(role.name.zh)“\(name.excerpt)”", en: "\(role.name.en) “\(name.excerpt)”")
  let list = known.joined(separator: ", ")
  let hint: LocalizedText
  if let nearest = nearestName(to: name, among: known) {
    hint = .didYouMean(nearest)
  } else if 1...listLimit ~= known.count {
    hint = .init(zh: "，可用的有：\(list)", en: "; it can be: \(list)")
  } else {
    hint = .init(verbatim: "")
  }
  return LocalizedText(zh: start.zh + hint.zh, en: start.en + hint.en)
}

extension LocalizedText {
  /// Returns the end of a message that asks whether `name` was meant; empty without a name.
  package static func didYouMean(_ name: String?) -> LocalizedText {
    guard let name else { return .init(verbatim: "") }
    return .init(zh: "，是否应为“\(name)”？", en: "; did you mean “\(name)”?")
  }
}

/// Returns the one of `names` that ends with `name`, because users can know a rule by the last part of its id alone;
/// otherwise the nearest one.
package func nearestRuleName(to name: String, among names: [String]) -> String? {
  names.first { $0.hasSuffix("/" + name) } ?? nearestName(to: name, among: names)
}

/// Returns the nearest of `names` if at most a third of its letters are wrong; nil otherwise.
package func nearestName(to name: String, among names: [String]) -> String? {
  let count = name.count
  func most(_ other: String) -> Int { max(1, max(count, other.count) / 3) }
  // A difference in length is a lower bound of the number of wrong letters.
  let near = names.lazy.filter { abs($0.count - count) <= most($0) }
    .map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
    .min { $0.distance < $1.distance }
  guard let near, near.distance <= most(near.name) else { return nil }
  return near.name
}

/// Returns the number of letters to insert, delete, replace or swap with a neighbour to turn one word into the other.
private func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left.unicodeScalars.prefix(64))
  let right = Array(right.unicodeScalars.prefix(64))
  var before: [Int] = []
  var previous = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    for column in 0..<right.count {
      var best = min(previous[column + 1], current[column]) + 1
      best = min(best, previous[column] + (left[row] == right[column] ? 0 : 1))
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, before[column - 1] + 1)
      }
      current.append(best)
    }
    before = previous
    previous = current
  }
  return previous[right.count]
}
