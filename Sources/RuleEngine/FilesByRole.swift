import Diagnostics

/// The files of a rule set, sorted by what they are for.
struct FilesByRole {
  private(set) var definitions: [RuleFile] = []
  private(set) var words: [RuleFile] = []
  private(set) var outline: [RuleFile] = []
  private(set) var residue: [RuleFile] = []
  private(set) var parts: [RuleFile] = []
  private var profilesByID: [String: RuleFile] = [:]
  private var rulesByID: [RuleID: RuleFile] = [:]

  /// Sorts `files`. Of files that are replaced as a whole, the later ones win.
  init(_ files: [RuleFile]) {
    for file in files {
      switch file.role {
      case .definitions: definitions.append(file)
      case .words: words.append(file)
      case .outline: outline.append(file)
      case .residue: residue.append(file)
      case .parts: parts.append(file)
      case .profile(let id): profilesByID[id] = file
      case .rule(let id): rulesByID[id] = file
      case nil: break
      }
    }
  }

  /// Whether all that trusted rules have in common is trusted: the grammar, residue, parts, genres, and each definition that
  /// a trusted file makes. Other names are no trusted rule's affair.
  var groundIsTrusted: Bool {
    let shared = words + outline + residue + parts + Array(profilesByID.values)
    let trusted = Set(definitions.filter(\.isTrusted).flatMap { $0.root.entries ?? [] }.map(\.key))
    return shared.allSatisfy(\.isTrusted)
      && definitions.allSatisfy { file in
        file.isTrusted || (file.root.entries ?? []).allSatisfy { !trusted.contains($0.key) }
      }
  }

  /// The profiles, by id.
  var profiles: [(id: String, file: RuleFile)] {
    profilesByID.sorted { $0.key < $1.key }.map { (id: $0.key, file: $0.value) }
  }

  /// The names of all parts, those of single profiles included.
  var partNames: [String] {
    let shared = parts.map(\.root)
    let own = profilesByID.values.compactMap { $0.root.value(of: "own-parts") }
    return Set((shared + own).flatMap { $0.entries ?? [] }.map(\.key)).sorted()
  }

  /// The rules, by id.
  var rules: [(id: RuleID, file: RuleFile)] {
    rulesByID.sorted { $0.key < $1.key }.map { (id: $0.key, file: $0.value) }
  }
}
