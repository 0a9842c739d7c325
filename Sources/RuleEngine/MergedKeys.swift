/// The keys of files that are merged by name: a later file replaces single keys of an earlier one.
struct MergedKeys {
  /// A key with its value and the file that it is from.
  struct Field {
    let entry: DataNode.Entry
    let file: RuleFile
  }

  /// The fields by key.
  private(set) var fields: [String: Field] = [:]
  /// The files, earlier before later.
  let files: [RuleFile]

  /// Merges `files`; one that is not a mapping is reported.
  init(_ files: [RuleFile], log: ErrorLog) {
    self.files = files
    for file in files {
      guard let entries = file.root.entries else {
        log.report(file.root.typeError(expected: .mapping), in: file)
        continue
      }
      for entry in entries { fields[entry.key] = Field(entry: entry, file: file) }
    }
  }

  /// Reports the keys that are none of `known`.
  func reportUnknownKeys(known: [String], log: ErrorLog) {
    for (key, field) in fields where !known.contains(key) {
      log.report(NodeError(unknownName(key, of: .key, known: known), at: field.entry.keyPosition), in: field.file)
    }
  }
}
