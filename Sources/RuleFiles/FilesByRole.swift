import Diagnostics

/// The files of a rule set, grouped by purpose.
package struct FilesByRole {
  package private(set) var definitions: [RuleFile] = []
  package private(set) var words: [RuleFile] = []
  package private(set) var outline: [RuleFile] = []
  package private(set) var residue: [RuleFile] = []
  package private(set) var parts: [RuleFile] = []
  package private(set) var compare: [RuleFile] = []
  private var profilesByID: [String: RuleFile] = [:]
  private var rulesByID: [RuleID: RuleFile] = [:]

  /// Groups `files`. If files are replaced as a whole, later ones replace earlier ones.
  package init(_ files: [RuleFile]) {
    for file in files {
      switch file.role {
      case .definitions: definitions.append(file)
      case .words: words.append(file)
      case .outline: outline.append(file)
      case .residue: residue.append(file)
      case .parts: parts.append(file)
      case .compare: compare.append(file)
      case .profile(let id): profilesByID[id] = file
      case .rule(let id): rulesByID[id] = file
      case nil: break
      }
    }
  }

  /// Whether everything that trusted rules share is trusted: the words, the grammar, residue, parts, profiles, and each
  /// definition that a trusted file makes. Trusted rules do not use other definitions.
  package var sharedFilesAreTrusted: Bool {
    let shared = words + outline + residue + parts + Array(profilesByID.values)
    let trusted = Set(definitions.filter(\.isTrusted).flatMap { $0.root.entries ?? [] }.map(\.key))
    return shared.allSatisfy(\.isTrusted)
      && definitions.allSatisfy { file in
        file.isTrusted || (file.root.entries ?? []).allSatisfy { !trusted.contains($0.key) }
      }
  }

  /// The profile files, by id.
  package var profiles: [(id: String, file: RuleFile)] {
    profilesByID.sorted { $0.key < $1.key }.map { (id: $0.key, file: $0.value) }
  }

  /// The names of all parts, including those of single profiles.
  package var partNames: [String] {
    let shared = parts.map(\.root)
    let own = profilesByID.values.compactMap { $0.root.value(of: "own-parts") }
    return Set((shared + own).flatMap { $0.entries ?? [] }.map(\.key)).sorted()
  }

  /// The rule files, by id.
  package var rules: [(id: RuleID, file: RuleFile)] {
    rulesByID.sorted { $0.key < $1.key }.map { (id: $0.key, file: $0.value) }
  }
}
