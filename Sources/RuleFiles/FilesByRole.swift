import Diagnostics

/// The files of a rule set, grouped by purpose.
package struct FilesByRole {
  private var filesByRole: [RuleFile.Role: [RuleFile]] = [:]

  /// Groups `files`. Of several profiles or rules with one id, the last counts.
  package init(_ files: [RuleFile]) {
    for file in files { if let role = file.role { filesByRole[role, default: []].append(file) } }
  }

  /// The files with this role, in the order in which they were given.
  package subscript(role: RuleFile.Role) -> [RuleFile] { filesByRole[role] ?? [] }

  /// Whether everything that trusted rules share is trusted: the words, the grammar, residue, parts, profiles, and each
  /// definition that a trusted file makes. Trusted rules do not use other definitions.
  package var sharedFilesAreTrusted: Bool {
    let shared = self[.words] + self[.outline] + self[.residue] + self[.parts] + profiles.map(\.file)
    let trusted = Set(self[.definitions].filter(\.isTrusted).flatMap { $0.root.entries ?? [] }.map(\.key))
    return shared.allSatisfy(\.isTrusted)
      && self[.definitions].allSatisfy { file in
        file.isTrusted || (file.root.entries ?? []).allSatisfy { !trusted.contains($0.key) }
      }
  }

  /// The profile files, by id.
  package var profiles: [(id: String, file: RuleFile)] {
    latest { if case .profile(let id) = $0 { id } else { nil } }
  }

  /// The names of all parts, including those of single profiles.
  package var partNames: [String] {
    let shared = self[.parts].map(\.root)
    let own = profiles.compactMap { $0.file.root.value(of: "own-parts") }
    return Set((shared + own).flatMap { $0.entries ?? [] }.map(\.key)).sorted()
  }

  /// The rule files, by id.
  package var rules: [(id: RuleID, file: RuleFile)] {
    latest { if case .rule(let id) = $0 { id } else { nil } }
  }

  /// Returns the last file of each role that has an id, by id.
  private func latest<ID: Comparable>(_ id: (RuleFile.Role) -> ID?) -> [(id: ID, file: RuleFile)] {
    filesByRole.compactMap { role, files in
      guard let id = id(role), let file = files.last else { return nil }
      return (id: id, file: file)
    }.sorted { $0.id < $1.id }
  }
}
