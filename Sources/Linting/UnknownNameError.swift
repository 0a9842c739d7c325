import Diagnostics

/// A name that a user gave and nothing bears.
package struct UnknownNameError: Error, Hashable, Sendable {
  /// What was to be named.
  package enum Subject: Hashable, Sendable {
    /// A rule or a category of rules.
    case rule
    /// A genre.
    case profile
  }

  /// What was to be named.
  package let subject: Subject
  /// What the user wrote.
  package let name: String
  /// The name that was probably meant.
  package let nearest: String?

  /// Looks for what `name` was to be among `known`.
  package init(_ subject: Subject, _ name: String, known: [String]) {
    self.subject = subject
    self.name = name
    self.nearest = nearestName(to: name, among: known)
  }

  /// What to tell the user.
  package var message: LocalizedText {
    let text =
      switch subject {
      case .rule: LocalizedText(zh: "没有叫“\(name)”的规则或类别", en: "there is no rule or category “\(name)”")
      case .profile: LocalizedText(zh: "没有叫“\(name)”的文种", en: "there is no profile “\(name)”")
      }
    guard let nearest else { return text }
    return LocalizedText(zh: text.zh + "，是不是“\(nearest)”？", en: text.en + "; did you mean “\(nearest)”?")
  }
}

/// The one of `candidates` that `name` is most likely a slip for, if any is near enough.
func nearestName(to name: String, among candidates: [String]) -> String? {
  if let whole = candidates.first(where: { $0.hasSuffix("/" + name) }) { return whole }
  let given = Array(name.lowercased().unicodeScalars)
  let allowed = max(2, given.count / 3)
  let distances = candidates.map { (distance: editDistance(given, Array($0.lowercased().unicodeScalars)), name: $0) }
  guard let nearest = distances.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
  return nearest.distance <= allowed ? nearest.name : nil
}

/// The number of insertions, deletions and replacements that make `right` of `left`.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var row = Array(0...right.count)
  for (index, scalar) in left.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for (column, other) in right.enumerated() {
      let replaced = diagonal + (scalar == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
    }
  }
  return row[right.count]
}
