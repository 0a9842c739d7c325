import Diagnostics

/// The keys of files that are merged by name: a later file replaces single keys of earlier files.
package struct MergedKeys {
  /// A key with its value and the file that it comes from.
  package struct Field {
    package let entry: DataNode.Entry
    package let file: RuleFile
  }

  /// The fields by key.
  package private(set) var fields: [String: Field] = [:]
  /// The files, earlier ones first.
  package let files: [RuleFile]

  /// Merges `files`; a file that is not a mapping is reported.
  package init(_ files: [RuleFile], log: ErrorLog) {
    self.files = files
    for file in files {
      guard let entries = file.root.entries else {
        log.report(file.root.typeError(expected: .mapping), in: file)
        continue
      }
      for entry in entries { fields[entry.key] = Field(entry: entry, file: file) }
    }
  }

  /// Reports the keys that are not in `known`, in each file that has them.
  package func reportUnknownKeys(known: [String], log: ErrorLog) {
    for file in files {
      for entry in file.root.entries ?? [] where !known.contains(entry.key) {
        log.report(NodeError(unknownName(entry.key, of: .key, known: known), at: entry.keyPosition), in: file)
      }
    }
  }
}
